import type { WordClass } from "../../ports/word-classes.ts";
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

/** A word with the class that the reader gave it; small letters. `text` is as written. */
export type ReadWord = { text: string; lower: string; wordClass: WordClass };

/**
 * A word where it stands. `before` has its class put right already. `inSentence`: no sentence begins with it.
 * `words` are all of the text as they were read, `at` the place of this one.
 */
export type WordInPlace = {
  words: readonly ReadWord[];
  at: number;
  word: ReadWord;
  before: ReadWord | null;
  next: ReadWord | null;
  inSentence: boolean;
};

const nominal: readonly WordClass[] = ["noun", "adjective", "name"];
const modals = new Set("do does did can could will would shall should may might must".split(" "));
const asking = /^(?:what|when|where|why|how|much|many|long|often|by|and|so)$/u;
/** Words that stand before a noun and are often taken for something else. */
const modifiers = new Set(
  "new old national local next current former main full first second third own senior special extra free".split(" "),
);

const isNoun = (word: ReadWord | null): boolean => word?.wordClass === "noun" || word?.wordClass === "name";
const isNominal = (word: ReadWord | null): boolean => word !== null && nominal.includes(word.wordClass);
const isLikeVerb = ({ word }: WordInPlace): boolean => nounsThatLookLikeVerbs.has(word.lower);
const isLikeNoun = ({ word }: WordInPlace): boolean => verbsThatLookLikeNouns.has(word.lower);

/** "How much must ICBs cut?": behind "must" stands a verb, and when no other word is one it is this. */
const isOnlyVerb = ({ words, at, word, before }: WordInPlace): boolean => {
  const modal = words.findIndex(({ lower }) => modals.has(lower));
  const isLast = at === words.length - 1 && nounsThatLookLikeVerbs.has(word.lower);
  if (modal < 0 || modal >= at || !isNoun(before) || (word.wordClass !== "verb" && !isLast)) return false;
  const others = words.filter((_, place) => place > modal && place !== at);
  return !others.some(
    ({ lower, wordClass }) => /^(?:have|be|get|do)$/u.test(lower) || (wordClass === "verb" && !/ing$|s$/u.test(lower)),
  );
};

/** "Can staff be moved?", "what have trusts been told": behind the first auxiliary stands the subject. */
const opensAsSubject = ({ words, at, word, before, next }: WordInPlace): boolean => {
  if (word.wordClass !== "verb" || before === null || next === null || isNominal(next)) return false;
  const onlyAskingBefore = at <= 4 && words.slice(0, at - 1).every(({ lower }) => asking.test(lower));
  const canBeSubject = !/ed$/u.test(word.lower) && (at === 1 || !/ing$/u.test(word.lower));
  return onlyAskingBefore && openingAuxiliaries.has(before.lower) && canBeSubject;
};

/** "Who chairs it", "which body sets pay": the subject asks, so its verb follows. */
const followsAskedSubject = ({ words, at, before }: WordInPlace): boolean =>
  before?.lower === "who" || (isNoun(before) && /^(?:which|what)$/u.test(words[at - 2]?.lower ?? words[at - 3]?.lower ?? ""));

/** "The manager decides on it": a noun, this word, and then anything but another noun. */
const followsSubject = ({ before, next }: WordInPlace): boolean =>
  isNoun(before) &&
  next !== null &&
  (next.wordClass === "other" || next.wordClass === "adjective") &&
  !auxiliaries.has(next.lower);

/** "Can an employer cut my hours": what has an object after it is a verb after all. */
const hasObject = ({ before, next }: WordInPlace): boolean =>
  next !== null && (determiners.has(next.lower) || (isNoun(before) && next.wordClass === "noun" && /[^s]s$/u.test(next.lower)));

/** "Agency spend must halve", "about agency spend": what an auxiliary follows is its subject, what ends a tie its object. */
const endsPhrase = ({ words, at, word, before, next }: WordInPlace): boolean =>
  word.wordClass === "verb" &&
  isNoun(before) &&
  (next === null ? prepositions.has(words[at - 2]?.lower ?? "") : openingAuxiliaries.has(next.lower));

const isInName = ({ word, before, inSentence }: WordInPlace): boolean =>
  word.wordClass !== "number" &&
  ((inSentence && /^\p{Lu}\p{Ll}/u.test(word.text) && isContentWord(word.lower)) ||
    (before !== null && /^(?:the|a|an)$/u.test(before.lower) && /^\p{Lu}/u.test(word.text)));

/** What the reader gets wrong in short questions and who corrects it; the first rule that fits decides. */
const rules: readonly { fits: (place: WordInPlace) => boolean; gives: WordClass }[] = [
  { fits: isOnlyVerb, gives: "verb" },
  { fits: ({ word }) => speakers.has(word.lower), gives: "other" },
  { fits: ({ word, next }) => modifiers.has(word.lower) && isNominal(next), gives: "adjective" },
  { fits: isInName, gives: "name" },
  { fits: (place) => isLikeNoun(place) && (followsAskedSubject(place) || followsSubject(place)), gives: "verb" },
  { fits: (place) => isLikeVerb(place) && place.next?.wordClass === "number", gives: "noun" },
  { fits: endsPhrase, gives: "noun" },
  { fits: opensAsSubject, gives: "noun" },
  { fits: (place) => isLikeVerb(place) && isInPhrase(place) && hasObject(place), gives: "verb" },
  { fits: (place) => isLikeVerb(place) && isInPhrase(place), gives: "noun" },
];

const isInPhrase = ({ before }: WordInPlace): boolean => before !== null && (isNominal(before) || determiners.has(before.lower));

/** The class of a word where it stands: the reader's own, or what the words around it show it to be. */
export const correctClass = (place: WordInPlace): WordClass =>
  rules.find(({ fits }) => fits(place))?.gives ?? place.word.wordClass;
