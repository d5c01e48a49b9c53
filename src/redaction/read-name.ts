import type { NameLexicon } from "./name-lexicon.ts";
import type { Word } from "./name-words.ts";

/**
 * How much the words before a name prove. `told`: the text says that a name follows, so any word that is not plainly something else is
 * taken. `likely`: a name often follows, so the word must be a given name, or one that no dictionary holds.
 */
export type Trust = "told" | "likely";

const mostWords = 5;
/** In small letters, names and typing errors look the same; so only a first and a last name are taken. */
const mostSmallWords = 2;
const particles = new Set(
  "van von de da dos del della di du la le al el bin bint ibn ap ab ó ní mac der den ter ten dela abu".split(" "),
);
const spaces = /^ {1,2}$/u;
const afterInitial = /^\. ?$|^ $/u;

const joins = (before: Word, word: Word): boolean =>
  spaces.test(word.gap) ||
  (before.shape === "initial" && afterInitial.test(word.gap)) ||
  (isShortInitials(before) && /^\. ?$/u.test(word.gap));

const isShortInitials = (word: Word): boolean => word.shape === "caps" && word.text.length <= 2;

const begins = (lexicon: NameLexicon, word: Word, trust: Trust): boolean => {
  if (lexicon.isNever(word.lower) || word.shape === "number") return false;
  if (lexicon.isGiven(word.lower)) return word.shape !== "small" || !lexicon.isOrdinary(word.lower) || trust === "told";
  if (word.shape === "small") return word.text.length > 2 && !lexicon.isOrdinary(word.lower);
  if (lexicon.isAcronym(word.text)) return false;
  if (trust === "told") return true;
  return word.shape === "name" && !lexicon.isOrdinary(word.lower) && !lexicon.isPlace(word.lower);
};

const goesOn = (lexicon: NameLexicon, word: Word, next: Word | undefined, first: Word): boolean => {
  if (word.shape === "number" || lexicon.isNever(word.lower)) return false;
  if (word.shape === "name") return true;
  if (word.shape === "initial" && next?.gap.startsWith(":")) return false;
  if (word.shape === "initial") return word.text !== "I" && (word.text !== "A" || next === undefined || !spaces.test(next.gap));
  if (word.shape === "caps") return !lexicon.isAcronym(word.text);
  if (first.shape !== "small") return false;
  if (lexicon.isGiven(word.lower) || !lexicon.isOrdinary(word.lower)) return word.text.length > 1;
  return (
    lexicon.isSurname(word.lower) &&
    (next === undefined || !spaces.test(next.gap) || /^(?:from|here|and|at|in|told|says|said)$/u.test(next.lower))
  );
};

/**
 * Reads a name that begins at a word: given names, initials, particles, hyphenated and several surnames. Gives the index after its last
 * word, or null when no name stands there. `words` are those of one text in order.
 */
export const readName = (lexicon: NameLexicon, words: readonly Word[], from: number, trust: Trust): number | null => {
  const first = words[from];
  if (first === undefined) return null;
  const opening = particles.has(first.lower) && first.shape !== "caps" ? readParticles(words, from) : from;
  const head = words[opening];
  if (head === undefined || (opening > from && head.shape === "small")) return null;
  const isInitials =
    head.shape === "initial" && head.text !== "I" && words[opening + 1] !== undefined && joins(head, words[opening + 1]!);
  if (isInitials && head.text === "P" && words[opening + 1]!.text === "S") return null;
  if (!isInitials && !begins(lexicon, head, trust)) return null;
  let end = opening + 1;
  const most = head.shape === "small" && trust === "likely" ? mostSmallWords : mostWords;
  while (end < words.length && end - from < most) {
    const word = words[end]!;
    if (!joins(words[end - 1]!, word)) break;
    const afterParticles = particles.has(word.lower) && word.shape === "small" ? readParticles(words, end) : end;
    const next = words[afterParticles];
    if (next === undefined) break;
    if (afterParticles > end && (next.shape === "name" || (head.shape === "small" && !lexicon.isOrdinary(next.lower)))) {
      end = afterParticles + 1;
    } else if (goesOn(lexicon, word, words[end + 1], head)) end += 1;
    else break;
  }
  if (isInitials && !words.slice(from, end).some((word) => word.text.length > 1)) return null;
  return end;
};

const readParticles = (words: readonly Word[], from: number): number => {
  let at = from;
  while (at < from + 3 && particles.has(words[at]?.lower ?? "") && (at === from || spaces.test(words[at]!.gap))) at += 1;
  return words[at] !== undefined && spaces.test(words[at]!.gap) ? at : from;
};
