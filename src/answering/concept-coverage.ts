import type { PassageProfile, SentenceProfile } from "./sentence-profile.ts";
import type { WeighedConcept } from "./weigh-concepts.ts";

const hasRun = (sentence: SentenceProfile, run: string[]): boolean => {
  const first = run[0];
  if (first === undefined) return false;
  const places = sentence.stemPlaces.get(first);
  if (!places) return false;
  return run.length === 1 || places.some((place) => run.every((stem, offset) => sentence.stems[place + offset] === stem));
};

const hasAll = (stems: Set<string>, run: string[]): boolean => run.length > 0 && run.every((stem) => stems.has(stem));

/** Where in a sentence any way of saying a concept stands: the places of all its stems. */
export const placesOfConcept = (concept: WeighedConcept, sentence: SentenceProfile): number[] =>
  concept.alternatives.flatMap((run) =>
    (sentence.stemPlaces.get(run[0] ?? "") ?? [])
      .filter((place) => run.every((stem, offset) => sentence.stems[place + offset] === stem))
      .flatMap((place) => run.map((_, offset) => place + offset)),
  );

/** How well one concept of the question stands in a sentence: 1 in it, less in what surrounds it, 0 nowhere near. */
export const conceptMatch = (concept: WeighedConcept, sentence: SentenceProfile, passage: PassageProfile): number => {
  if (concept.alternatives.some((run) => hasRun(sentence, run))) return 1;
  // "In 2014" asks of a time: every line of a page of that year speaks of it.
  if (concept.year !== null && sentence.writtenOn.startsWith(concept.year)) return 1;
  if (concept.alternatives.some((run) => hasAll(sentence.nearStems, run))) return 0.7;
  if (concept.alternatives.some((run) => hasAll(passage.headingStems, run))) return 0.6;
  if (concept.alternatives.some((run) => hasAll(passage.titleStems, run))) return 0.4;
  return 0;
};

/** What of the question stands in and around a sentence. Shares are of the question's weight, 0..1. */
export type Coverage = {
  inSentence: number;
  inContext: number;
  inPassage: number;
  /** Rarity (0..1) of the most telling noun, name and verb of the question that stand nowhere near the sentence. */
  missingNoun: number;
  missingName: number;
  missingVerb: number;
  missingOther: number;
  missingCount: number;
  /** Sum of the rarities matched in the sentence: how much it shares with the question, not how much of the question. */
  matchedRarity: number;
};

const missingOf = (coverage: Coverage, concept: WeighedConcept): void => {
  coverage.missingCount += concept.rarity > 0.3 ? 1 : 0;
  if (concept.wordClass === "noun") coverage.missingNoun = Math.max(coverage.missingNoun, concept.rarity);
  else if (concept.wordClass === "name" || concept.wordClass === "number")
    coverage.missingName = Math.max(coverage.missingName, concept.rarity);
  else if (concept.wordClass === "verb") coverage.missingVerb = Math.max(coverage.missingVerb, concept.rarity);
  else coverage.missingOther = Math.max(coverage.missingOther, concept.rarity);
};

/** Measures how much of the question a sentence speaks of, and what of it is nowhere near. */
export const coverageOf = (concepts: WeighedConcept[], sentence: SentenceProfile, passage: PassageProfile): Coverage => {
  const total = concepts.reduce((sum, concept) => sum + concept.weight, 0) || 1;
  const coverage: Coverage = {
    inSentence: 0,
    inContext: 0,
    inPassage: 0,
    missingNoun: 0,
    missingName: 0,
    missingVerb: 0,
    missingOther: 0,
    missingCount: 0,
    matchedRarity: 0,
  };
  for (const concept of concepts) {
    const match = conceptMatch(concept, sentence, passage);
    const share = concept.weight / total;
    if (match === 1) {
      coverage.inSentence += share;
      coverage.matchedRarity += concept.rarity;
    }
    coverage.inContext += match * share;
    if (match > 0 || concept.alternatives.some((run) => hasAll(passage.stems, run))) coverage.inPassage += share;
    if (match === 0) missingOf(coverage, concept);
  }
  return coverage;
};

/** Share (0..1) of neighbouring concepts of the question that also stand close together, in either order, in the sentence. */
export const neighbourhoodOf = (concepts: WeighedConcept[], sentence: SentenceProfile): number => {
  const placesOf = (concept: WeighedConcept) =>
    concept.alternatives.flatMap((run) => sentence.stemPlaces.get(run[0] ?? "") ?? []);
  let [pairs, close] = [0, 0];
  for (let index = 1; index < concepts.length; index += 1) {
    pairs += 1;
    const left = placesOf(concepts[index - 1]!);
    const right = placesOf(concepts[index]!);
    if (left.some((a) => right.some((b) => a !== b && Math.abs(a - b) <= 5))) close += 1;
  }
  return pairs === 0 ? 0 : close / pairs;
};
