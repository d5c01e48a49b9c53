import { rm } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import type { NearPassage, PassageIndex } from "../ports/passage-index.ts";
import { byNearness, type PassageVectors } from "./exact-passage-index.ts";
import type { HnswBuildRequest } from "./hnsw-build-worker.ts";
import { loadHnswStore } from "./hnsw-store.ts";
import { passageSetDigest } from "./passage-set-digest.ts";
import { isIntact, keepBuild, makeBuildFolder, savedHnswFolder } from "./saved-hnsw.ts";

/** Candidates kept while searching the graph: recall@10 against speed, `npm run bench`. */
const searchBreadth = 200;

const runBuild = (request: HnswBuildRequest): Promise<void> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./hnsw-build-worker.ts", import.meta.url), { workerData: request });
    let saved = false;
    worker.on("message", () => {
      saved = true;
    });
    worker.on("error", reject);
    worker.on("exit", (code) => {
      if (saved) resolve();
      else reject(Object.assign(new Error(`building the passage index ended with ${code}`), { code: "index_not_built" }));
    });
  });

const inSharedMemory = (matrix: Float32Array): Float32Array => {
  if (matrix.buffer instanceof SharedArrayBuffer) return matrix;
  const shared = new Float32Array(new SharedArrayBuffer(matrix.byteLength));
  shared.set(matrix);
  return shared;
};

const build = async (cacheFolder: string, vectors: PassageVectors, digest: string): Promise<string> => {
  const { modelId, dimension, passageIds } = vectors;
  const buildFolder = await makeBuildFolder(cacheFolder);
  try {
    await runBuild({ directory: buildFolder, dimension, passageIds, matrix: inSharedMemory(vectors.matrix) });
    return await keepBuild(cacheFolder, buildFolder, { digest, modelId, dimension, size: passageIds.length });
  } finally {
    await rm(buildFolder, { recursive: true, force: true });
  }
};

/**
 * Approximate dense search through LangChain's HNSWLib store, for sets too large to look at every passage. A saved copy
 * in `cacheFolder` is used when it is whole and of exactly these passages; otherwise the index is built in a worker
 * thread from the vectors, saved and swapped in by one rename. Throws `RangeError` on vectors that do not fill their rows.
 */
export const openHnswPassageIndex = async (cacheFolder: string, vectors: PassageVectors): Promise<PassageIndex> => {
  const { modelId, dimension, passageIds, matrix } = vectors;
  const size = passageIds.length;
  if (matrix.length !== size * dimension) {
    throw new RangeError(`${size} passages of dimension ${dimension} do not fill ${matrix.length} values`);
  }
  const digest = passageSetDigest(modelId, dimension, passageIds);
  const saved = savedHnswFolder(cacheFolder, digest);
  const isSaved = size > 0 && (await isIntact(saved, { digest, modelId, dimension, size }));
  const folder = size === 0 ? null : isSaved ? saved : await build(cacheFolder, vectors, digest);
  const store = folder === null ? null : await loadHnswStore(folder);
  store?.index.setEf(searchBreadth);
  if (store && (store.index.getCurrentCount() !== size || store.index.getNumDimensions() !== dimension)) {
    throw Object.assign(new Error("the passage index holds something else than its seal says"), { code: "index_not_built" });
  }

  const search = (vector: Float32Array, k: number): NearPassage[] => {
    if (vector.length !== dimension) throw new RangeError(`a vector of dimension ${vector.length} in an index of ${dimension}`);
    const wanted = Math.min(Math.floor(k), size);
    if (!store || !(wanted > 0)) return [];
    // Labels are given in the order of building, so a label is the place of its passage id.
    const { neighbors, distances } = store.index.searchKnn(Array.from(vector), wanted);
    return neighbors.map((place, i) => ({ passageId: passageIds[place]!, similarity: 1 - distances[i]! })).sort(byNearness);
  };
  return { size, dimension, modelId, digest, search };
};
