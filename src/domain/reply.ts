import type { Citation, CitedClaim, Outcome, Reason } from "./answer.ts";
import type { CaseSummary } from "./case.ts";

/** One question of a message with what the pages say to it. `question` is null where the message asked only one. */
export type ReplyPart = { question: string | null; claims: (CitedClaim & { listItem: boolean })[]; citations: Citation[] };

/**
 * An answer or approved wording in its pieces, so that each channel can lay it out in its own way. All words of it are proved claims or
 * approved wording; citation numbers run on over the parts.
 */
export type AnswerReply = {
  kind: "answer";
  outcome: Outcome;
  reason: Reason | null;
  /** Approved wording at first contact: what this is, what it keeps, how to reach a person. Left out for whoever was told before. */
  intro?: string;
  /** Approved wording that opens the reply. */
  lead: string | null;
  /** Approved wording before general, cited passages that go with a personal matter. */
  general: string | null;
  parts: ReplyPart[];
  /** Approved wording, one for each question of the message that went to a rep. */
  missed: string[];
  notices: string[];
  wayToPerson: string;
  /** The day of the oldest source; null when there is none, or one has no date. */
  asOf: string | null;
  case: CaseSummary | null;
  /** Names the receipt; null when nothing was claimed. */
  answerId: string | null;
};

/** A rep's own text. `signedAs` is the name under which the rep writes to members. */
export type RepReply = { kind: "rep"; caseId: string; signedAs: string; words: string };

/** Approved wording alone, such as a reply of an earlier version, or a notice. */
export type WordedReply = { kind: "worded"; text: string };

/**
 * Not a reply but the end of one: what was posted as `replyId` is removed. `externalRef`: what the channel called it; null when it may not be out.
 * `reason` is that of the answer that is removed.
 */
export type Retraction = { kind: "retraction"; replyId: string; externalRef: string | null; reason: Reason | null };

/** Everything that may be said to a member; there is no other way to build a reply. */
export type SaidContent = AnswerReply | RepReply | WordedReply;

/** Everything that may wait in the outbox. */
export type ReplyContent = SaidContent | Retraction;
