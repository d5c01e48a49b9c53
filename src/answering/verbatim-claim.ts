import type { DraftedClaim, Quotation } from "../domain/answer.ts";
import type { Passage } from "../domain/passage.ts";

/** The stretch of a passage from the start of one sentence to the end of another, by their indexes, as a quotation. */
export const quotationOf = (passage: Passage, first: number, last: number): Quotation => {
  const { start } = passage.sentences[first]!;
  const { end } = passage.sentences[last]!;
  return { passageId: passage.id, start, end, text: passage.text.slice(start, end) };
};

/** A sentence of a passage as a claim in the page's own words. */
export const verbatimClaim = (passage: Passage, index: number): DraftedClaim => {
  const quotation = quotationOf(passage, index, index);
  return { text: quotation.text, quotations: [quotation], listItem: passage.sentences[index]!.kind === "list_item" };
};

/** The lines that introduce a bullet, outermost first, as indexes: without them a bullet is half a sentence. */
export const introductions = (passage: Passage, index: number): number[] => {
  const lines: number[] = [];
  let opener = passage.sentences[index]?.introducedBy ?? null;
  while (opener !== null && !lines.includes(opener)) {
    lines.unshift(opener);
    opener = passage.sentences[opener]?.introducedBy ?? null;
  }
  return lines;
};
