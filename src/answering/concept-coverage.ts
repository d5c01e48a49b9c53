import type { QueryConcept } from "../domain/retrieval.ts";
import type { PassageProfile, SentenceProfile } from "./sentence-profile.ts";

const hasRun = (sentence: SentenceProfile, run: string[]): boolean => {
  const first = run[0];
  if (first === undefined) return false;
  const places = sentence.stemPlaces.get(first);
  if (!places) return false;
  return run.length === 1 || places.some((place) => run.every((stem, offset) => sentence.stems[place + offset] === stem));
};

const hasAll = (stems: Set<string>, run: string[]): boolean => run.length > 0 && run.every((stem) => stems.has(stem));

/** How well one concept of the question stands in a sentence: 1 in it, less in what surrounds it, 0 nowhere near. */
export const conceptMatch = (concept: QueryConcept, sentence: SentenceProfile, passage: PassageProfile): number => {
  if (concept.alternatives.some((run) => hasRun(sentence, run))) return 1;
  if (concept.alternatives.some((run) => hasAll(sentence.nearStems, run))) return 0.7;
  if (concept.alternatives.some((run) => hasAll(passage.headingStems, run))) return 0.6;
  if (concept.alternatives.some((run) => hasAll(passage.titleStems, run))) return 0.4;
  return 0;
};

/** Shares of the question's weight that stand in a sentence, near it, and in its passage; each 0..1. */
export type Coverage = {
  inSentence: number;
  inContext: number;
  inPassage: number;
  /** Weight of the heaviest concept met nowhere near the sentence, over the heaviest of the question. */
  heaviestMissing: number;
  matchedCount: number;
};

/** Measures how much of the question a sentence speaks of. Only concepts of the question itself count, not its background. */
export const coverageOf = (concepts: QueryConcept[], sentence: SentenceProfile, passage: PassageProfile): Coverage => {
  const asked = concepts.filter((concept) => concept.origin === "question");
  const total = asked.reduce((sum, concept) => sum + concept.weight, 0);
  const heaviest = Math.max(0, ...asked.map((concept) => concept.weight));
  if (total === 0) return { inSentence: 0, inContext: 0, inPassage: 0, heaviestMissing: 1, matchedCount: 0 };
  let [inSentence, inContext, inPassage, missing, matchedCount] = [0, 0, 0, 0, 0];
  for (const concept of asked) {
    const match = conceptMatch(concept, sentence, passage);
    if (match === 1) {
      inSentence += concept.weight;
      matchedCount += 1;
    }
    inContext += match * concept.weight;
    if (match > 0 || concept.alternatives.some((run) => hasAll(passage.stems, run))) inPassage += concept.weight;
    if (match === 0) missing = Math.max(missing, concept.weight);
  }
  return {
    inSentence: inSentence / total,
    inContext: inContext / total,
    inPassage: inPassage / total,
    heaviestMissing: heaviest === 0 ? 0 : missing / heaviest,
    matchedCount,
  };
};

/** Share (0..1) of neighbouring concepts of the question that also stand close together, in order or not, in the sentence. */
export const neighbourhoodOf = (concepts: QueryConcept[], sentence: SentenceProfile): number => {
  const asked = concepts.filter((concept) => concept.origin === "question");
  const placesOf = (concept: QueryConcept) => concept.alternatives.flatMap((run) => sentence.stemPlaces.get(run[0] ?? "") ?? []);
  let [pairs, close] = [0, 0];
  for (let index = 1; index < asked.length; index += 1) {
    pairs += 1;
    const left = placesOf(asked[index - 1]!);
    const right = placesOf(asked[index]!);
    if (left.some((a) => right.some((b) => a !== b && Math.abs(a - b) <= 5))) close += 1;
  }
  return pairs === 0 ? 0 : close / pairs;
};
