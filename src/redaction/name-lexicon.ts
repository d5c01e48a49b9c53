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
  /** A town, a country, or a thing that is well known by name. */
  isPlace(word: string): boolean;
  /** A word that is never part of a name where these texts are written: "the", "trust", "Monday". */
  isNever(word: string): boolean;
  isAcronym(written: string): boolean;
};

const doubtful = new Set(
  `amber angel april art ash august aurora autumn bay bell berry bill blessing bliss blossom brook bud buddy cat chance charity chase china chip clay
  comfort constance coral crystal dale dawn dean destiny dot drew earl earnest eden ember eve faith favour favor fern flower frank gale gene gift
  ginger glory golden goodness grace grant guy happy harmony harper harsh herb hero honey honor hope hunter innocent jan jay jewel joy june
  justice lark lovely lucky major mark marvel mason max may melody mercy merit miles misty norm pat patience pearl penny pierce praise precious
  prince princess prosper prudence queen rain ray red reed rejoice rich river rob rose royal rush rusty sage savannah season serenity shah sky star
  sterling storm stone sue summer sunny temperance theme trinity tuba unity van virtue wade ward wednesday will winter wisdom wood woody worth young
  guru mufti sultan ram cal val sol nat reg wen les jun thu sung song tan tam wing wan long ping lei bola abed akin chichi jihad tamer emir noel ion
  nan ida ali bo`.split(/\s+/u),
);
/** Given names that are everyday words in small letters only, where these texts are written. */
const wordsWhenSmall = new Set(
  `jade basil beck beryl bob brad carol chuck clement cliff colt daisy dick dirk dolly don duke ebony fay felicity flora glen hazel heather holly iris ivy
  jack jasmine jasper josh kelvin ken kit lance laurel lee lily marina maxim mike nick nova olive pansy peg piers pippa poppy quinn rex robin rod
  roger roman rosemary rowan ruby sally sandy saffron stew terry tom verity victor viola violet warren willow robbie jess gabby kitty patty myrtle
  moll hector troy tony jimmy bobby billy harry peter martin maria john matt lea hyacinth primrose marigold merlin magnus merle dom`.split(
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

const contraction = /\p{L}(?:n't|'(?:ll|ve|re|d|m))$/u;

/** Surnames that their beginning gives away. */
const surnameForm = /^(?:o'|mc|mac|fitz|d'|al-|el-|ben-)\p{L}{3,}/u;

const isPlainLetters = /^[a-z'-]*$/u;

const withoutAccents = (word: string): string =>
  isPlainLetters.test(word)
    ? word
    : word.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ł", "l").replaceAll("ø", "o").replaceAll("đ", "d");

/** The first of several parts, "jean" of "jean-baptiste"; null for a word of one part. */
const firstPart = (word: string): string | null => {
  if (!word.includes("-") && !word.includes("'")) return null;
  const parts = withoutAccents(word)
    .split(/[-']/u)
    .filter((part) => part.length > 1);
  return parts.length > 1 ? parts[0]! : null;
};

/** Puts together what is known of words as names. */
export const createNameLexicon = (english: EnglishWords, dictionary: Dictionary): NameLexicon => {
  const isGiven = (word: string): boolean => {
    if (isListedGivenName(withoutAccents(word)) || doubtful.has(word) || wordsWhenSmall.has(word)) return true;
    const first = firstPart(word);
    return first !== null && isListedGivenName(first);
  };
  const isOrdinary = (word: string): boolean =>
    neverNames.has(word) ||
    dictionary.has(word) ||
    !english.isName(word) ||
    nationalities.has(word) ||
    inflected(word).some((stem) => dictionary.has(stem) || neverNames.has(stem));
  return {
    isGiven,
    isDoubtful: (word) => doubtful.has(word) || placesAsNames.has(word),
    isSurname: (word) => isListedSurname(withoutAccents(word)) || surnameForm.test(word),
    isOrdinary: (word) =>
      isListedGivenName(word) && !doubtful.has(word) && !wordsWhenSmall.has(word) ? false : word.split("-").every(isOrdinary),
    isPlace: (word) => places.has(word),
    isNever: (word) =>
      neverNames.has(word) ||
      (word.includes("'") && contraction.test(word)) ||
      (word.includes("-") && word.split("-").every((part) => neverNames.has(part) || dictionary.has(part)) && !isGiven(word)),
    isAcronym: (written) => acronym.test(written) && !isGiven(written.toLowerCase()) && !isListedSurname(written.toLowerCase()),
  };
};

const inflected = (word: string): string[] => [
  word.replace(/s$/u, ""),
  word.replace(/(?:ed|ing)$/u, ""),
  word.replace(/(?:d|ing)$/u, "e"),
];
