import type { Passage } from "../domain/passage.ts";
import type { TermAnalyser } from "../ports/term-analyser.ts";
import { hyphenParts } from "./content-stems.ts";
import { stopWords } from "./stop-words.ts";

/** What a set of passages says about its words; made once a snapshot. */
export type CorpusStatistics = {
  passageCount: number;
  /** Content stems of heading and text in reading order, as numbers, one array a passage. */
  stems: Uint32Array[];
  /** The number of a stem; undefined when it stands nowhere. */
  stemNumber: (stem: string) => number | undefined;
  /** Places of the passages that hold the stem, rising. */
  postings: (stem: string) => Uint32Array;
  /** True for the stems of stop words, which are not counted. */
  isStopStem: (stem: string) => boolean;
  /** How many passages hold each word as written (small letters), without stop words. */
  wordCounts: ReadonlyMap<string, number>;
  /** ln(passages / passages with the stem); an unseen stem counts as standing in half a passage. Never negative. */
  stemWeight: (stem: string) => number;
};

/** ln(`total` / `found`), with half a passage for none; 0 for a word found everywhere. */
export const inverseDocumentFrequency = (total: number, found: number): number =>
  total === 0 ? 0 : Math.max(0, Math.log(total / Math.max(found, 0.5)));

const none = new Uint32Array(0);

/** Counts the words of all passages. The title (first heading) is left out: every passage of a document would hold it. */
export const countCorpus = (analyser: TermAnalyser, passages: readonly Passage[]): CorpusStatistics => {
  const numbers = new Map<string, number>();
  const places: number[][] = [];
  const wordCounts = new Map<string, number>();
  const stems = passages.map((passage, place) => {
    const words = new Set<string>();
    const row: number[] = [];
    for (const term of analyser.terms(`${passage.heading.slice(1).join(". ")}. ${passage.text}`)) {
      if (stopWords.has(term.word)) continue;
      words.add(term.word);
      for (const stem of [term.stem, ...hyphenParts(term.stem)]) {
        let number = numbers.get(stem);
        if (number === undefined) {
          number = numbers.size;
          numbers.set(stem, number);
          places.push([]);
        }
        if (places[number]!.at(-1) !== place) places[number]!.push(place);
        row.push(number);
      }
    }
    for (const word of words) wordCounts.set(word, (wordCounts.get(word) ?? 0) + 1);
    return Uint32Array.from(row);
  });
  const stopStems = new Set([...stopWords].map((word) => analyser.stem(word)));
  const isStopStem = (stem: string): boolean => stopStems.has(stem) && !numbers.has(stem);
  const packed = places.map((row) => Uint32Array.from(row));
  const stemNumber = (stem: string): number | undefined => numbers.get(stem);
  const postings = (stem: string): Uint32Array => packed[numbers.get(stem) ?? -1] ?? none;
  const stemWeight = (stem: string): number => inverseDocumentFrequency(passages.length, postings(stem).length);
  return { passageCount: passages.length, stems, stemNumber, postings, isStopStem, wordCounts, stemWeight };
};
