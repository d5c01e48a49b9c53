import { splitSentences } from "./split-sentences.ts";

/**
 * The line with which a paragraph opens the list below it: its last sentence, when that ends in a colon, a dash or no stop at
 * all, or says that something follows. Null when the paragraph is complete without the list.
 */
export const introducingLine = (paragraph: string): string | null => {
  const spans = splitSentences(paragraph);
  const last = spans.at(-1);
  if (last === undefined) return null;
  const line = paragraph.slice(last.start, last.end);
  if (/[:\u2013\u2014-]$/u.test(line)) return line;
  if (!/[.!?\u2026]["'\u2019\u201D)\]]*$/u.test(line)) return line;
  return /\b(?:following|as follows|below|these are|listed here|for example)\b[^.]{0,40}\.$/iu.test(line) ? line : null;
};
