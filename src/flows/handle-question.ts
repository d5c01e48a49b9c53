import type { AskRow, Outcome, Reason } from "../domain/answer.ts";
import { dayInWords, dayOf } from "../domain/calendar.ts";
import type { CaseSummary } from "../domain/case.ts";
import { cleanText } from "../domain/clean-text.ts";
import { fillWording } from "../domain/fill-wording.ts";
import type { RepsFile, WordingFile, WordingKey } from "../domain/knowledge-config.ts";
import { maxQuestionCharacters, type Turn } from "../domain/question.ts";
import type { RankedPassage } from "../domain/retrieval.ts";
import type { RouteName, Routing } from "../domain/route.ts";
import type { CaseStore } from "../ports/case-store.ts";
import { answerQuestion, type PartAnswer, type ServedKnowledge, type StepTimes } from "./answer-question.ts";
import { handOver } from "./hand-over.ts";
import { claimsText, noticesText, paragraphs, sourcesText } from "./reply-text.ts";

/** What the way of one question needs. `knowledge` gives what is served right now, or null when nothing is. */
export type HandleQuestionDeps = {
  knowledge: () => ServedKnowledge | null;
  route: (text: string, at: { sentAt: Date }) => Routing;
  wording: WordingFile;
  reps: RepsFile;
  cases: CaseStore;
  now: () => Date;
  /** Records a fault with its code; never the member's words. */
  logFault: (code: string, cause: unknown) => void;
};

/** A message on its way in. `skipRouting` sends it straight to retrieval, for measuring that alone. */
export type IncomingQuestion = {
  id: string | number | null;
  question: string;
  scenario: string | null;
  history: Turn[];
  skipRouting: boolean;
};

/** The reply with what the try-it page shows beside it. */
export type HandledQuestion = { row: AskRow; routing: Routing | null; ranked: RankedPassage[] };

type Draft = {
  outcome: Outcome;
  reason: Reason | null;
  parts: PartAnswer[];
  /** Wording that opens the reply, before any cited claims. */
  lead: WordingKey | null;
  leadBlanks: Record<string, string>;
  why: string;
  opensCase: boolean;
};

/** Routes that end in approved wording alone, with the outcome each has. */
const wordedRoutes: Partial<Record<RouteName, { outcome: Outcome; key: WordingKey & Reason }>> = {
  greeting: { outcome: "signposted", key: "greeting" },
  thanks: { outcome: "signposted", key: "thanks" },
  about_bot: { outcome: "signposted", key: "about_bot" },
  membership_office: { outcome: "signposted", key: "membership_office" },
  off_topic: { outcome: "declined", key: "off_topic" },
  abuse: { outcome: "declined", key: "abuse" },
  injection: { outcome: "declined", key: "injection" },
};

const worded = (outcome: Outcome, reason: Reason, lead: WordingKey, why: string, opensCase = false): Draft => ({
  outcome,
  reason,
  lead,
  leadBlanks: {},
  parts: [],
  why,
  opensCase,
});

const isAnswered = (part: PartAnswer): part is PartAnswer & { kind: "answered" } => part.kind === "answered";

const leadForReason: Partial<Record<Reason, WordingKey>> = {
  only_outdated_sources: "outdated_only",
  no_knowledge: "no_knowledge",
  fault: "fault",
};

const draftFromParts = (parts: PartAnswer[]): Draft => {
  const missed = parts.filter((part) => !isAnswered(part)) as (PartAnswer & { kind: "abstained" })[];
  const first = missed[0];
  const base = { parts, leadBlanks: {}, why: first ? `no proof found for: ${first.question}` : "answered from sources" };
  if (!first) return { ...base, outcome: "answered", reason: null, lead: null, opensCase: false };
  if (missed.length < parts.length)
    return { ...base, outcome: "answered", reason: "partly_answered", lead: null, opensCase: true };
  if (first.reason === "unclear_reference") {
    return { ...base, outcome: "clarify", reason: "unclear_reference", lead: "clarify_reference", opensCase: false };
  }
  const lead = leadForReason[first.reason] ?? "not_in_sources";
  return { ...base, outcome: "handed_over", reason: first.reason, lead, opensCase: true };
};

/** A personal matter goes to a rep whatever the pages say; what they say in general may go with the receipt. */
const draftPersonal = (routing: Routing, parts: PartAnswer[]): Draft => {
  const urgent = routing.route === "deadline" && routing.deadline !== null;
  return {
    outcome: "handed_over",
    reason: routing.route === "deadline" ? "deadline" : "personal_matter",
    parts,
    lead: urgent ? "deadline" : "personal",
    leadBlanks: urgent ? { words: routing.deadline!.words, due_on: dayInWords(routing.deadline!.dueOn) } : {},
    why: routing.why,
    opensCase: true,
  };
};

/** A follow-up this short cannot be told from chat by its own words: "did he write back?" is about what was asked before. */
const followUpWords = 10;

const isFollowUp = (text: string, history: Turn[]): boolean => history.length > 0 && text.split(/\s+/).length <= followUpWords;

const noTimes: StepTimes = { retrieveMs: 0, draftMs: 0, verifyMs: 0 };

/** Decides what a cleaned message deserves: the steps in order, each either settling it or passing it on. */
const decide = async (
  deps: HandleQuestionDeps,
  text: string,
  incoming: IncomingQuestion,
): Promise<{ draft: Draft; routing: Routing | null; times: StepTimes }> => {
  const settled = (draft: Draft, routing: Routing | null = null) => ({ draft, routing, times: noTimes });
  if (text === "") return settled(worded("clarify", "empty_question", "empty_question", "nothing was written"));
  const routing = incoming.skipRouting ? null : deps.route(text, { sentAt: deps.now() });
  if (routing?.route === "crisis") return settled(worded("handed_over", "crisis", "crisis", routing.why, true), routing);
  if (text.length > maxQuestionCharacters)
    return settled(worded("handed_over", "too_long", "too_long", "longer than can be read", true), routing);
  if (routing?.route === "unreadable") {
    return settled(worded("clarify", "unreadable_question", "unreadable_question", routing.why), routing);
  }
  const plain = routing && wordedRoutes[routing.route];
  if (plain && !(routing.route === "off_topic" && isFollowUp(text, incoming.history)))
    return settled(worded(plain.outcome, plain.key, plain.key, routing.why), routing);
  const personal = routing?.route === "personal" || routing?.route === "deadline";
  const knowledge = deps.knowledge();
  if (knowledge === null || knowledge.sourceCount === 0) {
    if (personal) return settled(draftPersonal(routing, []), routing);
    return settled(worded("handed_over", "no_knowledge", "no_knowledge", "no source could be read", true), routing);
  }
  const message = { text, scenario: incoming.scenario, history: incoming.history, nowOn: dayOf(deps.now()) };
  const { parts, times } = await answerQuestion(knowledge, message);
  return { draft: personal ? draftPersonal(routing, parts) : draftFromParts(parts), routing, times };
};

const replyText = (deps: HandleQuestionDeps, draft: Draft, opened: CaseSummary | null, notices: string[]): string => {
  const blanks = {
    case_id: opened?.id ?? "",
    rep_contact:
      deps.reps.queues.find((queue) => queue.id === (opened?.queue ?? deps.reps.fallbackQueue))?.contact ??
      deps.reps.queues[0]!.contact,
    limit: String(maxQuestionCharacters),
    ...draft.leadBlanks,
  };
  const answered = draft.parts.filter(isAnswered);
  const missed = draft.parts.filter((part) => !isAnswered(part));
  const several = draft.parts.length > 1;
  const personal = draft.outcome === "handed_over" && answered.length > 0;
  return paragraphs(
    draft.lead === null ? null : fillWording(deps.wording, draft.lead, blanks),
    personal ? fillWording(deps.wording, "personal_general_lead", blanks) : null,
    ...answered.map((part) =>
      paragraphs(several ? `\u201C${part.question}\u201D` : null, claimsText(part.cited), sourcesText(part.cited)),
    ),
    ...(draft.outcome === "answered"
      ? missed.map((part) => fillWording(deps.wording, "partly_answered", { ...blanks, question: part.question }))
      : []),
    ...notices,
    fillWording(deps.wording, "way_to_person", blanks),
  );
};

const oldest = (days: (string | null)[]): string | null =>
  days.length === 0 || days.includes(null) ? null : (days as string[]).reduce((a, b) => (a < b ? a : b));

/**
 * The way of one question: clean, screen, route, retrieve, draft, verify, cite and date; or a case.
 * Always resolves to a reply: a fault in any step before the case opens becomes a case of its own, and is logged with a code.
 */
export const handleQuestion = async (deps: HandleQuestionDeps, incoming: IncomingQuestion): Promise<HandledQuestion> => {
  const startedAt = performance.now();
  const text = cleanText(incoming.question).text.trim();
  const decided = await decide(deps, text, incoming).catch((cause: unknown) => {
    deps.logFault("answering_failed", cause);
    return { draft: worded("handed_over", "fault", "fault", "a fault while answering", true), routing: null, times: noTimes };
  });
  const { draft, routing, times } = decided;
  const ranked = draft.parts.flatMap((part) => part.ranked);
  const answered = draft.parts.filter(isAnswered);
  const opened = draft.opensCase
    ? await handOver(deps, {
        question: text,
        scenario: incoming.scenario,
        reason: draft.reason ?? "fault",
        why: draft.why,
        routing,
        passageIds: [...new Set(ranked.map(({ passage }) => passage.id))],
      })
    : null;
  const notices = noticesText(
    deps.wording,
    answered.flatMap((part) => part.notices),
  );
  const reached = draft.parts.map((part) => part.confidence);
  return {
    routing,
    ranked,
    row: {
      id: incoming.id,
      question: incoming.question,
      outcome: draft.outcome,
      reason: draft.reason,
      confidence: reached.length === 0 ? null : Math.min(...reached),
      text: replyText(deps, draft, opened, notices),
      claims: answered.flatMap((part) => part.cited.claims.map(({ text: claim, citations }) => ({ text: claim, citations }))),
      citations: answered.flatMap((part) => part.cited.citations),
      asOf: oldest(answered.map((part) => part.asOf)),
      notices,
      case: opened,
      timings: { totalMs: performance.now() - startedAt, ...times },
    },
  };
};
