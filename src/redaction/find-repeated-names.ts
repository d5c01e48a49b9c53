import type { Finding } from "./finding.ts";
import type { NameLexicon } from "./name-lexicon.ts";
import { nameWords, type Word } from "./name-words.ts";
import { isMonth } from "./words-not-names.ts";

const partsOf = (written: string): string[] =>
  nameWords(written)
    .filter((word) => word.text.length > 2)
    .map((word) => word.lower);

/** `priya.nair` of an address: its parts, where they look like names. */
const partsOfEmail = (lexicon: NameLexicon, written: string): string[] =>
  (written.split(/@|\sat\s|\[/u)[0] ?? "")
    .split(/[^\p{L}]+|\sdot\s/u)
    .map((part) => part.toLowerCase())
    .filter((part) => part.length > 3 && !lexicon.isOrdinary(part) && !lexicon.isNever(part));

/** "Will the scheme", "Mark the day": names that begin a sentence as verbs. */
const beginsQuestions = /^(?:will|may|mark|grant|chase|sue|hope|rush|rob|pat|bill|frank|rich|max|art|guy)$/u;

/**
 * Finds the parts of names that were found elsewhere in the text: "Graham" and "Tull" after "Graham Tull", "Nair" after
 * `priya.nair@`. A part that is an everyday word too counts where it is written large and does not begin a sentence.
 */
export const findRepeatedNames = (
  lexicon: NameLexicon,
  plain: string,
  words: readonly Word[],
  found: readonly Finding[],
): Finding[] => {
  const parts = new Set(
    found.flatMap(({ kind, start, end }) => {
      if (kind === "name") return partsOf(plain.slice(start, end));
      return kind === "email" ? partsOfEmail(lexicon, plain.slice(start, end)) : [];
    }),
  );
  return words.flatMap((word, index): Finding[] =>
    parts.has(word.lower) && !lexicon.isNever(word.lower) && isRepeat(lexicon, word, words[index - 1])
      ? [{ kind: "name", start: word.start, end: word.end }]
      : [],
  );
};

const isRepeat = (lexicon: NameLexicon, word: Word, before: Word | undefined): boolean => {
  if (!lexicon.isOrdinary(word.lower) && !lexicon.isDoubtful(word.lower)) return true;
  if (isMonth(word.lower)) return false;
  if (lexicon.isGiven(word.lower) && word.shape === "name" && !beginsQuestions.test(word.lower)) return true;
  // "the Employment Rights Bill": the end of something else that is written large.
  if (before?.shape === "name" && word.gap === " " && !lexicon.isNever(before.lower)) return false;
  return (word.shape === "name" || word.shape === "caps") && /^[^.!?\n]{1,3}$/u.test(word.gap);
};
