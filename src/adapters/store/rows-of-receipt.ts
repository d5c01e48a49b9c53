import type { Receipt, ReceiptClaim, ReceiptModel } from "../../domain/receipt.ts";
import { answerDigest, citedDigest, claimDigest } from "./receipt-digests.ts";
import type { Schema } from "./schema.ts";
import { storableRow } from "./storable-row.ts";

/** The rows that one receipt is kept in. `cited` is shared by all receipts that quote the same state of a passage. */
export type ReceiptRows = {
  answer: Schema["answers"];
  claims: Schema["claims"][];
  quotations: Schema["quotations"][];
  passages: Schema["answer_passages"][];
  cited: Schema["cited_passages"][];
};

const noModel = {
  model: null,
  prompt_id: null,
  prompt_version: null,
  prompt_digest: null,
  input_tokens: null,
  output_tokens: null,
  tokens_estimated: null,
  cost_usd: null,
  attempts: null,
};

const modelColumns = (by: ReceiptModel) => ({
  model: by.model,
  prompt_id: by.promptId,
  prompt_version: by.promptVersion,
  prompt_digest: by.promptDigest,
  input_tokens: by.usage.inputTokens,
  output_tokens: by.usage.outputTokens,
  tokens_estimated: by.usage.estimated ? 1 : 0,
  cost_usd: by.costUsd,
  attempts: by.attempts,
});

const citedRow = ({ passage, document }: Receipt["cited"][number]): Schema["cited_passages"] => {
  const row = storableRow({
    passage_id: passage.id,
    source_id: passage.sourceId,
    ordinal: passage.ordinal,
    heading: JSON.stringify(passage.heading),
    anchor: passage.anchor,
    page: passage.page,
    text: passage.text,
    sentences: JSON.stringify(passage.sentences),
    passage_digest: passage.digest,
    document_source_id: document.sourceId,
    title: document.title,
    url: document.url,
    publisher: document.publisher,
    kind: document.kind,
    standing: document.standing,
    review_by: document.reviewBy,
    owner: document.owner,
    published_on: document.publishedOn,
    updated_on: document.updatedOn,
    not_after_on: document.notAfterOn,
    date_basis: document.basis,
    document_digest: document.digest,
  });
  return { ...row, digest: citedDigest(row) };
};

const claimRows = (answerId: string, claim: ReceiptClaim, position: number) => {
  const quotations = claim.quotations.map(({ number, passageId, start, end, text }, place) =>
    storableRow({
      answer_id: answerId,
      claim_position: position,
      position: place,
      number,
      passage_id: passageId,
      start_offset: start,
      end_offset: end,
      text,
    }),
  );
  const { question, text, listItem } = claim;
  const row = storableRow({ answer_id: answerId, position, question, text, list_item: listItem ? 1 : 0 });
  return { claim: { ...row, digest: claimDigest(row, quotations) }, quotations };
};

/** Lays a receipt out in rows as they will be read back, each part with its digest. */
export const rowsOfReceipt = (receipt: Receipt): ReceiptRows => {
  const { id, timings } = receipt;
  const parts = receipt.claims.map((claim, position) => claimRows(id, claim, position));
  const claims = parts.map(({ claim }) => claim);
  const cited = receipt.cited.map(citedRow);
  const passages = cited.map(({ digest }, position) => ({ answer_id: id, position, cited_digest: digest }));
  const answer = storableRow({
    id,
    answered_at: receipt.answeredAt,
    asked_on: receipt.askedOn,
    questions: JSON.stringify(receipt.questions),
    outcome: receipt.outcome,
    reason: receipt.reason,
    mode: receipt.mode,
    text: receipt.text,
    as_of: receipt.asOf,
    knowledge_revision: receipt.knowledgeRevision,
    ...(receipt.model === null ? noModel : modelColumns(receipt.model)),
    total_ms: timings.totalMs,
    retrieve_ms: timings.retrieveMs,
    draft_ms: timings.draftMs,
    verify_ms: timings.verifyMs,
  });
  return {
    answer: { ...answer, digest: answerDigest(answer, claims, passages) },
    claims,
    quotations: parts.flatMap(({ quotations }) => quotations),
    passages,
    cited,
  };
};
