import { dotProduct } from "../domain/dot-product.ts";
import type { NearPassage, PassageIndex } from "../ports/passage-index.ts";
import { passageSetDigest } from "./passage-set-digest.ts";

/** What an index is built from: row `i` of `matrix` is the unit vector of `passageIds[i]`. */
export type PassageVectors = { modelId: string; dimension: number; passageIds: string[]; matrix: Float32Array };

/** Nearest first, ties by passage id. */
export const byNearness = (a: NearPassage, b: NearPassage): number =>
  b.similarity - a.similarity || (a.passageId < b.passageId ? -1 : a.passageId > b.passageId ? 1 : 0);

/**
 * Dense search that looks at every passage: exact, nothing to build, 1-6 ms below some 20,000 passages.
 * Throws `RangeError` when `matrix` is not one row a passage, or a query has another dimension.
 */
export const createExactPassageIndex = ({ modelId, dimension, passageIds, matrix }: PassageVectors): PassageIndex => {
  if (matrix.length !== passageIds.length * dimension) {
    throw new RangeError(`${passageIds.length} passages of dimension ${dimension} do not fill ${matrix.length} values`);
  }
  const search = (vector: Float32Array, k: number): NearPassage[] => {
    if (vector.length !== dimension) throw new RangeError(`a vector of dimension ${vector.length} in an index of ${dimension}`);
    const wanted = Math.min(Math.floor(k), passageIds.length);
    if (!(wanted > 0)) return [];
    const nearest: NearPassage[] = [];
    for (let row = 0; row < passageIds.length; row += 1) {
      const similarity = dotProduct(matrix, row * dimension, vector);
      if (nearest.length === wanted && similarity < nearest[wanted - 1]!.similarity) continue;
      insert(nearest, { passageId: passageIds[row]!, similarity }, wanted);
    }
    return nearest;
  };
  return { size: passageIds.length, dimension, modelId, digest: passageSetDigest(modelId, dimension, passageIds), search };
};

/** Puts `candidate` at its place in the sorted list and keeps the best `wanted`. */
const insert = (nearest: NearPassage[], candidate: NearPassage, wanted: number): void => {
  let low = 0;
  let high = nearest.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byNearness(nearest[middle]!, candidate) <= 0) low = middle + 1;
    else high = middle;
  }
  nearest.splice(low, 0, candidate);
  if (nearest.length > wanted) nearest.pop();
};
