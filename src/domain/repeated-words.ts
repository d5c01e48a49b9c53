/** So many words in a row are nobody's by chance; a shorter text is looked for whole, from three words on. */
const wordsInARow = 6;
const fewestWords = 3;

/** What stands where words were taken out. */
export const erasedMark = "[erased]";

type Word = { word: string; start: number; end: number };

const wordsOf = (text: string): Word[] =>
  [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({
    word: match[0].toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }));

const rowAt = (words: readonly Word[], from: number, length: number): string =>
  words
    .slice(from, from + length)
    .map(({ word }) => word)
    .join(" ");

/**
 * Takes out of a text what it repeats of `texts`: six words in a row or more, or the whole of a shorter one. Quoting signs, line breaks and
 * punctuation between the words do not hide them. Gives the text unchanged (the same string) when it repeats nothing.
 */
export const createRepeatEraser = (texts: readonly string[]): ((text: string) => string) => {
  const rows = new Map<number, Set<string>>();
  for (const text of texts) {
    const words = wordsOf(text);
    if (words.length < fewestWords) continue;
    const length = Math.min(wordsInARow, words.length);
    const known = rows.get(length) ?? new Set();
    rows.set(length, known);
    for (let from = 0; from + length <= words.length; from += 1) known.add(rowAt(words, from, length));
  }
  return (text) => {
    const words = wordsOf(text);
    const isRepeated = new Array<boolean>(words.length).fill(false);
    for (const [length, known] of rows) {
      for (let from = 0; from + length <= words.length; from += 1)
        if (known.has(rowAt(words, from, length))) isRepeated.fill(true, from, from + length);
    }
    let [written, copiedTo] = ["", 0];
    for (let from = 0; from < words.length; from += 1) {
      if (!isRepeated[from]) continue;
      let to = from;
      while (isRepeated[to + 1]) to += 1;
      written += text.slice(copiedTo, words[from]!.start) + erasedMark;
      copiedTo = words[to]!.end;
      from = to;
    }
    return copiedTo === 0 ? text : written + text.slice(copiedTo);
  };
};
