import { answersTheQuestion, leastQuotedEvidence } from "../answering/answers-the-question.ts";
import { type CitedAnswer, citeClaims } from "../answering/cite-claims.ts";
import { asOfAnswer, dateNotices, disagreementNotices, type Notice } from "../answering/date-notices.ts";
import type { ExtractiveDraft } from "../answering/draft-extractive.ts";
import { verifyClaims } from "../answering/verify-claims.ts";
import type { Reason } from "../domain/answer.ts";
import type { AnswerMode } from "../domain/receipt.ts";
import type { RankedPassage } from "../domain/retrieval.ts";
import type { VerifiedAnswer } from "../domain/verified-answer.ts";
import type { ModelPart } from "./ask-model.ts";
import type { FoundPart } from "./find-passages.ts";
import type { ProvedReply } from "./prove-reply.ts";

/** What one question comes to before its citations are numbered. `between` are headings that an unclear question could mean. */
export type SettledPart =
  | { kind: "answered"; mode: AnswerMode; answer: VerifiedAnswer; notices: Notice[] }
  | { kind: "abstained"; reason: Reason; between: string[] };

/** What became of one question of a message. */
export type PartAnswer = { question: string; confidence: number; ranked: RankedPassage[] } & (
  | { kind: "answered"; mode: AnswerMode; answer: VerifiedAnswer; cited: CitedAnswer; notices: Notice[]; asOf: string | null }
  | { kind: "abstained"; reason: Reason; between: string[] }
);

const abstained = (reason: Reason, between: string[] = []): SettledPart => ({ kind: "abstained", reason, between });

const reasonOfModel: Record<Extract<ModelPart, { kind: "abstained" }>["reason"], Reason> = {
  not_in_passages: "not_in_sources",
  only_outdated: "only_outdated_sources",
  personal: "personal_matter",
  // Whether a message is off topic was settled locally; a rep may yet know an answer that no page holds.
  off_topic: "not_in_sources",
};

/** The pages' own sentences, or the reason why they do not answer. */
const settleExtractive = (part: FoundPart, draft: ExtractiveDraft, nowOn: string): SettledPart => {
  if (draft.kind === "abstained") return abstained(draft.reason);
  const sourced = new Map(part.ranked.map(({ passage, document }) => [passage.id, { passage, document }]));
  const { answer } = verifyClaims(draft.claims, sourced);
  if (answer === null) return abstained("verification_failed");
  const notices = [...disagreementNotices(draft.disagreement?.older ?? null), ...dateNotices(answer, nowOn)];
  return { kind: "answered", mode: "extractive", answer, notices };
};

/** Whether an answer leans on an older source alone where a newer one says otherwise. */
const missesTheNewer = (answer: VerifiedAnswer, { disagreement }: ExtractiveDraft): boolean =>
  disagreement !== null &&
  answer.claims.every((claim) =>
    claim.quotations.every(
      ({ passageId }) => answer.passages.get(passageId)?.document.sourceId !== disagreement.newer.ranked.document.sourceId,
    ),
  );

const settleProved = (part: FoundPart, draft: ExtractiveDraft, proved: ProvedReply, nowOn: string): SettledPart => {
  const fallback = settleExtractive(part, draft, nowOn);
  const instead = (reason: Reason): SettledPart => (fallback.kind === "answered" ? fallback : abstained(reason));
  // The first claim is to answer the question, the others only add to it: without it what is left is no answer.
  if (proved.answer === null || !proved.leads)
    return instead(proved.onlyOutdated ? "only_outdated_sources" : "verification_failed");
  const quotations = proved.answer.claims.flatMap((claim) => claim.quotations);
  // A true sentence about something else is no answer.
  if (!answersTheQuestion(draft.candidates, quotations, leastQuotedEvidence.small)) return instead("weak_evidence");
  if (missesTheNewer(proved.answer, draft)) return instead("weak_evidence");
  const older = draft.disagreement?.older ?? null;
  const notices = [...disagreementNotices(older), ...dateNotices(proved.answer, nowOn)];
  return { kind: "answered", mode: "model", answer: proved.answer, notices };
};

/**
 * Decides what one question comes to. `reply` is the model's part (null without a model, or when it failed), `proved` what code made of
 * its claims. Whatever the model did, the result is proved sentences or a reason to abstain.
 */
export const settlePart = (
  part: FoundPart,
  draft: ExtractiveDraft,
  reply: { part: ModelPart; proved: ProvedReply | null } | null,
  nowOn: string,
): SettledPart => {
  if (part.unclear) return abstained("unclear_reference");
  if (reply === null) return settleExtractive(part, draft, nowOn);
  if (reply.part.kind === "clarify") return abstained("ambiguous_question", reply.part.between);
  if (reply.part.kind === "abstained") return abstained(reasonOfModel[reply.part.reason]);
  if (reply.proved === null) return settleExtractive(part, draft, nowOn);
  return settleProved(part, draft, reply.proved, nowOn);
};

/** Numbers the citations of a message's answers through, from 1. */
export const citeParts = (settled: readonly { part: FoundPart; confidence: number; result: SettledPart }[]): PartAnswer[] => {
  let nextNumber = 1;
  return settled.map(({ part, confidence, result }): PartAnswer => {
    const found = { question: part.question, confidence, ranked: part.ranked };
    if (result.kind === "abstained") return { ...found, ...result };
    const cited = citeClaims(result.answer, nextNumber);
    nextNumber += cited.citations.length;
    return { ...found, ...result, cited, asOf: asOfAnswer(result.answer) };
  });
};
