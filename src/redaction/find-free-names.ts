import { organisationWords } from "./employer-words.ts";
import type { Finding } from "./finding.ts";
import type { NameLexicon } from "./name-lexicon.ts";
import type { Word } from "./name-words.ts";
import { inPersonalCompany, isFollowedByTelling, standsWherePersonsStand } from "./personal-company.ts";
import { readName } from "./read-name.ts";
import { isMonth } from "./words-not-names.ts";

/** Given names of three letters that are nothing else in small letters either. */
const shortNames = new Set(
  "lou sam tim dan ben joe jim zoe amy ian raj kim pam viv liz kev meg deb ali ann eva mia leo jon rob abi lee gus roy una".split(
    " ",
  ),
);
const shortestSmall = 4;
const shortestCaps = 4;

/**
 * Finds given names that stand free in a sentence, with the surnames behind them. One that is an everyday word too counts only in
 * company that persons keep: "Will told me", "asked Grace", "Hope Adjei", "Guy from payroll". In small letters only a name that is nothing else counts.
 */
export const findFreeNames = (lexicon: NameLexicon, words: readonly Word[]): Finding[] => {
  const spans: { from: number; to: number }[] = [];
  let index = 0;
  while (index < words.length) {
    const to = freeName(lexicon, words, index);
    if (to !== null) spans.push({ from: index, to });
    index = to ?? index + 1;
  }
  const listed = spans.flatMap(({ from, to }) => [...nameBefore(lexicon, words, from), ...nameBehind(lexicon, words, to)]);
  return [...spans, ...listed]
    .map((span) => withNickname(words, span))
    .map(({ from, to }) => ({ kind: "name", start: words[from]!.start, end: words[to - 1]!.end }));
};

/** "Big Dave", "Little Dave": told apart by their size. */
const withNickname = (words: readonly Word[], { from, to }: { from: number; to: number }): { from: number; to: number } => {
  const before = words[from - 1];
  const isNickname =
    before !== undefined && before.shape === "name" && /^(?:big|little|wee|old|young|tall|auntie|uncle)$/u.test(before.lower);
  return { from: isNickname && words[from]!.gap === " " ? from - 1 : from, to };
};

const freeName = (lexicon: NameLexicon, words: readonly Word[], index: number): number | null => {
  const word = words[index]!;
  if (word.shape === "initial" && word.gap === "." && words[index - 1]?.shape === "initial") return null;
  if (word.shape === "number" || isDate(words, index) || isSaint(words, index)) return null;
  if (isInitialsAndSurname(lexicon, words, index)) return index + 2;
  if (word.shape === "small" && isToldInSmall(lexicon, words, index)) return index + 1;
  const end = readName(lexicon, words, index, "likely");
  if (end === null) return null;
  if (!lexicon.isGiven(word.lower)) return unlistedName(lexicon, words, index, end);
  if (word.shape === "small") return isSureInSmall(lexicon, word) ? end : null;
  if (word.shape === "caps" && word.text.length < shortestCaps) return null;
  return lexicon.isDoubtful(word.lower) && !inPersonalCompany(lexicon, words, index, end) ? null : end;
};

/** "JR Hartley". */
const isInitialsAndSurname = (lexicon: NameLexicon, words: readonly Word[], index: number): boolean => {
  const [word, next] = [words[index]!, words[index + 1]];
  return (
    word.shape === "caps" &&
    word.text.length === 2 &&
    next?.shape === "name" &&
    next.gap === " " &&
    lexicon.isSurname(next.lower) &&
    !lexicon.isNever(word.lower)
  );
};

/** "4 June", "June 2025". */
const isDate = (words: readonly Word[], index: number): boolean =>
  isMonth(words[index]!.lower) && (words[index - 1]?.shape === "number" || words[index + 1]?.shape === "number");

/** "St Thomas'" is a hospital, or a place. */
const isSaint = (words: readonly Word[], index: number): boolean =>
  /^\.? $/u.test(words[index]!.gap) && /^(?:st|saint)$/u.test(words[index - 1]?.lower ?? "");

const isSureInSmall = (lexicon: NameLexicon, word: Word): boolean =>
  !lexicon.isDoubtful(word.lower) &&
  !lexicon.isOrdinary(word.lower) &&
  (word.text.length >= shortestSmall || shortNames.has(word.lower));

/** "nick said", "mark told me": an everyday word in small letters that only a person can be. */
const isToldInSmall = (lexicon: NameLexicon, words: readonly Word[], index: number): boolean => {
  const word = words[index]!;
  if (word.lower === "will" || isMonth(word.lower)) return false;
  return lexicon.isGiven(word.lower) && lexicon.isOrdinary(word.lower) && isFollowedByTelling(words, index + 1);
};

/** A word that no list and no dictionary knows: what else it is decides whether it is a name. */
const unlistedName = (lexicon: NameLexicon, words: readonly Word[], index: number, end: number): number | null => {
  const word = words[index]!;
  const last = words[end - 1]!;
  if (word.shape === "initial") return isSurnameOfInitials(lexicon, words, index, last) ? end : null;
  if (word.shape !== "name" || namesRule(words, index, end)) return null;
  const hasSurname = end - index > 1 && (lexicon.isSurname(last.lower) || isUnknown(lexicon, last));
  const isLastNameFirst = words[end]?.gap === ", " && lexicon.isGiven(words[end]!.lower) && words[end]!.shape !== "small";
  const isName = (hasSurname && !namesBody(words, index, end)) || isLastNameFirst || standsWherePersonsStand(words, index, end);
  return isName || isStranger(lexicon, words, index, end) ? end : null;
};

const isSurnameOfInitials = (lexicon: NameLexicon, words: readonly Word[], index: number, last: Word): boolean =>
  lexicon.isSurname(last.lower) || isUnknown(lexicon, last) || /^\./u.test(words[index + 1]?.gap ?? "");

/** A capital, then small letters, in no dictionary, on no map: `Okwuosa`, and no `DfE` or `TfL`. */
const isUnknown = (lexicon: NameLexicon, word: Word): boolean =>
  word.shape === "name" &&
  word.text.length > 2 &&
  !/^.{0,3}\p{Lu}.?$|\p{Lu}{2}/u.test(word.text) &&
  !lexicon.isOrdinary(word.lower) &&
  !lexicon.isPlace(word.lower) &&
  !lexicon.isNever(word.lower);

/**
 * A listed surname, or a word that nobody knows, written large inside a sentence. At its beginning every word is large, a mistyped one
 * too, so there it must stand before a bracket or end the sentence.
 */
const isStranger = (lexicon: NameLexicon, words: readonly Word[], index: number, end: number): boolean => {
  const word = words[index]!;
  const isSurname = lexicon.isSurname(word.lower) && !lexicon.isOrdinary(word.lower) && !lexicon.isPlace(word.lower);
  if ((!isSurname && !isUnknown(lexicon, word)) || namesBody(words, index, end)) return false;
  return isSurname || isInSentence(word) || /^(?: \(|\.|'s )/u.test(words[end]?.gap ?? "");
};

const isInSentence = (word: Word): boolean => word.gap !== "" && !/[.!?:\n>*•-]/u.test(word.gap);

/** "Wharfedale ICB", "NHS Tayvale": part of an organisation's name, which is another matter. */
const namesBody = (words: readonly Word[], index: number, end: number): boolean => {
  if (words[index]!.gap === " " && /^(?:nhs|university|hospitals?|royal)$/u.test(words[index - 1]?.lower ?? "")) return true;
  if (/^merg/u.test(words[index - 2]?.lower ?? "") && words[index - 1]!.lower === "with") return true;
  for (let at = end - 1; at < Math.min(words.length, end + mostWordsOfBody); at += 1) {
    const word = words[at]!;
    if (at >= end && (!/^(?:'?s?'? | & )$/u.test(word.gap) || (word.shape === "small" && !/^(?:and|of|the)$/u.test(word.lower))))
      return false;
    if (organisationWords.has(word.lower) || (at >= end && word.shape !== "small" && bodyWords.test(word.lower))) return true;
  }
  return false;
};
const mostWordsOfBody = 5;
const bodyWords = /^(?:nhs|health|teaching|community|ambulance|system|scheme|act|award|forum|framework|report|review)$/u;

/** Who gave a review or a rule of law its name is no member: "the Naylor review", "the McCloud remedy". */
const namesRule = (words: readonly Word[], index: number, end: number): boolean =>
  /^(?:v|vs)$/u.test(words[index - 1]?.lower ?? "") ||
  /^(?:v|vs|review|report|inquiry|formula|rules?|principles?|test|judg?ment|ruling|remedy|act|case|settlement|commission|plan)$/u.test(
    words[end]?.lower ?? "",
  );

/** "Tia and Aniela": what is joined to a name is one too, when it is written large and no everyday word, or a given name. */
const nameBefore = (lexicon: NameLexicon, words: readonly Word[], from: number): { from: number; to: number }[] => {
  const joint = words[from - 1];
  const before = words[from - 2];
  if (
    joint === undefined ||
    before === undefined ||
    !/^(?:and|or)$/u.test(joint.lower) ||
    words[from]!.gap !== " " ||
    joint.gap !== " "
  )
    return [];
  return isName(lexicon, before) && !isDate(words, from - 2) ? [{ from: from - 2, to: from - 1 }] : [];
};

const nameBehind = (lexicon: NameLexicon, words: readonly Word[], to: number): { from: number; to: number }[] => {
  const joint = words[to];
  const behind = words[to + 1];
  if (
    joint === undefined ||
    behind === undefined ||
    !/^(?:and|or)$/u.test(joint.lower) ||
    joint.gap !== " " ||
    behind.gap !== " "
  )
    return [];
  if (!isName(lexicon, behind) || isDate(words, to + 1)) return [];
  const end = readName(lexicon, words, to + 1, "likely");
  return end === null ? [] : [{ from: to + 1, to: end }];
};

const isName = (lexicon: NameLexicon, word: Word): boolean =>
  (word.shape === "name" || (word.shape === "caps" && word.text.length <= 3 && !lexicon.isOrdinary(word.lower))) &&
  !lexicon.isNever(word.lower) &&
  (lexicon.isGiven(word.lower) || (!lexicon.isOrdinary(word.lower) && !lexicon.isPlace(word.lower)));
