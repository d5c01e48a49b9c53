import type { Outcome, Reason } from "../../domain/answer.ts";
import type { AnswerMode, Receipt, ReceiptModel } from "../../domain/receipt.ts";
import { documentOfRow, passageOfRow } from "./knowledge-rows.ts";
import type { ReceiptRows } from "./rows-of-receipt.ts";
import type { Schema } from "./schema.ts";

const modelOf = (row: Schema["answers"]): ReceiptModel | null =>
  row.model === null
    ? null
    : {
        model: row.model,
        promptId: row.prompt_id ?? "",
        promptVersion: row.prompt_version ?? 0,
        promptDigest: row.prompt_digest ?? "",
        usage: {
          inputTokens: row.input_tokens ?? 0,
          outputTokens: row.output_tokens ?? 0,
          estimated: row.tokens_estimated !== 0,
        },
        costUsd: row.cost_usd ?? 0,
        attempts: row.attempts ?? 0,
      };

const citedOf = (row: Schema["cited_passages"]): Receipt["cited"][number] => ({
  passage: passageOfRow({ ...row, id: row.passage_id, digest: row.passage_digest }),
  document: documentOfRow({ ...row, id: row.document_source_id, digest: row.document_digest }),
});

const questionsOf = (row: Schema["answers"]): string[] => {
  try {
    const questions: unknown = JSON.parse(row.questions);
    return Array.isArray(questions) ? questions.map(String) : [];
  } catch {
    return [];
  }
};

/**
 * Reads a receipt back from its rows as far as they can be read: what was changed shows in the digests, not here. `cited` holds kept
 * passages whose digest is right, in the order of the answer.
 */
export const receiptOfRows = ({ answer, claims, quotations, cited }: ReceiptRows): Receipt => ({
  id: answer.id,
  answeredAt: answer.answered_at,
  askedOn: answer.asked_on,
  questions: questionsOf(answer),
  outcome: answer.outcome as Outcome,
  reason: answer.reason as Reason | null,
  mode: answer.mode as AnswerMode,
  text: answer.text,
  claims: claims.map((claim) => ({
    question: claim.question,
    text: claim.text,
    listItem: claim.list_item !== 0,
    quotations: quotations
      .filter((quotation) => quotation.claim_position === claim.position)
      .map(({ number, passage_id, start_offset, end_offset, text }) => {
        return { passageId: passage_id, start: start_offset, end: end_offset, text, number };
      }),
  })),
  cited: cited.map(citedOf),
  asOf: answer.as_of,
  knowledgeRevision: answer.knowledge_revision,
  model: modelOf(answer),
  timings: {
    totalMs: answer.total_ms,
    retrieveMs: answer.retrieve_ms,
    draftMs: answer.draft_ms,
    verifyMs: answer.verify_ms,
  },
});
