import type { WordClass, WordClasses } from "../../ports/word-classes.ts";
import {
  auxiliaries,
  determiners,
  isContentWord,
  nounsThatLookLikeVerbs,
  openingAuxiliaries,
  prepositions,
  speakers,
  verbsThatLookLikeNouns,
} from "./word-lists.ts";

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

const modals = new Set("do does did can could will would shall should may might must".split(" "));
const nominal: readonly WordClass[] = ["noun", "adjective", "name"];

/** "How much must ICBs cut?": behind "must" stands a verb, and when no other word is one it is this. */
const isOnlyVerb = (words: readonly Word[], at: number, before: Word | null): boolean => {
  const { wordClass, lower } = words[at]!;
  const modal = words.findIndex((word) => modals.has(word.lower));
  const isLast = at === words.length - 1 && nounsThatLookLikeVerbs.has(lower);
  if (modal < 0 || modal >= at || (wordClass !== "verb" && !isLast)) return false;
  if (before?.wordClass !== "noun" && before?.wordClass !== "name") return false;
  return words.every(
    (word, place) =>
      place <= modal ||
      place === at ||
      !(/^(?:have|be|get|do)$/u.test(word.lower) || (word.wordClass === "verb" && !/ing$|s$/u.test(word.lower))),
  );
};

/** Words that stand before a noun and are often taken for something else. */
const modifiers = new Set(
  "new old national local next current former main full first second third own senior special extra free".split(" "),
);

const correctedClass = (
  before: Word | null,
  word: Word,
  next: Word | null,
  place: { inSentence: boolean; opens: boolean; afterWhich: boolean; afterTie: boolean },
): WordClass => {
  const { inSentence, opens } = place;
  if (speakers.has(word.lower)) return "other";
  if (modifiers.has(word.lower) && next && nominal.includes(next.wordClass)) return "adjective";
  // A capital inside a sentence opens or goes on with a name, and so it does after an article: "the Hull office".
  if (inSentence && /^\p{Lu}\p{Ll}/u.test(word.text) && isContentWord(word.lower) && word.wordClass !== "number") return "name";
  if (before && /^(?:the|a|an)$/u.test(before.lower) && /^\p{Lu}/u.test(word.text) && word.wordClass !== "number") return "name";
  const afterNoun = before?.wordClass === "noun" || before?.wordClass === "name";
  // "Who chairs it", "which body sets pay": the subject asks, so its verb follows.
  const asksForSubject = before?.lower === "who" || (place.afterWhich && afterNoun);
  if (verbsThatLookLikeNouns.has(word.lower) && asksForSubject) return "verb";
  if (
    verbsThatLookLikeNouns.has(word.lower) &&
    afterNoun &&
    next &&
    (next.wordClass === "other" || next.wordClass === "adjective")
  )
    if (!auxiliaries.has(next.lower)) return "verb";
  if (nounsThatLookLikeVerbs.has(word.lower) && next?.wordClass === "number") return "noun";
  // "Can staff be moved?": behind an auxiliary that opens the question stands its subject.
  const isSubject =
    word.wordClass === "verb" && before !== null && opens && openingAuxiliaries.has(before.lower) && !/ed$/u.test(word.lower);
  if (isSubject && next !== null && !nominal.includes(next.wordClass)) return "noun";
  // "Agency spend must halve": what an auxiliary follows is its subject; so is a last word tied on by "about".
  const isObject = next === null && place.afterTie;
  if (word.wordClass === "verb" && afterNoun && (isObject || (next !== null && openingAuxiliaries.has(next.lower))))
    return "noun";
  const inPhrase = before !== null && (nominal.includes(before.wordClass) || determiners.has(before.lower));
  // "Can an employer cut my hours": what has an object after it is a verb after all.
  const hasObject =
    next !== null && (determiners.has(next.lower) || (afterNoun && next.wordClass === "noun" && /[^s]s$/u.test(next.lower)));
  if (!inPhrase || !nounsThatLookLikeVerbs.has(word.lower)) return word.wordClass;
  return hasObject ? "verb" : "noun";
};

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
  // A word is judged by the corrected one before it and the words after it as they were read.
  for (const [at, word] of words.entries()) {
    const before = corrected.at(-1) ?? null;
    const inSentence = before !== null && !shouts && !/[.!?:\n]/u.test(text.slice(before.end, word.start));
    const afterWhich = /^(?:which|what)$/u.test(words[at - 2]?.lower ?? words[at - 3]?.lower ?? "");
    const wordClass = isOnlyVerb(words, at, before)
      ? "verb"
      : correctedClass(before, word, words[at + 1] ?? null, {
          inSentence,
          opens: at === 1,
          afterWhich,
          afterTie: prepositions.has(words[at - 2]?.lower ?? ""),
        });
    corrected.push({ ...word, wordClass });
  }
  return corrected;
};
