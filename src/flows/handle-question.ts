import type { AskRow } from "../domain/answer.ts";
import { apartFromAttachments, pointsToAttachment } from "../domain/attachments.ts";
import { dayOf } from "../domain/calendar.ts";
import type { CaseSummary } from "../domain/case.ts";
import { cleanText } from "../domain/clean-text.ts";
import type { CaseToOpen, Effects } from "../domain/effects.ts";
import type { RepsFile, WordingFile } from "../domain/knowledge-config.ts";
import { maxQuestionCharacters, type Turn } from "../domain/question.ts";
import type { AnswerMode } from "../domain/receipt.ts";
import type { AnswerReply } from "../domain/reply.ts";
import type { RankedPassage } from "../domain/retrieval.ts";
import type { Routing } from "../domain/route.ts";
import type { ApprovedOnly } from "../ports/channel-manners.ts";
import type { OnAnswerProgress } from "./answer-progress.ts";
import { answerQuestion, type MessageAnswer } from "./answer-question.ts";
import type { AnsweringModel } from "./answering-model.ts";
import { handOver } from "./hand-over.ts";
import { type ReceiptDeps, receiptOf } from "./receipt-of.ts";
import {
  draftFromParts,
  draftPersonal,
  draftWhileOff,
  isAnswered,
  leftToRep,
  type ReplyDraft,
  wordedDraft,
  wordedRoutes,
} from "./reply-draft.ts";
import { noticesText, replyAsText } from "./reply-text.ts";
import type { ServedKnowledge } from "./served-knowledge.ts";
import { writeReply } from "./write-reply.ts";

/** What the way of one question needs. `knowledge` gives what is served right now, or null when nothing is. */
export type HandleQuestionDeps = Omit<ReceiptDeps, "now"> & {
  knowledge: () => ServedKnowledge | null;
  /** The model that words answers; null when none is configured. */
  answering: AnsweringModel | null;
  route: (text: string, at: { sentAt: Date }) => Routing;
  wording: WordingFile;
  reps: RepsFile;
  newCaseId: () => string;
  now: () => Date;
  /** Records a fault with its code and the message's trace id; never the member's words. */
  logFault: (code: string, cause: unknown, traceId: string | null) => void;
};

/** A message on its way in. `skipRouting` sends it straight to retrieval, for measuring that alone. */
export type IncomingQuestion = {
  id: string | number | null;
  question: string;
  scenario: string | null;
  history: Turn[];
  skipRouting: boolean;
  /** When it was sent, ISO 8601: "Monday" counts from here. Now when it is left out. */
  sentAt?: string;
  /** Follows the message through the log. */
  traceId?: string;
  /** Nothing is looked up and no model is asked: a crisis is met with its own words, and all else is a rep's. */
  isAnsweringOff?: boolean;
  /** A rep has taken this conversation over: nothing is looked up, and the reply is for nobody, unless it is to a crisis. */
  repHasIt?: boolean;
  /** Whatever is asked, this approved wording is the reply, unless it is to a crisis. */
  approvedOnly?: ApprovedOnly | null;
  /** The words are another person's, handed in by the asker: their own matter is theirs to bring, and is not kept. */
  isAnothersWords?: boolean;
};

/**
 * The reply with what the try-it page shows beside it. `wordedBy` says whose words the claims are, null when nothing is
 * claimed. `effects` are yet to be written, and the reply must not be shown before they are.
 */
export type HandledQuestion = {
  row: AskRow;
  /** The same reply in pieces, for channels that lay it out. */
  reply: AnswerReply;
  routing: Routing | null;
  ranked: RankedPassage[];
  wordedBy: AnswerMode | null;
  effects: Effects;
};

/** What was decided for a message. `answered` is null when no page was looked at. */
type Decision = { draft: ReplyDraft; routing: Routing | null; answered: MessageAnswer | null; revision: string };

/** A follow-up this short cannot be told from chat by its own words: "did he write back?" is about what was asked before. */
const followUpWords = 10;

const isFollowUp = (text: string, history: Turn[]): boolean => history.length > 0 && text.split(/\s+/).length <= followUpWords;

const isPersonal = (routing: Routing | null): boolean =>
  routing?.route === "personal" || routing?.route === "deadline" || routing?.route === "crisis";

const sentAtOf = (deps: HandleQuestionDeps, { sentAt }: IncomingQuestion): Date =>
  sentAt === undefined ? deps.now() : new Date(sentAt);

/** Whether a follow-up would carry words of an earlier personal matter with it. */
const leansOnPersonal = (deps: HandleQuestionDeps, knowledge: ServedKnowledge, text: string, history: Turn[]): boolean =>
  history.length > 0 &&
  knowledge.standalone(text, history).usedHistory &&
  history.some(({ question }) => isPersonal(deps.route(question, { sentAt: deps.now() })));

/** Whether the last reply of the thread asked the member to explain what is meant. */
const wasClarifying = (wording: WordingFile, history: Turn[]): boolean => {
  const last = history.at(-1)?.answer ?? "";
  return [wording.clarify_reference, wording.clarify_choice].some((words) => last.startsWith(words.trim().split("{")[0]!.trim()));
};

/** Decides what a cleaned message deserves: the steps in order, each either settling it or passing it on. */
const decide = async (
  deps: HandleQuestionDeps,
  { words: text, names: attached }: ReturnType<typeof apartFromAttachments>,
  incoming: IncomingQuestion,
  onProgress?: OnAnswerProgress,
): Promise<Decision> => {
  const settled = (draft: ReplyDraft, routing: Routing | null = null): Decision => ({
    draft,
    routing,
    answered: null,
    revision: "",
  });
  if (text === "" && attached === null)
    return settled(wordedDraft("clarify", "empty_question", "empty_question", "nothing was written"));
  const routing = incoming.skipRouting ? null : deps.route(text, { sentAt: sentAtOf(deps, incoming) });
  if (routing?.route === "crisis") return settled(wordedDraft("handed_over", "crisis", "crisis", routing.why, true), routing);
  const { approvedOnly = null } = incoming;
  if (approvedOnly !== null) return settled(wordedDraft("signposted", approvedOnly, approvedOnly, approvedOnly), routing);
  if (incoming.isAnothersWords && isPersonal(routing))
    return settled(wordedDraft("signposted", "others_matter", "others_matter", "another person's own matter"));
  if (incoming.repHasIt) return settled(leftToRep, routing);
  if (incoming.isAnsweringOff) return settled(draftWhileOff(routing), routing);
  if (attached !== null && !isPersonal(routing) && pointsToAttachment(text))
    return settled(wordedDraft("handed_over", "attachment", "attachment", "points to something attached", true), routing);
  if (text.length > maxQuestionCharacters)
    return settled(wordedDraft("handed_over", "too_long", "too_long", "longer than can be read", true), routing);
  if (routing?.route === "unreadable") {
    return settled(wordedDraft("clarify", "unreadable_question", "unreadable_question", routing.why), routing);
  }
  const plain = routing && wordedRoutes[routing.route];
  if (plain && !(routing.route === "off_topic" && isFollowUp(text, incoming.history)))
    return settled(wordedDraft(plain.outcome, plain.key, plain.key, routing.why), routing);
  const personal = isPersonal(routing);
  const knowledge = deps.knowledge();
  if (knowledge === null || knowledge.sourceCount === 0) {
    if (routing !== null && personal) return settled(draftPersonal(routing, []), routing);
    return settled(wordedDraft("handed_over", "no_knowledge", "no_knowledge", "no source could be read", true), routing);
  }
  const { scenario, history } = incoming;
  const mayLeave = !personal && (incoming.skipRouting || !leansOnPersonal(deps, knowledge, text, history));
  const message = { text, scenario, history, nowOn: dayOf(deps.now()), mayLeave };
  const answered = await answerQuestion({ knowledge, answering: deps.answering }, message, onProgress);
  const draft =
    routing !== null && personal
      ? draftPersonal(routing, answered.parts)
      : draftFromParts(answered.parts, !wasClarifying(deps.wording, history));
  if (answered.modelFailure !== null) draft.why += ` (the model failed: ${answered.modelFailure})`;
  return { draft, routing, answered, revision: knowledge.revision };
};

const oldest = (days: (string | null)[]): string | null =>
  days.length === 0 || days.includes(null) ? null : (days as string[]).reduce((a, b) => (a < b ? a : b));

const summaryOf = ({ id, priority, dueOn, queue, topic }: CaseToOpen): CaseSummary => ({ id, priority, dueOn, queue, topic });

const noTimes = { retrieveMs: 0, draftMs: 0, verifyMs: 0 };

/**
 * The way of one question: clean, screen, route, retrieve, draft, verify, cite and date; or a case.
 * Always resolves to a reply and writes nothing: a fault in any step becomes a case of its own, and is logged with a code.
 * `onProgress` is told what is being done and which claims have been proved so far.
 */
export const handleQuestion = async (
  deps: HandleQuestionDeps,
  incoming: IncomingQuestion,
  onProgress?: OnAnswerProgress,
): Promise<HandledQuestion> => {
  const startedAt = performance.now();
  const text = cleanText(incoming.question).text.trim();
  const apart = apartFromAttachments(text);
  const decided = await decide(deps, apart, incoming, onProgress).catch((cause: unknown): Decision => {
    deps.logFault("answering_failed", cause, incoming.traceId ?? null);
    const draft = wordedDraft("handed_over", "fault", "fault", "a fault while answering", true);
    return { draft, routing: null, answered: null, revision: "" };
  });
  const { draft, routing } = decided;
  const ranked = draft.parts.flatMap((part) => part.ranked);
  const answered = draft.parts.filter(isAnswered);
  const opened = draft.opensCase
    ? handOver(deps, {
        question: text,
        scenario: incoming.scenario,
        reason: draft.reason ?? "fault",
        why: draft.why,
        routing,
        passageIds: [...new Set(ranked.map(({ passage }) => passage.id))],
      })
    : null;
  const notices = noticesText(deps.wording, [
    ...answered.flatMap((part) => part.notices),
    ...(apart.names !== null && answered.length > 0
      ? [{ key: "notice_attachment" as const, blanks: { names: apart.names } }]
      : []),
  ]);
  const asOf = oldest(answered.map((part) => part.asOf));
  const summary = opened === null ? null : summaryOf(opened);
  const reply = writeReply(deps, draft, summary, notices, asOf);
  const reached = draft.parts.map((part) => part.confidence);
  const row: AskRow = {
    id: incoming.id,
    question: incoming.question,
    outcome: draft.outcome,
    reason: draft.reason,
    confidence: reached.length === 0 ? null : Math.min(...reached),
    text: replyAsText(reply),
    claims: answered.flatMap((part) => part.cited.claims.map(({ text: claim, citations }) => ({ text: claim, citations }))),
    citations: answered.flatMap((part) => part.cited.citations),
    asOf,
    notices,
    case: summary,
    answerId: null,
    timings: { totalMs: performance.now() - startedAt, ...(decided.answered?.times ?? noTimes) },
  };
  const at = { nowOn: dayOf(deps.now()), knowledgeRevision: decided.revision };
  const receipt = decided.answered === null ? null : receiptOf(deps, row, decided.answered, at);
  row.answerId = receipt?.id ?? null;
  reply.answerId = row.answerId;
  const wordedBy = receipt?.mode ?? null;
  const decision = { routing, confidence: row.confidence, timings: row.timings, wordedBy };
  const forgets = draft.reason === "others_matter" && { forgetsWords: true };
  return { row, reply, routing, ranked, wordedBy, effects: { opened, receipt, decision, ...forgets } };
};
