import type { Finding } from "./finding.ts";
import type { NameLexicon } from "./name-lexicon.ts";
import type { Word } from "./name-words.ts";
import { inPersonalCompany, isFollowedByTelling, standsWherePersonsStand } from "./personal-company.ts";
import { readName } from "./read-name.ts";
import { isMonth } from "./words-not-names.ts";

/** Given names of three letters that are nothing else in small letters either. */
const shortNames = new Set(
  "sam tim dan ben joe jim zoe amy ian raj kim pam viv liz kev meg deb ali ann eva mia leo jon rob abi lee gus roy una".split(
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
  return [...spans, ...listed].map(({ from, to }) => ({ kind: "name", start: words[from]!.start, end: words[to - 1]!.end }));
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
  return lexicon.isGiven(word.lower) && lexicon.isOrdinary(word.lower) && isFollowedByTelling(words, index + 1);
};

/** A word that no list and no dictionary knows, where only a person can stand. */
const unlistedName = (lexicon: NameLexicon, words: readonly Word[], index: number, end: number): number | null => {
  const word = words[index]!;
  const last = words[end - 1]!;
  if (word.shape === "initial") return lexicon.isSurname(last.lower) || /^\./u.test(words[index + 1]?.gap ?? "") ? end : null;
  if (word.shape !== "name") return null;
  const isDouble =
    word.lower.includes("-") && word.lower.split("-").every((part) => lexicon.isSurname(part) || lexicon.isGiven(part));
  const isPair = end - index > 1 && (lexicon.isSurname(last.lower) || isUnknownPair(lexicon, words, index, end));
  const isLastNameFirst = words[end]?.gap === ", " && lexicon.isGiven(words[end]!.lower) && words[end]!.shape !== "small";
  return isDouble ||
    isPair ||
    isLastNameFirst ||
    isSurnameAlone(lexicon, words, index, end) ||
    standsWherePersonsStand(words, index, end)
    ? end
    : null;
};

/** "Patel chairs it". Who gave a review or a rule of law its name is no member: "the Naylor review". */
const isSurnameAlone = (lexicon: NameLexicon, words: readonly Word[], index: number, end: number): boolean => {
  const word = words[index]!;
  const isTitle =
    /^(?:the|v|vs)$/u.test(words[index - 1]?.lower ?? "") ||
    /^(?:v|vs|review|report|inquiry|formula|rules?|principles?|test|judgment|act|case)$/u.test(words[end]?.lower ?? "");
  return (
    end - index === 1 &&
    lexicon.isSurname(word.lower) &&
    !lexicon.isOrdinary(word.lower) &&
    !lexicon.isPlace(word.lower) &&
    !isTitle
  );
};

/** "Sunniva Dahl": words written large that nobody knows come in pairs when they are a name. The name of a body ends in a word that is known. */
const isUnknownPair = (lexicon: NameLexicon, words: readonly Word[], index: number, end: number): boolean => {
  const behind = words[end];
  const isBody = behind !== undefined && behind.gap === " " && behind.shape !== "small" && lexicon.isNever(behind.lower);
  return (
    !isBody &&
    words
      .slice(index, end)
      .every((word) => word.text.length > 2 && !lexicon.isOrdinary(word.lower) && !lexicon.isPlace(word.lower))
  );
};

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
  word.shape === "name" &&
  !lexicon.isNever(word.lower) &&
  (lexicon.isGiven(word.lower) ||
    (!lexicon.isOrdinary(word.lower) && !lexicon.isPlace(word.lower) && !lexicon.isAcronym(word.text)));
