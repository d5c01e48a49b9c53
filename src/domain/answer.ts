import type { CaseSummary } from "./case.ts";

/** Every end a question can have; closed, in the order of the design's contract. */
export const outcomes = ["answered", "clarify", "signposted", "handed_over", "declined"] as const;
export type Outcome = (typeof outcomes)[number];

/** Why an outcome other than a plain answer was chosen; closed. */
export const reasons = [
  "personal_matter",
  "deadline",
  "crisis",
  "greeting",
  "thanks",
  "about_bot",
  "membership_office",
  "off_topic",
  "abuse",
  "injection",
  "not_in_sources",
  "weak_evidence",
  "only_outdated_sources",
  "unclear_reference",
  "ambiguous_question",
  "no_knowledge",
  "empty_question",
  "too_long",
  "unreadable_question",
  "verification_failed",
  "partly_answered",
  "answering_off",
  "attachment",
  "others_matter",
  "outsider",
  "keep_out",
  "channel_off",
  "restored",
  "rep_asked",
  "reply_not_right",
  "fault",
] as const;
export type Reason = (typeof reasons)[number];

/** A word-for-word extract of a stored passage with its place there. */
export type Quotation = { passageId: string; start: number; end: number; text: string };

/** A sentence meant for a member, with the extracts said to prove it. Not shown before it is verified. */
export type DraftedClaim = { text: string; quotations: Quotation[]; listItem: boolean };

/** A numbered reference as programs and channels see it; keys as in the design's contract. */
export type Citation = {
  number: number;
  sourceId: string;
  title: string;
  publisher: string;
  /** Opens at the quotation: a text fragment for a page, `#page=N` for a PDF. */
  url: string;
  heading: string[];
  page: number | null;
  publishedOn: string | null;
  updatedOn: string | null;
  quote: string;
  passageId: string;
};

/** A claim with the numbers of the citations that prove it. */
export type CitedClaim = { text: string; citations: number[] };

/** How long each step took, in milliseconds. */
export type Timings = { totalMs: number; retrieveMs: number; draftMs: number; verifyMs: number };

/** One row of `ask --json`. */
export type AskRow = {
  id: string | number | null;
  question: string;
  outcome: Outcome;
  reason: Reason | null;
  /** 0..1, calibrated: how likely the sources answer this. Null for rows that never reached retrieval. */
  confidence: number | null;
  text: string;
  claims: CitedClaim[];
  citations: Citation[];
  asOf: string | null;
  notices: string[];
  case: CaseSummary | null;
  /** Names the receipt that `npm run verify` proves again; null when nothing was claimed. */
  answerId: string | null;
  timings: Timings;
};
