import { foldText } from "../../src/domain/fold-text.ts";
import { type Passage, sentenceText } from "../../src/domain/passage.ts";
import type { RowQuotation } from "./claim-row.ts";

/** The words of a row's quotation and the passage where the model would have read them. */
export type LocatedQuotation = { quote: string; passage: Passage };

const wordsOf = (text: string): Set<string> =>
  new Set(
    foldText(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  );

/** The passage that holds most of the words: where a made-up quotation would be said to stand. */
const likestPassage = (quote: string, passages: readonly Passage[]): Passage => {
  const words = wordsOf(quote);
  const held = (passage: Passage): number => [...wordsOf(passage.text)].filter((word) => words.has(word)).length;
  return passages.reduce((best, passage) => (held(passage) > held(best) ? passage : best));
};

const sentencesMatching = (passages: readonly Passage[], pattern: RegExp): LocatedQuotation[] =>
  passages.flatMap((passage) =>
    passage.sentences.map((span) => ({ quote: sentenceText(passage, span), passage })).filter(({ quote }) => pattern.test(quote)),
  );

const found = (row: RowQuotation, passages: readonly Passage[]): LocatedQuotation => {
  const hits = sentencesMatching(passages, new RegExp(row.find!, "u"));
  const distinct = new Set(hits.map(({ quote }) => quote)).size;
  const hit = hits[(row.occurrence ?? 1) - 1];
  if (hit === undefined || (row.occurrence === undefined && distinct !== 1))
    throw new Error(`/${row.find}/ matches ${distinct} sentences`);
  return hit;
};

/** Places a row's quotation in the passages of its source. Throws when `find` does not name exactly one sentence. */
export const locateQuotation = (row: RowQuotation, passages: readonly Passage[]): LocatedQuotation => {
  if (row.quote !== undefined) {
    const quote = row.quote;
    const folded = foldText(quote);
    const passage = passages.find(({ text }) => folded !== "" && foldText(text).includes(folded));
    return { quote, passage: passage ?? likestPassage(quote, passages) };
  }
  const { quote, passage } = found(row, passages);
  const kept = row.keep === undefined ? quote : new RegExp(row.keep, "u").exec(quote)?.[0];
  if (kept === undefined) throw new Error(`/${row.keep}/ is not in what /${row.find}/ finds`);
  if (row.replace && !kept.includes(row.replace[0])) throw new Error(`"${row.replace[0]}" is not in what /${row.find}/ finds`);
  return { quote: row.replace ? kept.replace(...row.replace) : kept, passage };
};
