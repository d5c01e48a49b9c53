import type { SentenceProfile } from "./sentence-profile.ts";
import type { WeighedConcept } from "./weigh-concepts.ts";

/** Cosines below the first are chance, from the second on the words mean nearly the same ("postponed" and "delayed": 0.84). */
const chance = 0.3;
const same = 0.8;

const cosine = (a: Float32Array, b: Float32Array): number => {
  let sum = 0;
  for (let d = 0; d < a.length; d += 1) sum += a[d]! * b[d]!;
  return sum;
};

/**
 * How near the sentence's closest word comes to a concept of the question in meaning, 0..1, where their words differ.
 * Alignment of words by embeddings after Yadav, Sharp and Surdeanu, "Sanity Check: A Strong Alignment and Information
 * Retrieval Baseline for Question Answering" (SIGIR 2018). Likenesses are kept on the concept, since passages share words.
 */
export const likeness = (concept: WeighedConcept, sentence: SentenceProfile): number => {
  if (concept.vectors.length === 0) return 0;
  let total = 0;
  for (const [at, own] of concept.vectors.entries()) {
    const known = concept.likenesses[at]!;
    let best = 0;
    for (const vector of sentence.vectors) {
      if (vector === null) continue;
      let value = known.get(vector);
      if (value === undefined) {
        value = Math.min(1, Math.max(0, (cosine(own, vector) - chance) / (same - chance)));
        known.set(vector, value);
      }
      if (value > best) best = value;
    }
    total += best;
  }
  return total / concept.vectors.length;
};
