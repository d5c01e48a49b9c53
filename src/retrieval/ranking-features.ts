import type { QueryConcept } from "../domain/retrieval.ts";
import type { CorpusStatistics } from "./corpus-statistics.ts";
import type { LexicalScores, LexicalSearch, WeightedStems } from "./lexical-search.ts";

/** What speaks for a passage, each about 0..1 so that one set of weights fits every folder. */
export type RankingFeatures = {
  /** BM25+ of question and damped scenario, over the best of this query. */
  lexical: number;
  /** BM25+ of the question for the whole document, over the best document. */
  documentByQuestion: number;
  /** The same for the scenario: long and noisy for a passage, telling for a document. */
  documentByScenario: number;
  /** Share of the question's concept weight that stands in the passage. */
  coverage: number;
  /** Neighbouring words of the question that are neighbours in the passage too, at most 3, over 3. */
  neighbours: number;
  /** Share of the kinds of answer asked for (an amount, a time, a number) that the passage holds. */
  answerKind: number;
  /** Cosine with the nearest sentence. */
  nearestSentence: number;
  /** Cosine with the mean of the passage's sentences. */
  meanSentence: number;
};

/** One of the signs that a passage is ranked by. */
export type FeatureName = keyof RankingFeatures;

/** A scenario is several times as long as its question and mostly beside the point. */
const scenarioShare = 0.4;
/** What another way of saying a word counts when the pages know the member's own word, and when they do not. */
const alternativeShare = 0.3;
const aloneShare = 0.7;
const maxNeighbours = 3;

/** The stems to search for one origin: own words in full, other ways of saying them less, each share split over a longer run. */
export const weightedStems = (
  statistics: CorpusStatistics,
  concepts: readonly QueryConcept[],
  origin: QueryConcept["origin"],
): WeightedStems => {
  const weights = new Map<string, number>();
  for (const concept of concepts) {
    if (concept.origin !== origin) continue;
    const contentOf = (run: readonly string[]): string[] => run.filter((stem) => !statistics.isStopStem(stem));
    const isOwnKnown = contentOf(concept.alternatives[0] ?? []).every((stem) => statistics.stemNumber(stem) !== undefined);
    for (const [rank, run] of concept.alternatives.entries()) {
      const content = contentOf(run);
      const weight = rank === 0 ? 1 : (isOwnKnown ? alternativeShare : aloneShare) / Math.sqrt(content.length);
      for (const stem of content) weights.set(stem, Math.max(weights.get(stem) ?? 0, weight));
    }
  }
  return weights;
};

/** Beyond this many passages every further stem costs milliseconds, and a scenario has dozens: only its rarest are searched. */
const largeCorpus = 5000;
const scenarioStemsInLarge = 12;

const rarest = (statistics: CorpusStatistics, stems: WeightedStems, count: number): WeightedStems =>
  new Map([...stems].sort((a, b) => statistics.stemWeight(b[0]) - statistics.stemWeight(a[0])).slice(0, count));

const overBest = (scores: ReadonlyMap<number, number>): Map<number, number> => {
  let best = 0;
  for (const score of scores.values()) best = Math.max(best, score);
  return new Map([...scores].map(([place, score]) => [place, best > 0 ? score / best : 0]));
};

/** The lexical side of one query, ready to be asked for any passage by its place. */
export type LexicalEvidence = {
  /** Not normalised; absent when nothing matched. */
  raw: Map<number, number>;
  lexical: Map<number, number>;
  documentByQuestion: Map<number, number>;
  documentByScenario: Map<number, number>;
};

/** Searches for question and scenario apart, so that the scenario's length cannot drown the question. */
export const gatherLexicalEvidence = (
  search: LexicalSearch,
  statistics: CorpusStatistics,
  concepts: readonly QueryConcept[],
): LexicalEvidence => {
  const question: LexicalScores = search(weightedStems(statistics, concepts, "question"));
  const background = weightedStems(statistics, concepts, "scenario");
  const isLarge = statistics.passageCount > largeCorpus;
  const scenario: LexicalScores = search(isLarge ? rarest(statistics, background, scenarioStemsInLarge) : background);
  const raw = new Map(question.passages);
  for (const [place, score] of scenario.passages) raw.set(place, (raw.get(place) ?? 0) + scenarioShare * score);
  return {
    raw,
    lexical: overBest(raw),
    documentByQuestion: overBest(question.documents),
    documentByScenario: overBest(scenario.documents),
  };
};

/** A function that measures coverage and neighbours of the question's concepts in the passage at a place. */
export const createConceptMeter = (
  statistics: CorpusStatistics,
  concepts: readonly QueryConcept[],
): ((place: number) => { coverage: number; neighbours: number }) => {
  const asked = concepts.filter((concept) => concept.origin === "question");
  const numbersOf = (run: readonly string[]): number[] =>
    run.filter((stem) => !statistics.isStopStem(stem)).map((stem) => statistics.stemNumber(stem) ?? -1);
  const runs = asked.map((concept) => concept.alternatives.map(numbersOf).filter((run) => run.length > 0 && !run.includes(-1)));
  const totalWeight = asked.reduce((sum, concept) => sum + concept.weight, 0);
  const sequence = asked.flatMap((concept) => numbersOf(concept.alternatives[0] ?? []));
  const pairs = new Map<number, Set<number>>();
  for (let i = 1; i < sequence.length; i += 1) {
    pairs.set(sequence[i - 1]!, (pairs.get(sequence[i - 1]!) ?? new Set()).add(sequence[i]!));
  }

  return (place) => {
    const stems = statistics.stems[place]!;
    const present = new Set(stems);
    let covered = 0;
    for (const [i, concept] of asked.entries()) {
      if (runs[i]!.some((run) => run.every((stem) => present.has(stem)))) covered += concept.weight;
    }
    const met = new Set<string>();
    for (let i = 1; i < stems.length; i += 1) {
      if (pairs.get(stems[i - 1]!)?.has(stems[i]!)) met.add(`${stems[i - 1]} ${stems[i]}`);
    }
    return {
      coverage: totalWeight > 0 ? covered / totalWeight : 0,
      neighbours: Math.min(met.size, maxNeighbours) / maxNeighbours,
    };
  };
};
