import type { QueryConcept } from "../domain/retrieval.ts";
import type { EnglishWords } from "../ports/english-words.ts";
import type { WordClass, WordClasses } from "../ports/word-classes.ts";

/** A concept of the question with what English at large says of it. */
export type WeighedConcept = QueryConcept & {
  wordClass: WordClass;
  /** 0..1: how much the words say; acronyms and names say most, words of every sentence least. */
  rarity: number;
};

/** Idf at which a word of a small folder counts as rare there. */
const fullIdf = 5;

/**
 * Weighs the concepts of a question by what they say: a blend of how rare they are in the pages and in English.
 * In a folder of two pages idf alone would take "thing" for as telling as "clawback".
 */
export const weighConcepts = (
  english: EnglishWords,
  wordClasses: WordClasses,
  question: string,
  concepts: QueryConcept[],
): WeighedConcept[] => {
  const classes = wordClasses(question);
  return concepts
    .filter((concept) => concept.origin === "question")
    .map((concept) => {
      const words = concept.words.split(/\s+/);
      const multiple = concept.alternatives.some((run) => run.length > 1) || /^[A-Z]{2,}/.test(concept.words);
      const rarity = multiple ? 0.9 : Math.max(...words.map((word) => english.rarity(word)));
      const wordClass = multiple ? "name" : (classes.get(words.at(-1)!.toLowerCase()) ?? "other");
      return {
        ...concept,
        wordClass,
        rarity,
        weight: (0.4 + 0.6 * Math.min(1, concept.weight / fullIdf)) * (0.15 + rarity),
      };
    });
};
