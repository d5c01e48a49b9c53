import { describe, expect, test } from "vitest";
import { createTermAnalyser } from "../../src/adapters/porter-stemmer.ts";
import { excerptsOf, excerptText } from "../../src/answering/large-folder-excerpts.ts";
import type { RankedPassage } from "../../src/domain/retrieval.ts";
import { largeFolderPassage, profileForTest, retrievalOf } from "../support/large-folder-passages.ts";

const terms = createTermAnalyser();
const profileOf = (ranked: RankedPassage) => profileForTest(terms, ranked);
const textsOf = (lines: Parameters<typeof largeFolderPassage>[1]) =>
  excerptsOf(profileOf, retrievalOf(terms, "who may come along", [largeFolderPassage("guide", lines)])).map(excerptText);
const long = (word: string, count: number) => `${Array.from({ length: count }, () => word).join(" ")}.`;

describe("excerpts of a passage", () => {
  test("keep a list with the line that introduces it", () => {
    const excerpts = textsOf([["You may bring:"], ["- a colleague", "- a rep"], [long("other", 90)]]);
    expect(excerpts).toEqual(["You may bring:\na colleague\na rep", long("other", 90)]);
  });

  test("take the next paragraph along when both are short", () => {
    expect(textsOf([["First rule."], ["Second rule."], ["Third rule."]])).toEqual([
      "First rule.\nSecond rule.",
      "Second rule.\nThird rule.",
      "Third rule.",
    ]);
  });

  test("leave the next paragraph when both together pass ninety words", () => {
    expect(textsOf([[long("one", 50)], [long("two", 50)]])).toEqual([long("one", 50), long("two", 50)]);
  });

  test("cut a long paragraph to its beginning", () => {
    expect(textsOf([["One.", "Two.", "Three.", "Four.", "Five."]])).toEqual(["One. Two. Three."]);
  });

  test("cut a long list to its first twelve items", () => {
    const items = Array.from({ length: 15 }, (_, at) => `- item ${at + 1}`);
    const [excerpt] = textsOf([["You need:"], items]);
    expect(excerpt?.split("\n").at(-1)).toBe("item 12");
  });

  test("of a paragraph before a list keep the end, whose last line introduces the list", () => {
    const [excerpt] = textsOf([["One.", "Two.", "Three.", "You need:"], ["- a form"]]);
    expect(excerpt).toBe("Two. Three. You need:\na form");
  });
});
