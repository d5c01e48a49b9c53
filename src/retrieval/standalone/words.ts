import type { WordClass, WordClasses } from "../../ports/word-classes.ts";
import { correctClass } from "./correct-class.ts";
import { isContentWord } from "./word-lists.ts";

/** A word of a text in reading order. `lower` has ASCII apostrophes; `end` is exclusive. */
export type Word = { text: string; lower: string; start: number; end: number; wordClass: WordClass };

// The first alternative is the label that redaction leaves: "[name 2]".
const wordPattern =
  /\[[a-z][a-zA-Z ]{2,30}(?: \d+)?\]|[\p{L}\p{M}\p{N}£%]+(?:(?:['’&-](?=[\p{L}\p{N}])|(?<=\p{N})[.,](?=\p{N}))[\p{L}\p{M}\p{N}%]+)*/gu;

/** Words of texting that decide how a question is built; all others are put right later, with the knowledge's slang. */
const respelt: Readonly<Record<string, string>> = {
  wot: "what",
  wat: "what",
  wots: "what is",
  wats: "what is",
  whats: "what is",
  wen: "when",
  whens: "when is",
  wher: "where",
  wheres: "where is",
  whos: "who is",
  hows: "how is",
  hw: "how",
  abt: "about",
  bout: "about",
  n: "and",
  dat: "that",
  dats: "that is",
  thats: "that is",
  dis: "this",
  dem: "them",
  dey: "they",
  der: "there",
  coz: "because",
  cos: "because",
};

/** Puts the words of texting right that decide how a question is built: "n wen is dat" becomes "and when is that". */
export const putStructureRight = (text: string): string =>
  text
    .replace(/^(\s*(?:but\s+|and\s+)?)y(?=\s*(?:\?|$|not\b|tho))/iu, "$1why")
    .replace(
      /(?<![\p{L}\p{N}'’.@-])(?:n|[a-zA-Z][a-z]{1,4})(?![\p{L}\p{N}'’@-])/gu,
      (word) => respelt[word.toLowerCase()] ?? word,
    );

/** The words of a text in small letters. */
export const lowerWords = (text: string): string[] =>
  (text.match(wordPattern) ?? []).map((word) => word.toLowerCase().replaceAll("’", "'"));

/** Words of substance, in small letters. */
export const contentWords = (text: string): string[] => lowerWords(text).filter(isContentWord);

/** Reads a text word by word; the class of a hyphenated word is that of its last part. */
export const readWords = (classes: WordClasses, text: string): Word[] => {
  const classOf = classes(text);
  const shouts = !/\p{Ll}/u.test(text);
  const words = [...text.matchAll(wordPattern)].map((match): Word => {
    const lower = match[0].toLowerCase().replaceAll("’", "'");
    const found = classOf.get(lower) ?? classOf.get(lower.replace(/'s?$/u, "")) ?? classOf.get(lower.split("-").at(-1)!);
    const guessed: WordClass = /^\d/u.test(lower) ? "number" : isContentWord(lower) && lower.length > 2 ? "noun" : "other";
    const isName = lower.startsWith("[name") || (!shouts && /^\p{Lu}{2,}s?$/u.test(match[0]));
    const unread: WordClass = isName ? "name" : /^\d+[a-z]+$/u.test(lower) ? "number" : (found ?? guessed);
    // "Stand-by", "call-out": the reader takes a hyphenated word apart, and its last part says nothing of the whole.
    const wordClass: WordClass = lower.includes("-") && (unread === "other" || unread === "verb") ? "adjective" : unread;
    return { text: match[0], lower, start: match.index, end: match.index + match[0].length, wordClass };
  });
  const corrected: Word[] = [];
  for (const [at, word] of words.entries()) {
    const before = corrected.at(-1) ?? null;
    const inSentence = before !== null && !shouts && !/[.!?:\n]/u.test(text.slice(before.end, word.start));
    corrected.push({ ...word, wordClass: correctClass({ words, at, word, before, next: words[at + 1] ?? null, inSentence }) });
  }
  return corrected;
};
