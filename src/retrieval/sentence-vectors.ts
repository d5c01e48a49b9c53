import { dotProduct } from "../domain/dot-product.ts";
import type { Passage } from "../domain/passage.ts";
import { sentenceDigests } from "./sentence-digests.ts";

/** Stored vectors by digest of the embedded text; see `KnowledgeStore.vectors`. */
export type VectorSource = (textDigests: string[]) => Promise<Map<string, Float32Array>>;

/** The sentences of a set of passages, to be compared with a unit vector. */
export type SentenceVectors = {
  /** Unit means of the sentence vectors, one row a passage: what a `PassageIndex` is built over. */
  passageMatrix: Float32Array;
  /** Vectors of up to 200 sentences, each of another passage, one after the other: how far apart this model puts what is unrelated. */
  sample: Float32Array;
  /** Cosine with the passage at `place`. */
  passageSimilarity(vector: Float32Array, place: number): number;
  /** Cosines with the sentences of the passages at `places`, in their order; 0 for a sentence without a vector. */
  similarities(vector: Float32Array, places: readonly number[]): Promise<number[][]>;
};

/** Up to here (60 MB, 30,000 sentences of 512 values) all sentences stay in memory; beyond, the ranked passages' are read from the store. */
const maxValuesInMemory = 15_360_000;
const passagesInSlice = 1000;
const maxSampled = 200;

const normalise = (matrix: Float32Array, offset: number, dimension: number): void => {
  let sum = 0;
  for (let i = 0; i < dimension; i += 1) sum += matrix[offset + i]! ** 2;
  const length = Math.sqrt(sum) || 1;
  for (let i = 0; i < dimension; i += 1) matrix[offset + i]! /= length;
};

/**
 * Reads the stored vectors of all sentences once. A passage's own vector is the mean of its sentences' (it costs
 * nothing and finds more than embedding 180 words at a time, docs/retrieval-ablation.md).
 */
export const loadSentenceVectors = async (
  readVectors: VectorSource,
  dimension: number,
  passages: readonly Passage[],
): Promise<SentenceVectors> => {
  const firstSentence = [0];
  for (const passage of passages) firstSentence.push(firstSentence.at(-1)! + passage.sentences.length);
  const sentenceCount = firstSentence.at(-1)!;
  const held = sentenceCount * dimension <= maxValuesInMemory ? new Float32Array(sentenceCount * dimension) : null;
  const passageMatrix = new Float32Array(passages.length * dimension);
  const sampleStep = Math.max(1, Math.ceil(passages.length / maxSampled));
  const sampled: Float32Array[] = [];

  for (let from = 0; from < passages.length; from += passagesInSlice) {
    const slice = passages.slice(from, from + passagesInSlice);
    const digests = slice.map(sentenceDigests);
    const vectors = await readVectors([...new Set(digests.flat())]);
    for (const [row, passageDigests] of digests.entries()) {
      const offset = (from + row) * dimension;
      for (const [sentence, digest] of passageDigests.entries()) {
        const vector = vectors.get(digest);
        if (vector?.length !== dimension) continue;
        if (sentence === 0 && (from + row) % sampleStep === 0) sampled.push(vector);
        held?.set(vector, (firstSentence[from + row]! + sentence) * dimension);
        for (let i = 0; i < dimension; i += 1) passageMatrix[offset + i]! += vector[i]!;
      }
      normalise(passageMatrix, offset, dimension);
    }
  }

  const heldSimilarities = (matrix: Float32Array, vector: Float32Array, place: number): number[] => {
    const first = firstSentence[place]!;
    return passages[place]!.sentences.map((_, sentence) => dotProduct(matrix, (first + sentence) * dimension, vector));
  };
  const similarities = async (vector: Float32Array, places: readonly number[]): Promise<number[][]> => {
    if (held) return places.map((place) => heldSimilarities(held, vector, place));
    const digests = places.map((place) => sentenceDigests(passages[place]!));
    const vectors = await readVectors([...new Set(digests.flat())]);
    return digests.map((row) =>
      row.map((digest) => {
        const sentence = vectors.get(digest);
        return sentence?.length === dimension ? dotProduct(sentence, 0, vector) : 0;
      }),
    );
  };
  const passageSimilarity = (vector: Float32Array, place: number): number => dotProduct(passageMatrix, place * dimension, vector);
  const sample = new Float32Array(sampled.length * dimension);
  for (const [place, vector] of sampled.entries()) sample.set(vector, place * dimension);
  return { passageMatrix, sample, passageSimilarity, similarities };
};
