/** Every word of the texts in small letters, hyphenated words whole: what tells a broken word from a compound. */
export const wordsIn = (texts: Iterable<string>): Set<string> => {
  const words = new Set<string>();
  for (const text of texts) {
    for (const [word] of text.toLowerCase().matchAll(/\p{L}+(?:-\p{L}+)*/gu)) words.add(word);
  }
  return words;
};

/**
 * Joins two lines of one paragraph. A word broken by a hyphen at the line's end is made whole, unless the document elsewhere writes it
 * with its hyphen ("re-design"), or the second part does not begin with a small letter ("Arm's-Length", "2015-16").
 */
export const joinLines = (first: string, second: string, words: ReadonlySet<string>): string => {
  const before = /(\p{L}+(?:-\p{L}+)*)[-\u2010\u00AD]$/u.exec(first)?.[1];
  const after = /^\p{L}+/u.exec(second)?.[0];
  if (before === undefined || after === undefined) {
    return /[\p{L}\p{N}][-\u2010\u2011/]$/u.test(first) && /^[\p{L}\p{N}]/u.test(second) ? first + second : `${first} ${second}`;
  }
  const whole = `${before}${after}`.toLowerCase();
  const compound = `${before}-${after}`.toLowerCase();
  if (!/^\p{Ll}/u.test(after) || (words.has(compound) && !words.has(whole))) return first + second;
  return first.slice(0, -1) + second;
};
