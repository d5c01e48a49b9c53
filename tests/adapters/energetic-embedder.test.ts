import { afterAll, expect, test } from "vitest";
import { createEnergeticEmbedder } from "../../src/adapters/energetic-embedder.ts";

const embedder = createEnergeticEmbedder({ cacheSize: 0 });
afterAll(() => embedder.close());

const cosine = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const faultyWorker = new URL("../support/faulty-embedder-worker.ts", import.meta.url);

test("gives unit vectors in the order of the texts, the same alone and in a batch", async () => {
  const texts = [
    "When is the plan due?",
    "A much longer sentence about bread, ovens and what bakers do early in the morning.",
    "When is it due?",
  ];
  const vectors = await embedder.embed(texts);
  expect(vectors.map((vector) => vector.length)).toEqual([512, 512, 512]);
  for (const vector of vectors) expect(cosine(vector, vector)).toBeCloseTo(1, 5);
  for (const [i, text] of texts.entries()) {
    const [alone] = await embedder.embed([text]);
    expect(cosine(alone!, vectors[i]!)).toBeCloseTo(1, 4);
  }
  expect(cosine(vectors[0]!, vectors[2]!)).toBeGreaterThan(cosine(vectors[0]!, vectors[1]!));
});

test("takes no texts, empty texts and repeated texts", async () => {
  expect(await embedder.embed([])).toEqual([]);
  const [empty, first, again] = await embedder.embed(["", "pay", "pay"]);
  expect(empty).toHaveLength(512);
  expect(first).toEqual(again);
});

test("rejects what was under way when the worker dies, then works with a new one", async () => {
  const dying = createEnergeticEmbedder({ workerUrl: faultyWorker, cacheSize: 0 });
  await expect(dying.embed(["die"])).rejects.toMatchObject({ code: "embedder_died" });
  const [vector] = await dying.embed(["live"]);
  expect(vector).toHaveLength(512);
  await expect(dying.embed(["fail"])).rejects.toMatchObject({ code: "embedder_failed" });
  await expect(dying.embed(["die"])).rejects.toMatchObject({ code: "embedder_died" });
  await expect(dying.embed(["die"])).rejects.toMatchObject({ code: "embedder_died" });
  await expect(dying.embed(["live"])).rejects.toMatchObject({ code: "embedder_died" });
  await dying.close();
});

test("remembers vectors, and refuses after closing", async () => {
  const caching = createEnergeticEmbedder({ workerUrl: faultyWorker, cacheSize: 1 });
  const [first] = await caching.embed(["live"]);
  const [again] = await caching.embed(["live"]);
  expect(again).toBe(first);
  await caching.embed(["another"]);
  const [anew] = await caching.embed(["live"]);
  expect(anew).not.toBe(first);
  await caching.close();
  await expect(caching.embed(["live"])).rejects.toMatchObject({ code: "embedder_closed" });
});
