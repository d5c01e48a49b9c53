import { describe, expect, test } from "vitest";
import { createScowlDictionary } from "../../src/adapters/scowl-dictionary.ts";
import { createTypingCorrector } from "../../src/retrieval/typing-corrector.ts";
import { typingDistance } from "../../src/retrieval/typing-distance.ts";

describe("typingDistance", () => {
  test.each([
    ["blueprnt", "blueprint", 1],
    ["recieve", "receive", 1],
    ["same", "same", 0],
    ["redundncy", "redundantly", 3],
    ["abc", "abcdef", 3],
  ])("%s and %s are %d apart", (a, b, distance) => {
    expect(typingDistance(a, b, 5)).toBe(distance);
  });

  test("stops counting above the limit", () => {
    expect(typingDistance("voluntary", "mandatory", 2)).toBe(3);
  });
});

describe("createTypingCorrector", () => {
  const dictionary = createScowlDictionary();
  const words = new Map([
    ["blueprint", 4],
    ["redundancy", 20],
    ["trusts", 9],
    ["trust", 12],
    ["restell", 2],
    ["cuts", 8],
    ["grade", 1],
    ["grape", 5],
    ["many", 7],
    ["money", 1],
  ]);
  const correct = createTypingCorrector({
    wordCounts: words,
    isKnownWord: (word) => words.has(word),
    isEnglishWord: (word) => dictionary.has(word),
  });

  test.each([
    ["blueprnt", "blueprint"],
    ["redundency", "redundancy"],
    ["redundnacy", "redundancy"],
    ["rdeundancy", "redundancy"],
    ["trsut", "trust"],
    ["graqe", "grape"],
    ["mony", "money"],
  ])("%s was meant as %s", (written, meant) => {
    expect(correct(written, false)).toBe(meant);
  });

  test.each(["trust", "thrust", "crust", "cats", "cut", "organisation", "2025", "nhs", "icb", "tuesday", "wxyzabc"])(
    "leaves %s alone",
    (word) => {
      expect(correct(word, false)).toBeNull();
    },
  );

  test("is wary of names: only long ones with one error", () => {
    expect(correct("restel", true)).toBe("restell");
    expect(correct("graqe", true)).toBeNull();
    expect(correct("redandency", true)).toBeNull();
  });
});
