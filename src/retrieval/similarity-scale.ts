import { dotProduct } from "../domain/dot-product.ts";

/** Puts a cosine of one embedding model where the bundled model would have put it; what is no similarity at all (0) stays so. */
export type SimilarityScale = (similarity: number) => number;

/** Cosines of sentences that have nothing to do with each other: their mean, and how far they spread. */
export type UnrelatedLevel = { mean: number; deviation: number };

/**
 * The bundled model's, between sentences of different passages: 0.35 to 0.37 and 0.13 to 0.15 on three sets of pages. The weights of
 * ranking and the confidence of answers were fitted on its cosines.
 */
export const bundledLevel: UnrelatedLevel = { mean: 0.365, deviation: 0.145 };

/** Fewer say too little about a model. */
const fewestVectors = 12;
const leastDeviation = 0.005;

/**
 * The level of a model, from vectors of sentences of different passages, one after the other in `sample`. Null when they are too few,
 * or all alike.
 */
export const unrelatedLevel = (sample: Float32Array, dimension: number): UnrelatedLevel | null => {
  const count = Math.floor(sample.length / dimension);
  if (count < fewestVectors) return null;
  let sum = 0;
  let squares = 0;
  for (let one = 0; one < count; one += 1) {
    const vector = sample.subarray(one * dimension, (one + 1) * dimension);
    for (let other = 0; other < one; other += 1) {
      const similarity = dotProduct(sample, other * dimension, vector);
      sum += similarity;
      squares += similarity ** 2;
    }
  }
  const pairs = (count * (count - 1)) / 2;
  const mean = sum / pairs;
  const deviation = Math.sqrt(Math.max(0, squares / pairs - mean ** 2));
  return deviation < leastDeviation ? null : { mean, deviation };
};

/**
 * Models differ in where their cosines lie: some give 0.8 to any two English sentences, some 0.1. Both levels are brought together by
 * mean and spread; the order of similarities stays. Without a level cosines stay as they are.
 */
export const similarityScale = (level: UnrelatedLevel | null): SimilarityScale => {
  if (level === null) return (similarity) => similarity;
  const { mean, deviation } = bundledLevel;
  return (similarity) => {
    if (similarity === 0) return 0;
    return Math.min(1, Math.max(-1, mean + ((similarity - level.mean) / level.deviation) * deviation));
  };
};
