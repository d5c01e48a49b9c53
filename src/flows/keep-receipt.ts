import type { AskRow } from "../domain/answer.ts";
import type { Receipt } from "../domain/receipt.ts";
import type { ReceiptStore } from "../ports/receipt-store.ts";
import type { Redactor } from "../ports/redactor.ts";
import type { MessageAnswer } from "./answer-question.ts";
import { isAnswered } from "./reply-draft.ts";

/** Where receipts are kept, how they are named, and what keeps a member's identity out of them. */
export type ReceiptDeps = { receipts: ReceiptStore; newAnswerId: () => string; redact: Redactor; now: () => Date };

/**
 * Keeps what a reply was proved with, and gives the answer's id; null when the reply claims nothing. Throws when it cannot be kept.
 */
export const keepReceipt = async (
  deps: ReceiptDeps,
  row: AskRow,
  answered: MessageAnswer,
  at: { nowOn: string; knowledgeRevision: string },
): Promise<string | null> => {
  const parts = answered.parts.filter(isAnswered);
  if (parts.length === 0) return null;
  const cited = new Map<string, Receipt["cited"][number]>();
  const claims = answered.parts.flatMap((part, question) => {
    if (!isAnswered(part)) return [];
    return part.answer.claims.map(({ text, listItem, quotations }, index) => ({
      question,
      text,
      listItem,
      quotations: quotations.map((quotation, place) => {
        cited.set(quotation.passageId, part.answer.passages.get(quotation.passageId)!);
        return { ...quotation, number: part.cited.claims[index]!.citations[place]! };
      }),
    }));
  });
  const id = deps.newAnswerId();
  const byModel = parts.some((part) => part.mode === "model");
  await deps.receipts.save({
    id,
    answeredAt: deps.now().toISOString(),
    askedOn: at.nowOn,
    questions: answered.parts.map((part) => deps.redact(part.question).text),
    outcome: row.outcome,
    reason: row.reason,
    mode: byModel ? "model" : "extractive",
    text: row.text,
    claims,
    cited: [...cited.values()],
    asOf: row.asOf,
    knowledgeRevision: at.knowledgeRevision,
    model: byModel ? answered.by : null,
    timings: row.timings,
  });
  return id;
};
