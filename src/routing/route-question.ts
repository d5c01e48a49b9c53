import { cleanText } from "../domain/clean-text.ts";
import type { RoutesFile } from "../domain/knowledge-config.ts";
import type { Routing } from "../domain/route.ts";
import { businessShare, countBusinessWords } from "./business-words.ts";
import { chooseRoute, defaultRouteCosts, type LearntRoute, type RouteCosts } from "./choose-route.ts";
import { type Classifier, trainClassifier } from "./classifier.ts";
import { findDeadline, urgencyWords } from "./deadline.ts";
import { explainRoute } from "./explain-route.ts";
import { messageBody, messageSentences } from "./message-body.ts";
import { type Feature, messageFeatures } from "./message-features.ts";
import { normaliseMessage } from "./normalise-message.ts";
import { personalCues } from "./personal-cues.ts";
import { withMarkers } from "./route-markers.ts";
import { abuseSign, crisisSign, injectionSign, withoutAbuse } from "./screen.ts";
import { createTopicFinder } from "./topic.ts";

/** What may be set differently: `costs` moves the border between answering and handing over. */
export type RouterOptions = { costs?: RouteCosts; crisisFrom?: number };

/** Routes one message. `sentAt` is when it was sent; relative dates count from it. */
export type RouteQuestion = (text: string, at: { sentAt: Date }) => Routing;

/** Half a chance of danger to life in any one sentence is enough; found by `evals/routing-report.ts`. */
const defaultCrisisFrom = 0.5;

const caseRoutes: readonly LearntRoute[] = ["personal", "deadline"];
const asksSomething = /\?|\b(?:when|what|how|who|where|which|can|could|does|do|is|are|will|should)\b/;

const ownBusiness: readonly LearntRoute[] = ["general", "personal", "deadline", "membership_office"];

type Model = { classifier: Classifier<LearntRoute>; features: (normalised: string) => Feature[] };

const trainModel = (examples: RoutesFile["examples"]): Model => {
  const rows = (Object.keys(examples) as LearntRoute[]).flatMap((label) =>
    examples[label].map((text) => ({ label, normalised: normaliseMessage(messageBody(cleanText(text).text)) })),
  );
  const counts = countBusinessWords(rows.filter(({ label }) => ownBusiness.includes(label)).map(({ normalised }) => normalised));
  const featuresOf = (normalised: string, own: boolean): Feature[] =>
    messageFeatures(normalised, personalCues(normalised), businessShare(normalised, counts, own));
  return {
    classifier: trainClassifier(
      rows.map(({ label, normalised }) => ({ label, features: featuresOf(normalised, ownBusiness.includes(label)) })),
    ),
    features: (normalised) => featuresOf(normalised, false),
  };
};

/**
 * Builds the router from the labelled examples of `routes.yaml`; training takes some tenths of a second and is
 * deterministic. The router itself is pure: clean, screen for danger, orders to the machine and abuse, then weigh the
 * model's chances by what each error would cost, and let clear signs of an own matter overrule "general".
 */
export const createRouter = (routesFile: RoutesFile, options: RouterOptions = {}): RouteQuestion => {
  const { classifier, features: featuresOf } = trainModel(routesFile.examples);
  const chancesOf = (normalised: string) => withMarkers(classifier.probabilities(featuresOf(normalised)), normalised);
  const topicOf = createTopicFinder(routesFile.topics);
  const costs = options.costs ?? defaultRouteCosts;
  const crisisFrom = options.crisisFrom ?? defaultCrisisFrom;

  return (raw, { sentAt }) => {
    const { text } = cleanText(raw);
    if (!/[\p{L}\p{N}]/u.test(text)) {
      return { route: "unreadable", certainty: 1, why: "holds no words", topic: null, deadline: null };
    }
    const body = messageBody(text);
    const normalised = normaliseMessage(body);
    const whole = normaliseMessage(text);
    const cues = personalCues(normalised);
    const chances = chancesOf(normalised);
    const strong = cues.filter((cue) => cue.strength === "strong");
    const topic = topicOf(normalised);

    const done = (route: LearntRoute, certainty: number, why: string): Routing => {
      const isCase = route === "crisis" || caseRoutes.includes(route);
      return { route, certainty, why, topic: isCase ? topic : null, deadline: isCase ? findDeadline(text, sentAt) : null };
    };

    const orders = injectionSign(whole);
    const danger = crisisSign(whole);
    if (danger && !(orders && strong.length === 0)) return done("crisis", 0.97, `speaks of danger to life: "${danger.words}"`);
    if (orders) return done("injection", 0.97, `gives orders to the machine: "${orders.words}"`);
    const abuse = abuseSign(normalised);
    if (!abuse) {
      const perSentence = messageSentences(normalised).map((sentence) =>
        sentence === normalised ? chances.crisis : chancesOf(sentence).crisis,
      );
      const likeliest = Math.max(chances.crisis, ...perSentence);
      if (likeliest >= crisisFrom) return done("crisis", likeliest, "reads like messages from members in danger");
    }

    let route = chooseRoute({ ...chances, crisis: 0 }, costs);
    if (abuse) {
      const rest = withoutAbuse(normalised);
      const restChances = chancesOf(rest);
      const restRoute = chooseRoute({ ...restChances, abuse: 0, crisis: 0 }, costs);
      const hasQuestion =
        strong.length > 0 || (asksSomething.test(rest) && rest.split(" ").length >= 4 && restChances.abuse < 0.4);
      const realRoutes: LearntRoute[] = ["general", "personal", "deadline", "membership_office"];
      if (!hasQuestion || !realRoutes.includes(restRoute)) return done("abuse", 0.9, `insults: "${abuse.words}"`);
      route = restRoute;
    }

    const overruled = strong.length > 0 && !["personal", "deadline", "injection", "membership_office", "crisis"].includes(route);
    if (overruled) route = "personal";
    const urgent = urgencyWords(normalised);
    const found = caseRoutes.includes(route) ? findDeadline(text, sentAt) : null;
    if (caseRoutes.includes(route)) route = found || (urgent && chances.deadline > 0.2) ? "deadline" : "personal";

    const sure = caseRoutes.includes(route) ? Math.max(chances.personal + chances.deadline, overruled ? 0.6 : 0) : chances[route];
    const loudest = classifier.loudest(featuresOf(normalised), route, 12);
    return { ...done(route, Math.min(1, sure), explainRoute(route, { cues, loudest, due: found, urgent })) };
  };
};
