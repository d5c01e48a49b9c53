import type { Dictionary } from "../ports/dictionary.ts";
import type { EnglishWords } from "../ports/english-words.ts";
import { isListedGivenName } from "./given-names.ts";
import { isListedSurname } from "./surnames.ts";
import { nationalities, neverNames, places } from "./words-not-names.ts";

/** What is known of words as names. Every question takes a word in small letters, `isAcronym` one as it is written. */
export type NameLexicon = {
  /** A given name, also one that is an everyday word besides. */
  isGiven(word: string): boolean;
  /** A given name that is an everyday word, a month or a place besides: May, Will, Grace, Chelsea. */
  isDoubtful(word: string): boolean;
  isSurname(word: string): boolean;
  /** A word of everyday English, or of this trade. */
  isOrdinary(word: string): boolean;
  isPlace(word: string): boolean;
  /** A word that is never part of a name where these texts are written: "the", "trust", "Monday". */
  isNever(word: string): boolean;
  isAcronym(written: string): boolean;
};

const doubtful = new Set(
  `amber angel april art ash august aurora autumn basil bay beck bell berry beryl bill blessing bliss blossom bob brad brook bud buddy carol cat chance charity chase china
  chip chuck clay clement cliff colt comfort constance coral crystal daisy dale dawn dean destiny dick dirk dolly don dot drew duke earl earnest ebony eden ember eve faith
  favour favor fay felicity fern flora flower frank gale gene gift ginger glen glory golden goodness grace grant guy happy harmony harper harsh hazel heather herb hero holly honey honor hope hunter innocent iris ivy jade jack jan jasper
  jasmine jay jewel josh joy june justice ken kelvin kit lance lark laurel lily lovely lucky major marina mark marvel mason max maxim may melody mercy merit mike miles misty norm nova olive pansy pat patience pearl peg penny
  pierce poppy praise precious prince princess prosper prudence queen rain ray red reed rejoice rex rich river rob robin rod roman rose rosemary rowan royal ruby rush rusty sage sally sandy savannah season serenity
  shah sky star sterling stew sterling storm stone sue summer sunny temperance terry theme tom trinity tuba unity van verity victor viola violet virtue wade ward warren wednesday will willow winter wisdom wood woody worth young guru mufti sultan ram
  cal val sol primrose saffron merlin merle magnus marigold quinn dom nat reg wen les bud jan jun thu hyacinth sung song tan tam wing wan long ping lei bola abed akin chichi jihad tamer emir noel moll myrtle pat patty ion nan ida ali bo`.split(
    /\s+/u,
  ),
);
const placesAsNames = new Set(
  "austin brooklyn carlisle chad chelsea cheshire clyde dallas devon durham eden florence georgia india israel jordan kent lincoln london lourdes milan paris preston savannah sydney troy verona victoria virginia warwick wells".split(
    " ",
  ),
);

/** Short all-large words that are first names written as initials are rarer here than acronyms, so any of these lengths counts as one. */
const acronym = /^(?:[A-Z]{2,5}|[A-Z]{2,6}s|.*\d.*)$/u;

/** Surnames that their beginning gives away. */
const surnameForm = /^(?:o'|mc|mac|fitz|d'|al-|el-|ben-)\p{L}{3,}/u;

const withoutAccents = (word: string): string =>
  word.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ł", "l").replaceAll("ø", "o").replaceAll("đ", "d");

const partsOf = (word: string): string[] =>
  withoutAccents(word)
    .split(/[-']/u)
    .filter((part) => part.length > 1);

/** Puts together what is known of words as names. */
export const createNameLexicon = (english: EnglishWords, dictionary: Dictionary): NameLexicon => {
  const isGiven = (word: string): boolean => {
    if (isListedGivenName(withoutAccents(word)) || doubtful.has(word)) return true;
    const parts = partsOf(word);
    return parts.length > 1 && isListedGivenName(parts[0]!);
  };
  const isOrdinary = (word: string): boolean =>
    dictionary.has(word) ||
    !english.isName(word) ||
    neverNames.has(word) ||
    nationalities.has(word) ||
    inflected(word).some((stem) => dictionary.has(stem) || neverNames.has(stem));
  return {
    isGiven,
    isDoubtful: (word) => doubtful.has(word) || placesAsNames.has(word),
    isSurname: (word) => isListedSurname(withoutAccents(word)) || surnameForm.test(word),
    isOrdinary: (word) => (isListedGivenName(word) && !doubtful.has(word) ? false : word.split("-").every(isOrdinary)),
    isPlace: (word) => places.has(word),
    isNever: (word) =>
      neverNames.has(word) ||
      (word.includes("-") && word.split("-").every((part) => neverNames.has(part) || dictionary.has(part)) && !isGiven(word)),
    isAcronym: (written) => acronym.test(written) && !isGiven(written.toLowerCase()) && !isListedSurname(written.toLowerCase()),
  };
};

const inflected = (word: string): string[] => [
  word.replace(/s$/u, ""),
  word.replace(/(?:ed|ing)$/u, ""),
  word.replace(/(?:d|ing)$/u, "e"),
];
