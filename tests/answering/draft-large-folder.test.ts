import { describe, expect, test } from "vitest";
import { createTermAnalyser } from "../../src/adapters/porter-stemmer.ts";
import { draftLargeFolder } from "../../src/answering/draft-large-folder.ts";
import { largeFolderFeatureNames, largeFolderFeatures } from "../../src/answering/large-folder-features.ts";
import type { RankedPassage, Retrieval } from "../../src/domain/retrieval.ts";
import { largeFolderPassage, profileForTest, retrievalOf } from "../support/large-folder-passages.ts";

const terms = createTermAnalyser();
const profileOf = (ranked: RankedPassage) => profileForTest(terms, ranked);
const now = { kind: "now" } as const;
const grievance = largeFolderPassage("grievance meeting", [
  ["You may bring someone to a grievance meeting who can be:"],
  ["- a colleague", "- a rep of your union"],
]);
const other = (at: number) => largeFolderPassage(`leaflet ${at}`, [["Lunch is served at noon in the canteen."]]);
const question = "Who may I bring to a grievance meeting?";
const ahead = retrievalOf(terms, question, [grievance, other(1), other(2)], [3, 0.6, 0.3]);
const level = retrievalOf(
  terms,
  "Is lunch served on a Sunday in Paris or in Rome?",
  [other(1), other(2), grievance],
  [0.31, 0.3, 0.3],
);
const draft = (retrieval: Retrieval) => draftLargeFolder(terms, profileOf, retrieval, now, "2025-06-20");

describe("in a large folder", () => {
  test("a source well ahead of the others is quoted, the whole list under one quotation", () => {
    const drafted = draft(ahead);
    expect(drafted.kind).toBe("drafted");
    const claims = drafted.kind === "drafted" ? drafted.claims : [];
    expect(claims.map(({ text, listItem }) => [text, listItem])).toEqual([
      ["You may bring someone to a grievance meeting who can be:", false],
      ["a colleague", true],
      ["a rep of your union", true],
    ]);
    expect(new Set(claims.flatMap(({ quotations }) => quotations.map(({ text }) => text)))).toEqual(
      new Set([grievance.passage.text]),
    );
  });

  test("sources that are level are not quoted, and the confidence says so", () => {
    const abstained = draft(level);
    expect(abstained.kind).toBe("abstained");
    expect(abstained.confidence).toBeLessThan(draft(ahead).confidence);
  });

  test("an outdated source is the reason when no other was found", () => {
    const archived = {
      ...ahead,
      ranked: ahead.ranked.map((ranked) => ({ ...ranked, document: { ...ranked.document, standing: "archived" as const } })),
    };
    expect(draft(archived)).toMatchObject({ kind: "abstained", reason: "only_outdated_sources", confidence: 0 });
  });

  test("nothing found is nothing answered", () => {
    expect(draft({ ...ahead, ranked: [] })).toMatchObject({ kind: "abstained", confidence: 0 });
  });
});

describe("features of a large folder", () => {
  const named = (retrieval: Retrieval) =>
    Object.fromEntries(largeFolderFeatures(terms, profileOf, retrieval).map((value, at) => [largeFolderFeatureNames[at], value]));

  test("measure how far the best passage leads the best of another source", () => {
    expect(named(ahead).lead_over_other_source).toBeCloseTo((3 - 0.6) / 3);
    expect(named(ahead).lexical_lead).toBeCloseTo((3 - 0.6) / 3);
    const rivalsOfOneSource = { ...ahead, ranked: ahead.ranked.slice(0, 1) };
    expect(named(rivalsOfOneSource).lead_over_other_source).toBe(1);
  });

  test("measure how much of the best source's title the question mentions", () => {
    expect(named(ahead).title_mentioned).toBe(2 / 3);
    expect(named(level).title_mentioned).toBe(0);
  });

  test("are all there", () => {
    expect(largeFolderFeatures(terms, profileOf, ahead)).toHaveLength(largeFolderFeatureNames.length);
    expect(largeFolderFeatures(terms, profileOf, { ...ahead, ranked: [] })).toEqual(largeFolderFeatureNames.map(() => 0));
  });
});
