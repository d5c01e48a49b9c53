import { parentPort, workerData } from "node:worker_threads";
import { Document } from "@langchain/core/documents";
import { createHnswStore } from "./hnsw-store.ts";

/** What the building thread is given. `matrix` is shared memory with one unit vector a passage. */
export type HnswBuildRequest = { directory: string; dimension: number; passageIds: string[]; matrix: Float32Array };

const passagesInSlice = 1000;
const { directory, dimension, passageIds, matrix } = workerData as HnswBuildRequest;

const store = createHnswStore(dimension);
for (let from = 0; from < passageIds.length; from += passagesInSlice) {
  const ids = passageIds.slice(from, from + passagesInSlice);
  const vectors = ids.map((_, i) => Array.from(matrix.subarray((from + i) * dimension, (from + i + 1) * dimension)));
  await store.addVectors(
    vectors,
    ids.map((passageId) => new Document({ pageContent: "", metadata: { passageId } })),
  );
  // The store would grow its index by a copy with every slice; room for all is made once.
  if (from === 0) store.index.resizeIndex(passageIds.length);
}
await store.save(directory);
parentPort?.postMessage("saved");
