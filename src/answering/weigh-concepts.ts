import type { QueryConcept } from "../domain/retrieval.ts";
import type { EnglishWords } from "../ports/english-words.ts";
import type { WordClass, WordClasses } from "../ports/word-classes.ts";
import type { WordVectors } from "../ports/word-vectors.ts";

/** A concept of the question with what English at large says of it. */
export type WeighedConcept = QueryConcept & {
  wordClass: WordClass;
  /** 0..1: how much the words say; acronyms and names say most, words of every sentence least. */
  rarity: number;
  /** The year, when the concept is one: met by any page of that year. */
  year: string | null;
  /** Vectors of its telling words, and the likenesses to words of sentences found so far; empty for acronyms and names. */
  vectors: Float32Array[];
  likenesses: Map<Float32Array, number>[];
};

/** Idf at which a word of a small folder counts as rare there. */
const fullIdf = 5;
const nameRarity = 0.9;
/** A word that neither English nor the pages know is a slip of the fingers more often than a name. */
const slipRarity = 0.3;

/**
 * Words that relate, count, point or ask politely: whether they stand in a sentence says nothing of what it is about.
 * Closed classes of English (Quirk et al., "A Comprehensive Grammar of the English Language", 1985, 2.39) and light verbs.
 */
const lightWords = new Set(
  (
    "much many before after under over above below between during until till since while despite besides instead per via upon among through across around " +
    "toward towards against along again ever never now then yet still already soon another else every either neither several few lot lots kind sort " +
    "way ways bit quite exactly currently please kindly confirm advise wish appreciate grateful take takes taking took taken make makes making made give gives given giving come " +
    "comes coming came put puts go goes went gone want wants wanted need needs try trying keep let look looking see seen hear heard " +
    "mean means meant call called name named stand regard regarding concerning according following pending projected intended supposed use used using " +
    "one ones people person folk folks bloke guys thing things stuff what's whether if though because so hope idea clue date number figure total reason " +
    "long term back away off out up down in on work works working worked going set"
  ).split(" "),
);

const initialsOf = (run: readonly string[]): string => run.map((stem) => stem[0]).join("");

/** "vr" stands for "voluntary redundancy": a word whose letters are the initials of another way to say it. */
const isInitialism = (concept: QueryConcept): boolean => {
  const letters = concept.words.toLowerCase().replace(/['\u2019]?s$/, "");
  return concept.alternatives.some(
    (run) => run.length > 1 && letters.length <= 6 && letters[0] === run[0]?.[0] && initialsOf(run) === letters,
  );
};

const isWritten = (concept: QueryConcept): boolean => /^[A-Z]{2,}/.test(concept.words) || isInitialism(concept);

/** A run of two words or more that is one thing: "voluntary redundancy", "Agenda for Change". */
const isTerm = (concept: QueryConcept): boolean => concept.words.trim().includes(" ");

const isNamed = (english: EnglishWords, concept: QueryConcept, words: string[]): boolean =>
  words.some(
    (word) =>
      english.rarity(word) > 0.27 && english.rarity(word) < 0.999 && english.isName(word) && !lightWords.has(word.toLowerCase()),
  ) ||
  (/^\p{Lu}\p{Ll}+/u.test(concept.words) && concept.unknown && !/^(?:Please|Kindly|Dear|Could|Would|Tell)\b/.test(concept.words));

const rarityOf = (english: EnglishWords, concept: QueryConcept, words: string[]): number => {
  if (isWritten(concept)) return nameRarity;
  // A year sets the time, a small figure is often the member's own: neither is what a question is about.
  if (/^\d+$/.test(concept.words)) return 0.4;
  const rarest = Math.max(...words.map((word) => (lightWords.has(word.toLowerCase()) ? 0.05 : english.rarity(word))));
  if (isTerm(concept)) return Math.min(nameRarity, rarest + 0.2);
  // A place or a person that a question brings is meant: "South London" is not answered by what is said of the North.
  if (isNamed(english, concept, words)) return Math.max(rarest, 0.7);
  const slip = concept.unknown && rarest >= 0.999 && /^\p{Ll}+$/u.test(concept.words);
  return slip ? slipRarity : rarest;
};

const classOf = (
  english: EnglishWords,
  classes: Map<string, WordClass>,
  concept: QueryConcept,
  words: string[],
  rarity: number,
): WordClass => {
  if (isNamed(english, concept, words)) return "name";
  if (isWritten(concept) || (isTerm(concept) && rarity > 0.6)) return "name";
  const found = classes.get(words.at(-1)!.toLowerCase()) ?? "other";
  // The word-class reader takes most nouns that open a noun phrase for verbs; a plural after no subject is a noun.
  return rarity <= 0.05 ? "other" : found;
};

/**
 * Weighs the concepts of a question by what they say: a blend of how rare they are in the pages and in English.
 * In a folder of two pages idf alone would take "thing" for as telling as "clawback". `question` has its slips put right.
 */
export const weighConcepts = (
  english: EnglishWords,
  wordClasses: WordClasses,
  wordVectors: WordVectors,
  question: string,
  concepts: QueryConcept[],
): WeighedConcept[] => {
  const classes = wordClasses(question);
  return concepts
    .filter((concept) => concept.origin === "question")
    .map((concept) => {
      const words = (concept.correctedTo ?? concept.words).replace(/['\u2019]s?$/, "").split(/\s+/);
      const rarity = rarityOf(english, concept, words);
      const idf = Math.min(1, concept.weight / fullIdf);
      const vectors = isWritten(concept)
        ? []
        : words.filter((word) => !lightWords.has(word.toLowerCase())).flatMap((word) => wordVectors.vectorOf(word) ?? []);
      return {
        ...concept,
        vectors,
        likenesses: vectors.map(() => new Map<Float32Array, number>()),
        wordClass: classOf(english, classes, concept, words, rarity),
        rarity,
        unknown: concept.unknown && !/^(?:19|20)\d\d$/.test(concept.words),
        year: /^(?:19|20)\d\d$/.test(concept.words) ? concept.words : null,
        weight: (0.4 + 0.6 * idf) * (0.1 + rarity),
      };
    });
};
