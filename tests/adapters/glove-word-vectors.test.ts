import { expect, test } from "vitest";
import { createWordVectors } from "../../src/adapters/glove-word-vectors.ts";

const vectors = createWordVectors();
const cosine = (a: string, b: string): number =>
  vectors.vectorOf(a)!.reduce((sum, value, at) => sum + value * vectors.vectorOf(b)![at]!, 0);

test("words that mean nearly the same stand close, others do not", () => {
  expect(cosine("postponed", "Delayed")).toBeGreaterThan(0.7);
  expect(cosine("postponed", "banana")).toBeLessThan(0.2);
  expect(cosine("staff", "staff")).toBeCloseTo(1, 5);
});

test("a word that nobody knows has no vector", () => expect(vectors.vectorOf("zzyzxq")).toBeNull());
