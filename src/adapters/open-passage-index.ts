import type { PassageIndex } from "../ports/passage-index.ts";
import { createExactPassageIndex, type PassageVectors } from "./exact-passage-index.ts";
import { openHnswPassageIndex } from "./hnsw-passage-index.ts";

/**
 * From this many passages on a graph earns its place. It answers faster at every size, but takes some 2 ms a passage to
 * build and the vectors a second time; exact search of 20,000 costs about as much as embedding the question (14 ms), so
 * only from there on is it what a member waits for. `npm run bench` prints the measurement.
 */
export const hnswFromPassages = 20_000;

/** `cacheFolder` is where graphs are kept between runs. `logFault` hears when a graph could not be built. */
export type OpenPassageIndexDeps = {
  cacheFolder: string;
  logFault: (code: string, cause: unknown) => void;
  fromPassages?: number;
};

/**
 * The index that suits the size. A large set is searched exactly until its graph is ready, then the graph takes over
 * whole; it holds the same passages under the same digest. Without a graph exact search simply goes on.
 */
export const openPassageIndex = (
  deps: OpenPassageIndexDeps,
  vectors: PassageVectors,
): PassageIndex & { ready: Promise<void> } => {
  const exact = createExactPassageIndex(vectors);
  if (vectors.passageIds.length < (deps.fromPassages ?? hnswFromPassages)) return { ...exact, ready: Promise.resolve() };
  let serving: PassageIndex = exact;
  const ready = openHnswPassageIndex(deps.cacheFolder, vectors).then(
    (graph) => {
      serving = graph;
    },
    (cause) => deps.logFault("index_not_built", cause),
  );
  const { size, dimension, modelId, digest } = exact;
  return { size, dimension, modelId, digest, search: (vector, k) => serving.search(vector, k), ready };
};
