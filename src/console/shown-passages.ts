import type { Citation } from "../domain/answer.ts";
import type { ShownPassage } from "./thread.ts";

/**
 * The cited passages of an answer, each once and in the order of its first mark, with every quotation's place in it. `texts` holds the
 * passages' words by id; of one that is not there the quotations alone are shown.
 */
export const shownPassages = (citations: Citation[], texts: ReadonlyMap<string, string>): ShownPassage[] => {
  const shown = new Map<string, ShownPassage>();
  for (const { number, passageId, quote, ...citation } of citations) {
    const text = texts.get(passageId);
    const start = text?.indexOf(quote) ?? -1;
    if (text === undefined || start === -1) continue;
    const known = shown.get(passageId);
    const place = { start, end: start + quote.length, number };
    if (known) known.quotes.push(place);
    else shown.set(passageId, { ...citation, passageId, text, quotes: [place] });
  }
  return [...shown.values()];
};
