import type { Citation } from "../domain/answer.ts";
import type { RankedPassage } from "../domain/retrieval.ts";
import type { ShownPassage } from "./console-deps.ts";

/**
 * The cited passages of an answer, each once and in the order of its first mark, with every quotation's place in it.
 * `ranked` holds the passages that the answer was drawn from.
 */
export const shownPassages = (citations: Citation[], ranked: RankedPassage[]): ShownPassage[] => {
  const stored = new Map(ranked.map(({ passage }) => [passage.id, passage]));
  const shown = new Map<string, ShownPassage>();
  for (const { number, passageId, quote, ...citation } of citations) {
    const text = stored.get(passageId)?.text ?? quote;
    const start = text.indexOf(quote);
    const known = shown.get(passageId);
    const place = { start, end: start + quote.length, number };
    if (known) known.quotes.push(place);
    else shown.set(passageId, { ...citation, passageId, text, quotes: [place] });
  }
  return [...shown.values()];
};
