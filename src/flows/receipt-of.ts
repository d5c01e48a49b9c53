import type { AskRow } from "../domain/answer.ts";
import type { Receipt } from "../domain/receipt.ts";
import type { Redactor } from "../ports/redactor.ts";
import type { MessageAnswer } from "./answer-question.ts";
import { isAnswered } from "./reply-draft.ts";

/** How receipts are named, and what keeps a member's identity out of them. */
export type ReceiptDeps = { newAnswerId: () => string; redact: Redactor; now: () => Date };

/** What a reply was proved with, to be kept; null when it claims nothing. */
export const receiptOf = (
  deps: ReceiptDeps,
  row: AskRow,
  answered: MessageAnswer,
  at: { nowOn: string; knowledgeRevision: string },
): Receipt | null => {
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
  const byModel = parts.some((part) => part.mode === "model");
  return {
    id: deps.newAnswerId(),
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
  };
};
