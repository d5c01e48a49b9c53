import { describe, expect, test } from "vitest";
import { bundledLevel, similarityScale, unrelatedLevel } from "../../src/retrieval/similarity-scale.ts";

/** Unit vectors that look random and are the same every time; `shared` is the part that all share, 0..1. */
const vectors = (count: number, dimension: number, shared: number): Float32Array => {
  const sample = new Float32Array(count * (dimension + 1));
  let seed = 1;
  for (let row = 0; row < count; row += 1) {
    const own = Array.from({ length: dimension }, () => {
      seed = (seed * 16807) % 2147483647;
      return seed / 2147483647 - 0.5;
    });
    const length = Math.hypot(...own);
    sample.set(
      own.map((value) => (value / length) * Math.sqrt(1 - shared)),
      row * (dimension + 1),
    );
    sample[row * (dimension + 1) + dimension] = Math.sqrt(shared);
  }
  return sample;
};
const scaleOf = (shared: number) => similarityScale(unrelatedLevel(vectors(60, 40, shared), 41));

describe("similarities of another model", () => {
  test("what is unrelated comes to lie where the bundled model puts it", () => {
    for (const shared of [0, 0.3, 0.8]) {
      const level = unrelatedLevel(vectors(60, 40, shared), 41)!;
      expect(level.mean).toBeCloseTo(shared, 1);
      const scale = similarityScale(level);
      expect(scale(level.mean)).toBeCloseTo(bundledLevel.mean, 6);
      expect(scale(level.mean + 2 * level.deviation)).toBeCloseTo(bundledLevel.mean + 2 * bundledLevel.deviation, 6);
    }
  });

  test("a model that shares a part between all texts says the same as one that does not", () => {
    const [plain, crowded] = [scaleOf(0), scaleOf(0.75)];
    for (const cosine of [-0.2, 0.1, 0.35]) expect(crowded(0.75 + 0.25 * cosine)).toBeCloseTo(plain(cosine), 4);
  });

  test("keep their order, stay cosines, and nothing stays nothing", () => {
    const scale = scaleOf(0.3);
    const scaled = [-1, -0.4, 0.2, 0.35, 0.5, 1].map(scale);
    expect(scaled).toEqual([...scaled].sort((a, b) => a - b));
    expect([Math.min(...scaled), Math.max(...scaled)]).toEqual([-1, 1]);
    expect(scale(0)).toBe(0);
  });

  test("stay as they are when too little is known of a model", () => {
    expect(unrelatedLevel(vectors(5, 40, 0), 41)).toBe(null);
    expect(unrelatedLevel(new Float32Array(40 * 30).fill(0.1), 30)).toBe(null);
    expect(similarityScale(null)(0.83)).toBe(0.83);
  });
});
