import type { Outcome, Quotation, Reason, Timings } from "./answer.ts";
import type { DocumentRecord } from "./document.ts";
import type { TokenUsage } from "./model-failure.ts";
import type { Passage } from "./passage.ts";

/** Which words wrote an answer's claims: the pages' own sentences, or a model's, proved by code. */
export type AnswerMode = "extractive" | "model";

/** A claim as it was shown, with what proves it. `question` counts the message's questions from 0. */
export type ReceiptClaim = { question: number; text: string; listItem: boolean; quotations: (Quotation & { number: number })[] };

/** The model's part in an answer; null for an extractive one. `promptDigest`: hex SHA-256 of the prompt file. */
export type ReceiptModel = {
  model: string;
  promptId: string;
  promptVersion: number;
  promptDigest: string;
  usage: TokenUsage;
  costUsd: number;
  attempts: number;
};

/**
 * Everything needed to prove an answer again later, offline. `questions` are redacted as for a model; `cited` holds each quoted
 * passage whole, with its document's record, as they were at the time.
 */
export type Receipt = {
  id: string;
  answeredAt: string;
  /** The day the answer was asked for, `YYYY-MM-DD`: notices and time rules depend on it. */
  askedOn: string;
  questions: string[];
  outcome: Outcome;
  reason: Reason | null;
  mode: AnswerMode;
  /** What the member read, whole. */
  text: string;
  claims: ReceiptClaim[];
  cited: { passage: Passage; document: DocumentRecord }[];
  asOf: string | null;
  knowledgeRevision: string;
  model: ReceiptModel | null;
  timings: Timings;
};
