import type { ConsoleAnswer, ShownPassage } from "./thread.ts";

/** A passage as a card beside the answer; `numbers` are the citations that it proves, lowest first. */
export type SourceCard = ShownPassage & { numbers: number[] };

/**
 * The cards of an answer, in the order of their lowest number; passages that nothing quotes come last.
 * A citation whose passage was not handed over still gets a card that holds its quotation alone, so that
 * every mark in the text leads somewhere.
 */
export const sourceCards = ({ row, passages }: Pick<ConsoleAnswer, "row" | "passages">): SourceCard[] => {
  const cited = new Set(row.citations.map(({ number }) => number));
  const cards = passages.map((passage): SourceCard => {
    const quotes = passage.quotes.filter(({ number }) => cited.has(number));
    return { ...passage, quotes, numbers: [...new Set(quotes.map(({ number }) => number))].sort((one, other) => one - other) };
  });
  const covered = new Set(cards.flatMap(({ numbers }) => numbers));
  const alone = row.citations
    .filter(({ number }) => !covered.has(number))
    .map(
      (citation): SourceCard => ({
        ...citation,
        text: citation.quote,
        quotes: [{ start: 0, end: citation.quote.length, number: citation.number }],
        numbers: [citation.number],
      }),
    );
  const lowest = (card: SourceCard): number => card.numbers[0] ?? Number.POSITIVE_INFINITY;
  return [...cards, ...alone].sort((one, other) => (lowest(one) === lowest(other) ? 0 : lowest(one) - lowest(other)));
};
