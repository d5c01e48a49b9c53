import { dayInWords } from "../domain/calendar.ts";
import { asOfDay, type DocumentRecord } from "../domain/document.ts";
import type { Receipt } from "../domain/receipt.ts";
import { CalendarDay } from "../domain/source.ts";

/** A stored day may have been tampered with: what is no day is shown as it stands. */
const dayAsRead = (day: string): string => (CalendarDay.safeParse(day).success ? dayInWords(day) : day);

const dateOf = (document: DocumentRecord): string => {
  const day = asOfDay(document);
  if (day === null) return "no date given";
  return document.basis === "inferred" ? `written no later than ${dayAsRead(day)}` : `as of ${dayAsRead(day)}`;
};

const quotationLines = (receipt: Receipt, quotation: Receipt["claims"][number]["quotations"][number]): string[] => {
  const sourced = receipt.cited.find(({ passage }) => passage.id === quotation.passageId);
  const words = `   [${quotation.number}] \u201C${quotation.text}\u201D`;
  if (!sourced) return [words, `       (the passage ${quotation.passageId} is not there any more as it was)`];
  const { passage, document } = sourced;
  const place = [document.title, ...passage.heading.slice(-1), ...(passage.page === null ? [] : [`page ${passage.page}`])];
  return [words, `       ${place.join(" \u203A ")}, ${dateOf(document)}`, `       ${document.url}`];
};

const writtenBy = ({ model }: Receipt): string =>
  model === null
    ? "in the pages' own words"
    : `worded by ${model.model}, prompt ${model.promptId} version ${model.promptVersion}, ${model.usage.inputTokens} + ${model.usage.outputTokens} tokens, $${model.costUsd}`;

/** A receipt for a person to read: when, what was asked, and each claim with the quotations that prove it, their pages and dates. */
export const receiptInWords = (receipt: Receipt): string =>
  [
    `${receipt.id}, answered ${receipt.answeredAt.slice(0, 16).replace("T", " ")} UTC as on ${dayAsRead(receipt.askedOn)}, ${writtenBy(receipt)}`,
    ...receipt.questions.map((question) => `Question: ${question}`),
    ...receipt.claims.flatMap((claim, index) => [
      `${index + 1}. ${claim.text}`,
      ...claim.quotations.flatMap((quotation) => quotationLines(receipt, quotation)),
    ]),
  ].join("\n");
