import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createExactPassageIndex } from "../../src/adapters/exact-passage-index.ts";
import { openHnswPassageIndex } from "../../src/adapters/hnsw-passage-index.ts";
import { openPassageIndex } from "../../src/adapters/open-passage-index.ts";
import { isIntact, savedHnswFolder } from "../../src/adapters/saved-hnsw.ts";
import { passageIndexContract, passageVectors } from "../contracts/passage-index.contract.ts";

let folder = "";
let runs = 0;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "noticeboard-hnsw-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

passageIndexContract("HNSW search", async (vectors) => openHnswPassageIndex(path.join(folder, `contract-${runs++}`), vectors));

const many = (count: number) =>
  passageVectors(
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [`p#${i}`, [Math.sin(i), Math.cos(i * 3), Math.sin(i * 7) + 0.1]]),
    ),
    3,
  );

describe("saved copies", () => {
  const vectors = many(50);
  const query = Float32Array.of(0, 1, 0);
  const save = async (name: string): Promise<{ cache: string; saved: string; digest: string }> => {
    const cache = path.join(folder, name);
    const { digest } = await openHnswPassageIndex(cache, vectors);
    return { cache, saved: savedHnswFolder(cache, digest), digest };
  };
  const about = (digest: string) => ({ digest, modelId: "model-a", dimension: 3, size: 50 });

  test("are used again and give the same answers", async () => {
    const { cache, saved, digest } = await save("again");
    const before = await readFile(path.join(saved, "seal.json"), "utf8");
    await writeFile(path.join(saved, "untouched"), "");
    const index = await openHnswPassageIndex(cache, vectors);
    expect(await readdir(saved)).toContain("untouched");
    expect(await isIntact(saved, about(digest))).toBe(true);
    expect(before).toContain(digest);
    expect(index.search(query, 5)).toHaveLength(5);
  });

  test.each(["hnswlib.index", "docstore.json", "args.json", "seal.json"])(
    "are refused and rebuilt when %s is torn",
    async (name) => {
      const { cache, saved, digest } = await save(`torn-${name}`);
      await truncate(path.join(saved, name), 10);
      expect(await isIntact(saved, about(digest))).toBe(false);
      const index = await openHnswPassageIndex(cache, vectors);
      expect(index.search(query, 3).map((row) => row.passageId)).toEqual(
        createExactPassageIndex(vectors)
          .search(query, 3)
          .map((row) => row.passageId),
      );
      expect(await isIntact(saved, about(digest))).toBe(true);
    },
  );

  test("are refused when they come from other passages or another dimension", async () => {
    const { cache, saved } = await save("foreign");
    const other = many(40);
    const { digest } = createExactPassageIndex(other);
    await cp(saved, savedHnswFolder(cache, digest), { recursive: true });
    const index = await openHnswPassageIndex(cache, other);
    expect(index.size).toBe(40);
    expect(index.search(query, 100)).toHaveLength(40);
    const flat = passageVectors({ a: [1, 0], b: [0, 1] }, 2);
    await cp(savedHnswFolder(cache, digest), savedHnswFolder(cache, createExactPassageIndex(flat).digest), { recursive: true });
    expect((await openHnswPassageIndex(cache, flat)).search(Float32Array.of(1, 0), 1)[0]?.passageId).toBe("a");
  });

  test("of earlier sets are removed, and no unfinished build is left", async () => {
    const { cache } = await save("tidy");
    const { digest } = await openHnswPassageIndex(cache, many(30));
    expect(await readdir(cache)).toEqual([path.basename(savedHnswFolder(cache, digest))]);
  });
});

describe("the index that suits the size", () => {
  test("is exact below the limit, and the graph takes over above it", async () => {
    const faults: string[] = [];
    const deps = { cacheFolder: path.join(folder, "suits"), logFault: (code: string) => void faults.push(code) };
    const vectors = many(30);
    openPassageIndex(deps, vectors);
    await expect(readdir(deps.cacheFolder)).rejects.toThrow();
    const large = openPassageIndex({ ...deps, fromPassages: 30 }, vectors);
    const before = large.search(Float32Array.of(1, 0, 0), 3);
    await large.ready;
    expect(await readdir(deps.cacheFolder)).toHaveLength(1);
    expect(large.search(Float32Array.of(1, 0, 0), 3).map((row) => row.passageId)).toEqual(before.map((row) => row.passageId));
    expect(faults).toEqual([]);
  });

  test("goes on with exact search when no graph can be built", async () => {
    const faults: string[] = [];
    const blocked = path.join(folder, "blocked");
    await writeFile(blocked, "a file where the folder should be");
    const index = openPassageIndex(
      { cacheFolder: blocked, logFault: (code) => void faults.push(code), fromPassages: 1 },
      many(5),
    );
    await index.ready;
    expect(faults).toEqual(["index_not_built"]);
    expect(index.search(Float32Array.of(1, 0, 0), 2)).toHaveLength(2);
  });
});
