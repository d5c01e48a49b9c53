import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createExactPassageIndex } from "../src/adapters/exact-passage-index.ts";
import { openHnswPassageIndex } from "../src/adapters/hnsw-passage-index.ts";
import { savedHnswFolder } from "../src/adapters/saved-hnsw.ts";
import type { PassageIndex } from "../src/ports/passage-index.ts";
import { median, timeRuns } from "./median.ts";
import { createSyntheticVectors } from "./synthetic-vectors.ts";

/** One line of the table: milliseconds are medians; memory is the matrix, or the graph, which is loaded as it lies on disk. `recallAt10` against exact search. */
export type IndexRow = {
  index: "exact" | "hnsw";
  passages: number;
  searchMs: number;
  recallAt10: number;
  buildMs: number;
  reopenMs: number | null;
  memoryMb: number;
};

const dimension = 512;
const queries = 50;
const k = 10;
const modelId = "synthetic";

const idsOf = (index: PassageIndex, query: Float32Array): string[] => index.search(query, k).map(({ passageId }) => passageId);

/** Exact and graph search over the same synthetic passages. The graph is skipped above `maxHnswPassages`. */
export const benchIndexSearch = async (passages: number, maxHnswPassages: number): Promise<IndexRow[]> => {
  const draw = createSyntheticVectors(dimension, 7);
  const matrix = draw(passages);
  const asked = draw(queries);
  const query = (i: number): Float32Array => asked.subarray((i % queries) * dimension, ((i % queries) + 1) * dimension);
  const passageIds = Array.from({ length: passages }, (_, i) => `p#${i}`);

  const startedAt = performance.now();
  const exact = createExactPassageIndex({ modelId, dimension, passageIds, matrix });
  const exactBuildMs = performance.now() - startedAt;
  const exactMs = median(await timeRuns(queries, 5, (i) => exact.search(query(i), k)));
  const rows: IndexRow[] = [
    {
      index: "exact",
      passages,
      searchMs: exactMs,
      recallAt10: 1,
      buildMs: exactBuildMs,
      reopenMs: null,
      memoryMb: matrix.byteLength / 1e6,
    },
  ];
  if (passages > maxHnswPassages) return rows;

  const cacheFolder = await mkdtemp(path.join(tmpdir(), "noticeboard-bench-"));
  try {
    const buildAt = performance.now();
    await openHnswPassageIndex(cacheFolder, { modelId, dimension, passageIds, matrix });
    const buildMs = performance.now() - buildAt;
    const reopenAt = performance.now();
    const graph = await openHnswPassageIndex(cacheFolder, { modelId, dimension, passageIds, matrix });
    const reopenMs = performance.now() - reopenAt;
    const { size } = await stat(path.join(savedHnswFolder(cacheFolder, graph.digest), "hnswlib.index"));
    const memoryMb = size / 1e6;
    const searchMs = median(await timeRuns(queries, 5, (i) => graph.search(query(i), k)));
    let found = 0;
    for (let i = 0; i < queries; i += 1) {
      const right = new Set(idsOf(exact, query(i)));
      found += idsOf(graph, query(i)).filter((id) => right.has(id)).length;
    }
    rows.push({ index: "hnsw", passages, searchMs, recallAt10: found / (queries * k), buildMs, reopenMs, memoryMb });
  } finally {
    await rm(cacheFolder, { recursive: true, force: true });
  }
  return rows;
};
