import { describe, expect, test } from "vitest";
import { hideLinks, maxPromptPassages, promptMaterial, restoreLinks } from "../../src/answering/prompt-material.ts";
import type { RankedPassage } from "../../src/domain/retrieval.ts";
import { snapshotOf } from "../support/small-knowledge.ts";

const rankedOf = (sections: string[][], standing: "current" | "archived" = "current"): RankedPassage[] => {
  const { documents, passages } = snapshotOf({ Guide: sections });
  return passages.map((passage, index) => ({
    passage,
    document: { ...documents[0]!, standing, updatedOn: "2025-06-06" },
    rank: index + 1,
    score: 1,
    lexical: 1,
    dense: 0,
    sentenceSimilarities: [],
  }));
};
const now = { kind: "now" } as const;

describe("what a model is shown", () => {
  test("numbered passages with the day they speak for, and no address or link", () => {
    const ranked = rankedOf([
      ["Pay", "Write to pay@example.org or see https://example.org/pay?x=1."],
      ["Leave", "Thirty days."],
    ]);
    const material = promptMaterial([{ ranked, scope: now }], "2025-06-20");
    expect(material.text).toBe(
      "P1 (6 June 2025; Guide > Pay)\nWrite to [link 1] or see [link 2].\n\nP2 (6 June 2025; Guide > Leave)\nThirty days.",
    );
    expect(material.byToken.get("P2")?.passage.text).toBe("Thirty days.");
    const claim = { text: "Write to [link 1].", quotations: [{ passage: "P1", quote: "Write to [link 1] or see [link 2]." }] };
    expect(restoreLinks(claim, material.links)).toEqual({
      text: "Write to pay@example.org.",
      quotations: [{ passage: "P1", quote: "Write to pay@example.org or see https://example.org/pay?x=1." }],
    });
  });

  test("a link number that was never given out is left as it is", () => {
    expect(restoreLinks({ text: "[link 9]", quotations: [] }, ["https://example.org"]).text).toBe("[link 9]");
  });

  test.each(["http://a.example/b", "https://a.example/(b)", "www.example.org/x", "first.last+tag@mail.example.co.uk"])(
    "%s is hidden, and what follows it stays",
    (address) => {
      const links: string[] = [];
      expect(hideLinks(`see ${address}, please`, links)).toMatch(/^see \[link 1\]\)?, please$/);
      expect(links).toHaveLength(1);
    },
  );

  test("nothing archived for a question about now, unless a sentence speaks of the time asked about", () => {
    const ranked = rankedOf([["Then", "In 2014 there were seventeen."]], "archived");
    expect(promptMaterial([{ ranked, scope: now }], "2025-06-20").text).toBe("");
    const then = { kind: "period", words: "2014", fromOn: "2014-01-01", toOn: "2014-12-31" } as const;
    expect(promptMaterial([{ ranked, scope: then }], "2025-06-20").text).toContain("seventeen");
  });

  test("each question of a message gets its best passages, each passage once, within the limit", () => {
    const ranked = rankedOf(Array.from({ length: 20 }, (_, index) => [`H${index}`, `Sentence ${index}.`]));
    const { byToken } = promptMaterial(
      [
        { ranked: ranked.slice(0, 15), scope: now },
        { ranked: ranked.slice(5), scope: now },
      ],
      "2025-06-20",
    );
    const texts = [...byToken.values()].map(({ passage }) => passage.text);
    expect(texts).toHaveLength(maxPromptPassages.several);
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.slice(0, 4)).toEqual(["Sentence 0.", "Sentence 5.", "Sentence 1.", "Sentence 6."]);
  });
});
