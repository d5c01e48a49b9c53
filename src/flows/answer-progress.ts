import type { VerifiedClaim } from "../domain/verified-answer.ts";

/** What is being done for a question right now. */
export type AnswerStep = "searching" | "writing" | "checking";

/**
 * News while a question is being answered: a step has begun, or one more claim has been proved. A claim is told in the order in which the
 * answer gives it, and only while nothing before it was cut; the reply that comes at the end is what counts.
 */
export type AnswerProgress =
  | { kind: "step"; step: AnswerStep }
  | { kind: "claim"; question: string; claim: VerifiedClaim; sources: string[] };

/** Is told the news; must not throw. */
export type OnAnswerProgress = (news: AnswerProgress) => void;
