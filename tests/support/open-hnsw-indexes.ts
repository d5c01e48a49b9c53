/** Run as a process of its own: opens one of two sets of passages again and again in a folder that others use at the same time. */
import { createExactPassageIndex } from "../../src/adapters/exact-passage-index.ts";
import { openHnswPassageIndex } from "../../src/adapters/hnsw-passage-index.ts";

const [cacheFolder = "", times = "1"] = process.argv.slice(2);

const setOf = (size: number) => {
  const matrix = new Float32Array(size * 3);
  for (let row = 0; row < size; row += 1) {
    const values = [Math.sin(row), Math.cos(row * 3), Math.sin(row * 7) + 0.1];
    matrix.set(
      values.map((value) => value / Math.hypot(...values)),
      row * 3,
    );
  }
  return { modelId: "m", dimension: 3, passageIds: Array.from({ length: size }, (_, row) => `p${row}`), matrix };
};

const query = Float32Array.of(0, 1, 0);
const faults: string[] = [];
let [opened, wrong] = [0, 0];
for (let turn = 0; turn < Number(times); turn += 1) {
  const vectors = setOf(turn % 2 === 0 ? 50 : 60);
  const right = createExactPassageIndex(vectors).search(query, 3);
  try {
    const found = (await openHnswPassageIndex(cacheFolder, vectors)).search(query, 3);
    if (found.map(({ passageId }) => passageId).join() !== right.map(({ passageId }) => passageId).join()) wrong += 1;
    opened += 1;
  } catch (fault) {
    faults.push(String(fault));
  }
}
process.stdout.write(JSON.stringify({ opened, wrong, faults }));
