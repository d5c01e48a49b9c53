import { describe, expect, test } from "vitest";
import type { PassageVectors } from "../../src/adapters/exact-passage-index.ts";
import type { PassageIndex } from "../../src/ports/passage-index.ts";

const unit = (values: number[]): number[] => {
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
};

/** Passage vectors for a contract test; every row is brought to unit length. */
export const passageVectors = (rows: Record<string, number[]>, dimension: number, modelId = "model-a"): PassageVectors => ({
  modelId,
  dimension,
  passageIds: Object.keys(rows),
  matrix: Float32Array.from(Object.values(rows).flatMap(unit)),
});

/** What every `PassageIndex` promises. `build` makes one over the given vectors. */
export const passageIndexContract = (name: string, build: (vectors: PassageVectors) => Promise<PassageIndex>): void => {
  const three = passageVectors({ "c#1": [1, 0, 0], "a#1": [1, 1, 0], "b#1": [0, 0, 1] }, 3);

  // Building can start a thread: tests that only read share one index.
  let built: Promise<PassageIndex> | null = null;
  const sharedIndex = (): Promise<PassageIndex> => {
    built ??= build(three);
    return built;
  };

  describe(`${name} keeps the PassageIndex contract`, () => {
    test("gives the nearest first, with their cosine", async () => {
      const index = await sharedIndex();
      const near = index.search(Float32Array.of(1, 0, 0), 3);
      expect(near.map((row) => row.passageId)).toEqual(["c#1", "a#1", "b#1"]);
      expect(near[0]!.similarity).toBeCloseTo(1, 5);
      expect(near[1]!.similarity).toBeCloseTo(Math.SQRT1_2, 5);
      expect(near[2]!.similarity).toBeCloseTo(0, 5);
    });

    test("breaks ties by passage id, whatever the order of building", async () => {
      const index = await build(passageVectors({ z: [1, 0], m: [1, 0], a: [1, 0], far: [0, 1] }, 2));
      expect(index.search(Float32Array.of(1, 0), 4).map((row) => row.passageId)).toEqual(["a", "m", "z", "far"]);
    });

    test("says what it holds", async () => {
      const index = await sharedIndex();
      expect([index.size, index.dimension, index.modelId]).toEqual([3, 3, "model-a"]);
    });

    test("gives all it has when asked for more", async () => {
      const index = await sharedIndex();
      expect(index.search(Float32Array.of(1, 0, 0), 50)).toHaveLength(3);
    });

    test.each([0, -1, Number.NaN])("gives nothing for k = %d", async (k) => {
      const index = await sharedIndex();
      expect(index.search(Float32Array.of(1, 0, 0), k)).toEqual([]);
    });

    test("refuses a vector of another dimension", async () => {
      const index = await sharedIndex();
      expect(() => index.search(Float32Array.of(1, 0), 1)).toThrow(RangeError);
      expect(() => index.search(new Float32Array(0), 1)).toThrow(RangeError);
    });

    test("an empty one finds nothing and still refuses another dimension", async () => {
      const index = await build({ modelId: "model-a", dimension: 3, passageIds: [], matrix: new Float32Array(0) });
      expect(index.size).toBe(0);
      expect(index.search(Float32Array.of(1, 0, 0), 5)).toEqual([]);
      expect(() => index.search(Float32Array.of(1), 5)).toThrow(RangeError);
    });

    test("refuses vectors that do not fill its rows", async () => {
      await expect(async () => build({ ...three, matrix: three.matrix.slice(1) })).rejects.toThrow(RangeError);
    });

    test("has a digest that follows ids, dimension and model", async () => {
      const digest = async (vectors: PassageVectors): Promise<string> => (await build(vectors)).digest;
      const base = (await sharedIndex()).digest;
      expect(await digest({ ...three })).toBe(base);
      expect(await digest({ ...three, modelId: "model-b" })).not.toBe(base);
      expect(await digest({ ...three, passageIds: ["c#1", "a#1", "other"] })).not.toBe(base);
      expect(await digest(passageVectors({ "c#1": [1, 0], "a#1": [1, 1], "b#1": [0, 1] }, 2))).not.toBe(base);
    });
  });
};
