import type { QuoteSpan } from "./thread.ts";

/**
 * A run of passage text that is quoted by the same citations throughout; `numbers` is empty for plain text.
 * `opens` lists the citations whose quotation begins here.
 */
export type MarkedRun = { text: string; numbers: number[]; opens: number[] };

const usable = (text: string, quote: QuoteSpan): boolean =>
  Number.isInteger(quote.start) &&
  Number.isInteger(quote.end) &&
  quote.start >= 0 &&
  quote.end > quote.start &&
  quote.end <= text.length;

/**
 * Cuts a passage into lines (its blocks) and each line into runs, so that quotations can be highlighted even when they
 * overlap or cross a line. The runs of all lines joined give back the passage without its line breaks.
 * A quotation that does not fit the text is left out rather than drawn in the wrong place.
 */
export const markQuotes = (text: string, quotes: QuoteSpan[]): MarkedRun[][] => {
  const sound = quotes.filter((quote) => usable(text, quote));
  const opened = new Set<number>();
  const lines: MarkedRun[][] = [];
  let lineStart = 0;
  for (const line of text.split("\n")) {
    const lineEnd = lineStart + line.length;
    const inside = sound.flatMap(({ start, end }) => [start, end]).filter((at) => at > lineStart && at < lineEnd);
    const cuts = [...new Set([lineStart, ...inside, lineEnd])].sort((one, other) => one - other);
    const runs = cuts.slice(0, -1).map((start, index): MarkedRun => {
      const end = cuts[index + 1] ?? lineEnd;
      const numbers = [...new Set(sound.filter((quote) => quote.start < end && quote.end > start).map(({ number }) => number))];
      const opens = numbers.filter((number) => !opened.has(number));
      for (const number of opens) opened.add(number);
      return { text: text.slice(start, end), numbers, opens };
    });
    if (runs.length > 0) lines.push(runs);
    lineStart = lineEnd + 1;
  }
  return lines;
};
