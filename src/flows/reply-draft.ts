import type { Outcome, Reason } from "../domain/answer.ts";
import { dayInWords } from "../domain/calendar.ts";
import type { WordingKey } from "../domain/knowledge-config.ts";
import type { RouteName, Routing } from "../domain/route.ts";
import type { PartAnswer } from "./settle-part.ts";

/** What a message deserves, before it is put in words. `why` is for the rep and the try-it page, never for the member. */
export type ReplyDraft = {
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
export const wordedRoutes: Partial<Record<RouteName, { outcome: Outcome; key: WordingKey & Reason }>> = {
  greeting: { outcome: "signposted", key: "greeting" },
  thanks: { outcome: "signposted", key: "thanks" },
  about_bot: { outcome: "signposted", key: "about_bot" },
  membership_office: { outcome: "signposted", key: "membership_office" },
  off_topic: { outcome: "declined", key: "off_topic" },
  abuse: { outcome: "declined", key: "abuse" },
  injection: { outcome: "declined", key: "injection" },
};

/** A reply of approved wording alone. */
export const wordedDraft = (outcome: Outcome, reason: Reason, lead: WordingKey, why: string, opensCase = false): ReplyDraft => ({
  outcome,
  reason,
  lead,
  leadBlanks: {},
  parts: [],
  why,
  opensCase,
});

/** What a message comes to that is for the rep who has taken the conversation over. */
export const leftToRep: ReplyDraft = {
  outcome: "handed_over",
  reason: null,
  lead: null,
  leadBlanks: {},
  parts: [],
  why: "a rep has this conversation",
  opensCase: false,
};

/** Whether a question of a message has an answer. */
export const isAnswered = (part: PartAnswer): part is PartAnswer & { kind: "answered" } => part.kind === "answered";

const isMissed = (part: PartAnswer): part is PartAnswer & { kind: "abstained" } => part.kind === "abstained";

const leadForReason: Partial<Record<Reason, WordingKey>> = {
  only_outdated_sources: "outdated_only",
  no_knowledge: "no_knowledge",
  fault: "fault",
  personal_matter: "personal",
};

/** The fewest meanings that can be asked about, and the most that a member will read. */
const choices = { fewest: 2, most: 3 };

const clarifyDraft = (first: PartAnswer & { kind: "abstained" }, base: Pick<ReplyDraft, "parts" | "why">): ReplyDraft => {
  const clarify = { ...base, outcome: "clarify", opensCase: false } as const;
  if (first.reason === "ambiguous_question" && first.between.length >= choices.fewest) {
    const named = first.between.slice(0, choices.most).map((heading) => `\u201C${heading}\u201D`);
    const leadBlanks = { choices: `${named.slice(0, -1).join(", ")} or ${named.at(-1)}` };
    return { ...clarify, reason: first.reason, lead: "clarify_choice", leadBlanks };
  }
  return { ...clarify, reason: first.reason, lead: "clarify_reference", leadBlanks: {} };
};

/**
 * The reply that the answered and unanswered questions of a message call for. `mayClarify` is false when this thread was asked
 * to explain itself before: a second time a person takes over.
 */
export const draftFromParts = (parts: PartAnswer[], mayClarify: boolean): ReplyDraft => {
  const missed = parts.filter(isMissed);
  const first = missed[0];
  const why = first ? `no proof found for: ${first.question}` : "answered from sources";
  const base = { parts, leadBlanks: {}, why };
  if (!first) return { ...base, outcome: "answered", reason: null, lead: null, opensCase: false };
  if (missed.length < parts.length)
    return { ...base, outcome: "answered", reason: "partly_answered", lead: null, opensCase: true };
  const unclear = first.reason === "unclear_reference" || first.reason === "ambiguous_question";
  if (unclear && mayClarify) return clarifyDraft(first, { parts, why });
  const lead = leadForReason[first.reason] ?? "not_in_sources";
  return { ...base, outcome: "handed_over", reason: first.reason, lead, opensCase: true };
};

/** With answering switched off nothing is looked up; a personal matter keeps its own words and its deadline. */
export const draftWhileOff = (routing: Routing | null): ReplyDraft =>
  routing?.route === "personal" || routing?.route === "deadline"
    ? draftPersonal(routing, [])
    : wordedDraft("handed_over", "answering_off", "answering_off", "answering is switched off", true);

/** A personal matter goes to a rep whatever the pages say; what they say in general may go with the receipt. */
export const draftPersonal = (routing: Routing, parts: PartAnswer[]): ReplyDraft => {
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
