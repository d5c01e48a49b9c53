import { cleanText } from "../domain/clean-text.ts";
import type { RoutesFile } from "../domain/knowledge-config.ts";
import type { Deadline, Routing } from "../domain/route.ts";
import { chooseRoute, defaultRouteCosts, type LearntRoute, type RouteCosts } from "./choose-route.ts";
import { courtesyOnly } from "./courtesy.ts";
import { findDeadline, urgencyWords } from "./deadline.ts";
import { explainRoute } from "./explain-route.ts";
import { messageBody, messageSentences } from "./message-body.ts";
import { type MessageModel, trainMessageModel } from "./message-model.ts";
import { normaliseMessage } from "./normalise-message.ts";
import { type PersonalCue, personalCues } from "./personal-cues.ts";
import { abuseSign, crisisSign, injectionSign, withoutAbuse } from "./screen.ts";
import { createTopicFinder } from "./topic.ts";

/** What may be set differently: `costs` moves the border between answering and handing over. */
export type RouterOptions = { costs?: RouteCosts; crisisFrom?: number };

/** Routes one message. `sentAt` is when it was sent; relative dates count from it. */
export type RouteQuestion = (text: string, at: { sentAt: Date }) => Routing;

type Decision = { route: LearntRoute; certainty: number; why: string; deadline?: Deadline | null };

/** Chance of danger to life in the message or one of its sentences from which it is taken as such; see docs/routing.md. */
const defaultCrisisFrom = 0.6;
/** A sign that a pattern found is not certain either; measured precision in docs/routing.md. */
const signCertainty = 0.97;
/** The least certainty of "personal" when a clear sign overrules the model. */
const cueCertainty = 0.6;

const asksSomething =
  /\?|(?:^|[.!,;:\n] ?)(?:and |but |so |please |just |now |ok )*(?:when|what(?! an? )|how|who|where|which|why|can|could|does|do|did|is|are|will|should|tell me|i (?:want|need|would like))\b/;
/** Routes that a clear sign of an own matter does not overrule. */
const firm: readonly LearntRoute[] = ["personal", "deadline", "membership_office", "crisis", "injection"];
const answerable: readonly LearntRoute[] = ["general", "personal", "deadline", "membership_office"];

/** What decides by itself: danger first, then orders to the machine, then bare courtesy. */
const screen = (whole: string, body: string): Decision | null => {
  const danger = crisisSign(whole);
  if (danger) return { route: "crisis", certainty: signCertainty, why: `speaks of danger to life: "${danger.words}"` };
  const orders = injectionSign(whole);
  if (orders) return { route: "injection", certainty: signCertainty, why: `gives orders to the machine: "${orders.words}"` };
  const courtesy = courtesyOnly(body);
  if (courtesy)
    return {
      route: courtesy,
      certainty: signCertainty,
      why: explainRoute(courtesy, { cues: [], loudest: [], due: null, urgent: null }),
    };
  return null;
};

const modelCrisis = (model: MessageModel, body: string, from: number): Decision | null => {
  const certainty = Math.max(...[body, ...messageSentences(body)].map((part) => model.chances(part).crisis));
  return certainty >= from ? { route: "crisis", certainty, why: "reads like messages from members in danger" } : null;
};

/** An insult alone is declined; with a question or an own matter beside it, the rest is routed. */
const judgeAbuse = (model: MessageModel, body: string, strong: boolean, costs: RouteCosts): Decision | LearntRoute | null => {
  const abuse = abuseSign(body);
  if (!abuse) return null;
  const rest = withoutAbuse(body);
  const chances = model.chances(rest);
  const route = chooseRoute({ ...chances, abuse: 0, crisis: 0 }, costs);
  const asks = strong || (asksSomething.test(rest) && rest.split(" ").length >= 4 && chances.abuse < 0.4);
  return asks && answerable.includes(route) ? route : { route: "abuse", certainty: 0.9, why: `insults: "${abuse.words}"` };
};

const withTopic = (decision: Decision, text: string, topic: string | null, sentAt: Date): Routing => {
  const isCase = ["personal", "deadline", "crisis"].includes(decision.route);
  return {
    ...decision,
    topic: isCase ? topic : null,
    deadline: isCase ? (decision.deadline === undefined ? findDeadline(text, sentAt) : decision.deadline) : null,
  };
};

const weigh = (
  model: MessageModel,
  body: string,
  text: string,
  sentAt: Date,
  cues: PersonalCue[],
  judged: LearntRoute | null,
  costs: RouteCosts,
): Decision => {
  const chances = model.chances(body);
  let route = judged ?? chooseRoute({ ...chances, crisis: 0 }, costs);
  const overruled = cues.some((cue) => cue.strength === "strong") && !firm.includes(route);
  if (overruled) route = "personal";
  if (route !== "personal" && route !== "deadline") {
    return {
      route,
      certainty: chances[route],
      why: explainRoute(route, { cues, loudest: model.loudest(body, route), due: null, urgent: null }),
    };
  }
  const due = findDeadline(text, sentAt);
  const urgent = urgencyWords(body);
  route = due || (urgent && chances.deadline > 0.1) ? "deadline" : "personal";
  const certainty = Math.min(1, Math.max(chances.personal + chances.deadline, overruled ? cueCertainty : 0));
  return {
    route,
    certainty,
    deadline: due,
    why: explainRoute(route, { cues, loudest: model.loudest(body, route), due, urgent }),
  };
};

/**
 * Builds the router from the labelled examples of `routes.yaml`; training takes some tenths of a second and is
 * deterministic. The router itself is pure: clean, screen for danger, orders to the machine and abuse, then weigh the
 * model's chances by what each error would cost, and let clear signs of an own matter overrule "general".
 */
export const createRouter = (routesFile: RoutesFile, options: RouterOptions = {}): RouteQuestion => {
  const model = trainMessageModel(routesFile.examples);
  const topicOf = createTopicFinder(routesFile.topics);
  const costs = options.costs ?? defaultRouteCosts;
  const crisisFrom = options.crisisFrom ?? defaultCrisisFrom;

  return (raw, { sentAt }) => {
    const { text } = cleanText(raw);
    if (!/[\p{L}\p{N}]/u.test(text))
      return { route: "unreadable", certainty: 1, why: "holds no words", topic: null, deadline: null };
    const body = normaliseMessage(messageBody(text));
    const topic = topicOf(body);
    const screened = screen(normaliseMessage(text), body);
    if (screened) return withTopic(screened, text, topic, sentAt);
    const cues = personalCues(body);
    const judged = judgeAbuse(
      model,
      body,
      cues.some((cue) => cue.strength === "strong"),
      costs,
    );
    if (judged && typeof judged !== "string") return withTopic(judged, text, topic, sentAt);
    const danger = judged ? null : modelCrisis(model, body, crisisFrom);
    return withTopic(danger ?? weigh(model, body, text, sentAt, cues, judged, costs), text, topic, sentAt);
  };
};
