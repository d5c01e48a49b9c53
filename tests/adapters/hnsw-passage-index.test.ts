import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createExactPassageIndex } from "../../src/adapters/exact-passage-index.ts";
import { openHnswPassageIndex } from "../../src/adapters/hnsw-passage-index.ts";
import { openPassageIndex } from "../../src/adapters/open-passage-index.ts";
import { isIntact, savedHnswFolder } from "../../src/adapters/saved-hnsw.ts";
import type { PassageIndex } from "../../src/ports/passage-index.ts";
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
  const nearest = (index: PassageIndex) => index.search(query, 3).map((row) => row.passageId);
  const expected = nearest(createExactPassageIndex(vectors));
  const save = async (name: string): Promise<{ cache: string; saved: string; digest: string }> => {
    const cache = path.join(folder, name);
    const { digest } = await openHnswPassageIndex(cache, vectors);
    return { cache, saved: savedHnswFolder(cache, digest), digest };
  };
  const about = (digest: string) => ({
    digest,
    modelId: "model-a",
    dimension: 3,
    size: 50,
    vectors: createHash("sha256").update(new Uint8Array(vectors.matrix.buffer)).digest("hex"),
  });

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

  const files = ["hnswlib.index", "docstore.json", "args.json", "seal.json"];
  const harm: [string, (file: string) => Promise<unknown>][] = [
    ["is torn", (file) => truncate(file, 10)],
    ["lacks its last byte", async (file) => truncate(file, (await stat(file)).size - 1)],
    ["is empty", (file) => truncate(file, 0)],
    ["is gone", (file) => rm(file)],
    ["has more in it", (file) => appendFile(file, "x")],
    ["is a folder", (file) => rm(file).then(() => mkdir(file))],
    [
      "has one bit turned",
      async (file) => {
        const bytes = await readFile(file);
        bytes[Math.floor(bytes.length / 2)]! ^= 1;
        await writeFile(file, bytes);
      },
    ],
  ];
  test.each(harm)("are refused when any of their files %s, and built anew", async (what, doIt) => {
    const { cache, saved, digest } = await save(`harmed ${what}`);
    const whole = path.join(folder, `whole ${what}`);
    await cp(saved, whole, { recursive: true });
    for (const name of files) {
      await rm(saved, { recursive: true });
      await cp(whole, saved, { recursive: true });
      expect(await isIntact(saved, about(digest))).toBe(true);
      await doIt(path.join(saved, name));
      expect([name, await isIntact(saved, about(digest))]).toEqual([name, false]);
    }
    await doIt(path.join(saved, "hnswlib.index"));
    expect(nearest(await openHnswPassageIndex(cache, vectors))).toEqual(expected);
    expect(await isIntact(saved, about(digest))).toBe(true);
    expect(await readdir(cache)).toEqual([path.basename(saved)]);
  });

  test("are refused when the same passages have other vectors, or those of another model", async () => {
    const { cache, saved } = await save("other vectors");
    // As after a sync that was looked at in its middle: half of the sentences had no vector yet.
    const half = { ...vectors, matrix: vectors.matrix.map((value, place) => (place < 75 ? 0 : value)) };
    expect(nearest(await openHnswPassageIndex(cache, half))).not.toEqual(expected);
    expect(nearest(await openHnswPassageIndex(cache, vectors))).toEqual(expected);
    const other = { ...vectors, modelId: "model-b", matrix: vectors.matrix.map((value) => -value) };
    await cp(saved, savedHnswFolder(cache, createExactPassageIndex(other).digest), { recursive: true });
    const index = await openHnswPassageIndex(cache, other);
    expect(nearest(index)).toEqual(nearest(createExactPassageIndex(other)));
  });

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

  test("stay whole, and every opener is served, while many build, harm and replace them at once", async () => {
    const { cache, saved } = await save("at once");
    const earlier = many(40);
    const openings = Array.from({ length: 6 }, async (_, turn) => {
      if (turn % 3 === 0) await truncate(path.join(saved, "hnswlib.index"), 10 * turn).catch(() => {});
      const set = turn % 4 === 3 ? earlier : vectors;
      return [nearest(await openHnswPassageIndex(cache, set)), nearest(createExactPassageIndex(set))];
    });
    for (const [found, right] of await Promise.all(openings)) expect(found).toEqual(right);
    expect(nearest(await openHnswPassageIndex(cache, vectors))).toEqual(expected);
    expect(await readdir(cache)).toEqual([path.basename(saved)]);
  });

  test("are shared by two processes, which both come to the same, whoever is first", async () => {
    const cache = path.join(folder, "two processes");
    const child = new URL("../support/open-hnsw-indexes.ts", import.meta.url).pathname;
    const run = async (): Promise<unknown> => {
      const { stdout } = await promisify(execFile)(process.execPath, ["--no-warnings", child, cache, "4"]);
      return JSON.parse(stdout);
    };
    const right = { opened: 4, wrong: 0, faults: [] };
    expect(await Promise.all([run(), run()])).toEqual([right, right]);
    expect((await readdir(cache)).filter((name) => name.startsWith("building"))).toEqual([]);
  });

  test("do not pile up: what a killed process left is removed, and what another one is building is not", async () => {
    const cache = path.join(folder, "killed");
    const [left, current] = [path.join(cache, "building-1-left"), path.join(cache, "building-2-current")];
    for (const each of [left, current]) await mkdir(each, { recursive: true });
    const twoHoursAgo = new Date(Date.now() - 7_200_000);
    await utimes(left, twoHoursAgo, twoHoursAgo);
    const { digest } = await openHnswPassageIndex(cache, vectors);
    expect((await readdir(cache)).sort()).toEqual([path.basename(current), path.basename(savedHnswFolder(cache, digest))]);
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
