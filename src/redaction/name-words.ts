/** A word of a text with its place; `gap` is what stands between it and the word before. A possessive `'s` is no part of it. */
export type Word = { text: string; lower: string; start: number; end: number; gap: string; shape: WordShape };

/** How a word is written: `initial` is one large letter, `caps` all large, `small` all small, and so is a word of a line that shouts. */
export type WordShape = "name" | "caps" | "initial" | "small" | "number";

const wordPattern = /\p{L}[\p{L}\p{M}]*(?:['-]\p{L}[\p{L}\p{M}]*)*|\p{N}+/gu;
const shortestShout = 12;

/** Where lines stand that are written in large letters throughout. */
const shoutedLines = (plain: string): { start: number; end: number }[] =>
  [...plain.matchAll(/[^\n]+/gu)]
    .filter(([line]) => {
      const large = line.match(/\p{Lu}/gu)?.length ?? 0;
      const small = line.match(/\p{Ll}/gu)?.length ?? 0;
      return large >= shortestShout && large > 4 * small;
    })
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));

const shapeOf = (text: string, shouted: boolean): WordShape => {
  if (/^\p{N}/u.test(text)) return "number";
  if (/^\p{Ll}/u.test(text) || shouted) return "small";
  if (/^\p{Lu}$/u.test(text)) return "initial";
  return /\p{Ll}/u.test(text) ? "name" : "caps";
};

/** Splits a text into words, hyphens and inner apostrophes kept. */
export const nameWords = (plain: string): Word[] => {
  const shouts = shoutedLines(plain);
  let shout = 0;
  let from = 0;
  const words: Word[] = [];
  for (const match of plain.matchAll(wordPattern)) {
    const text = match[0].replace(/'s$/iu, "");
    const start = match.index;
    while (shout < shouts.length && shouts[shout]!.end <= start) shout += 1;
    const shouted = shout < shouts.length && shouts[shout]!.start <= start;
    words.push({
      text,
      lower: text.toLowerCase(),
      start,
      end: start + text.length,
      gap: plain.slice(from, start),
      shape: shapeOf(text, shouted),
    });
    from = start + text.length;
  }
  return words;
};

/** The index of the first word that begins at or after a place; `words.length` when there is none. By halving, so that many look-ups stay cheap. */
export const wordAt = (words: readonly Word[], place: number): number => {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]!.start < place) low = middle + 1;
    else high = middle;
  }
  return low;
};
