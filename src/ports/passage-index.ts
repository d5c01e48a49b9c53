/** A near passage: `similarity` is the cosine, -1..1. */
export type NearPassage = { passageId: string; similarity: number };

/**
 * Dense search over one immutable set of passages. A new set is a new index, swapped in whole.
 * Every implementation passes `tests/contracts/passage-index.contract.ts`.
 */
export type PassageIndex = {
  readonly size: number;
  readonly dimension: number;
  readonly modelId: string;
  /** Digest over ids, dimension and model of what is inside, for checking a loaded index against the store. */
  readonly digest: string;
  /** The `k` nearest, nearest first, ties by passage id. Throws `RangeError` on a vector of another dimension. */
  search(vector: Float32Array, k: number): NearPassage[];
};
