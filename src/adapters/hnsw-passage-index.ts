import { rm } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import type { NearPassage, PassageIndex } from "../ports/passage-index.ts";
import { byNearness, type PassageVectors } from "./exact-passage-index.ts";
import type { HnswBuildRequest } from "./hnsw-build-worker.ts";
import { type HnswStore, loadHnswStore } from "./hnsw-store.ts";
import { matrixDigest } from "./matrix-digest.ts";
import { passageSetDigest } from "./passage-set-digest.ts";
import { isIntact, keepBuild, makeBuildFolder, type Seal, savedHnswFolder, sealBuild } from "./saved-hnsw.ts";

/** Candidates kept while searching the graph: recall@10 against speed, `npm run bench`. */
const searchBreadth = 200;

const fault = (message: string): Error => Object.assign(new Error(message), { code: "index_not_built" });

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
      else reject(fault(`building the passage index ended with ${code}`));
    });
  });

const inSharedMemory = (matrix: Float32Array): Float32Array => {
  if (matrix.buffer instanceof SharedArrayBuffer) return matrix;
  const shared = new Float32Array(new SharedArrayBuffer(matrix.byteLength));
  shared.set(matrix);
  return shared;
};

const load = async (folder: string, { passageIds, dimension }: PassageVectors): Promise<HnswStore> => {
  const store = await loadHnswStore(folder);
  if (store.index.getCurrentCount() !== passageIds.length || store.index.getNumDimensions() !== dimension) {
    throw fault("the passage index holds something else than its seal says");
  }
  return store;
};

/** Loaded from the build's own folder, where no other process reaches; what is kept for the next start is a copy for the cache. */
const build = async (cacheFolder: string, vectors: PassageVectors, about: Omit<Seal, "files">): Promise<HnswStore> => {
  const { dimension, passageIds } = vectors;
  const buildFolder = await makeBuildFolder(cacheFolder);
  try {
    await runBuild({ directory: buildFolder, dimension, passageIds, matrix: inSharedMemory(vectors.matrix) });
    await sealBuild(buildFolder, about);
    const store = await load(buildFolder, vectors);
    await keepBuild(cacheFolder, buildFolder, about);
    return store;
  } finally {
    await rm(buildFolder, { recursive: true, force: true });
  }
};

/** Null when there is no whole copy of exactly these vectors, or it went while it was read: another process may replace it. */
const loadSaved = async (cacheFolder: string, vectors: PassageVectors, about: Omit<Seal, "files">): Promise<HnswStore | null> => {
  const folder = savedHnswFolder(cacheFolder, about.digest);
  return (await isIntact(folder, about)) ? load(folder, vectors).catch(() => null) : null;
};

/**
 * Approximate dense search through LangChain's HNSWLib store, for sets too large to look at every passage. A saved copy
 * in `cacheFolder` is used when it is whole and of exactly these passages and vectors; otherwise the index is built in a worker
 * thread from the vectors, saved and swapped in by one rename. Throws `RangeError` on vectors that do not fill their rows.
 */
export const openHnswPassageIndex = async (cacheFolder: string, vectors: PassageVectors): Promise<PassageIndex> => {
  const { modelId, dimension, passageIds, matrix } = vectors;
  const size = passageIds.length;
  if (matrix.length !== size * dimension) {
    throw new RangeError(`${size} passages of dimension ${dimension} do not fill ${matrix.length} values`);
  }
  const digest = passageSetDigest(modelId, dimension, passageIds);
  const about = { digest, modelId, dimension, size, vectors: await matrixDigest(matrix) };
  const store =
    size === 0 ? null : ((await loadSaved(cacheFolder, vectors, about)) ?? (await build(cacheFolder, vectors, about)));
  store?.index.setEf(searchBreadth);

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
