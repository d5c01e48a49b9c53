import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const seedFolder = "../shared/seeds";

/** The longest run of words that a restated fact may share with the publisher's text: names and figures need some. */
const maxSharedWords = 14;

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll("’", "'")
    .match(/[a-z0-9£%]+/gu) ?? [];

const runsOf = (words: string[], length: number): string[] =>
  words.slice(length - 1).map((_, index) => words.slice(index, index + length).join(" "));

// Without ../shared there is nothing to compare with; the skip is shown by vitest.
describe.skipIf(!existsSync(seedFolder))("pages are in our own words", () => {
  const seedRuns = new Set(
    (existsSync(seedFolder) ? readdirSync(seedFolder) : [])
      .filter((file) => file.endsWith(".txt"))
      .flatMap((file) => runsOf(wordsOf(readFileSync(`${seedFolder}/${file}`, "utf8")), maxSharedWords + 1)),
  );
  const ours = [
    ...readdirSync("knowledge/pages").map((file) => `knowledge/pages/${file}`),
    "tools/guide/consultation-and-redundancy.html",
    "docs/knowledge-facts.md",
  ];

  test("the publishers' texts were read", () => {
    expect(seedRuns.size).toBeGreaterThan(1000);
  });

  test.each(ours)("%s", (file) => {
    const text = readFileSync(file, "utf8").replaceAll(/<[^>]+>/gu, " . ");
    const copied = runsOf(wordsOf(text), maxSharedWords + 1).filter((run) => seedRuns.has(run));
    expect(copied).toEqual([]);
  });
});
