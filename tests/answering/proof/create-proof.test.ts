import { describe, expect, test } from "vitest";
import { createTermAnalyser } from "../../../src/adapters/porter-stemmer.ts";
import { createWordClasses } from "../../../src/adapters/wink-word-classes.ts";
import { createWordRelations } from "../../../src/adapters/wordnet-relations.ts";
import { createProof } from "../../../src/answering/proof/create-proof.ts";
import { verifyClaims } from "../../../src/answering/verify-claims.ts";
import type { DocumentRecord } from "../../../src/domain/document.ts";
import { passageOf } from "../../support/small-knowledge.ts";

const prove = createProof({
  terms: createTermAnalyser(),
  wordClasses: createWordClasses(),
  wordRelations: createWordRelations(),
  glossary: { terms: [{ short: "ICB", long: ["integrated care board"] }] },
});
const document = { sourceId: "s", title: "Guide", publisher: "Union", updatedOn: "2025-06-06" } as DocumentRecord;

const verdictOn = (claim: string, ...lines: string[]) => {
  const passage = passageOf("s", 0, ["Guide"], lines);
  const quotation = { passageId: passage.id, start: 0, end: passage.text.length, text: passage.text };
  const passages = new Map([[passage.id, { passage, document }]]);
  return verifyClaims([{ text: claim, quotations: [quotation], listItem: false }], passages, prove).verdicts[0]!;
};

describe("proof of claims in a model's own words", () => {
  test.each([
    ["27 ICBs are covered.", "The scheme covers 27 integrated care boards."],
    ["ICBs must halve their costs.", "Integrated care boards must cut their costs by 50%."],
  ])("%s is supported", (claim, quoted) => expect(verdictOn(claim, quoted).reason).toBeNull());

  test.each([
    ["The scheme covers 42 boards.", "The scheme covers 27 boards.", "figure_not_quoted"],
    ["The scheme has been approved.", "The scheme has not been approved.", "negation_changed"],
    ["The scheme is held up at the Cabinet Office.", "The scheme is held up at the Treasury.", "name_not_quoted"],
    ["Plans are due by 31 May 2026.", "Plans are due by 31 May 2025.", "date_not_quoted"],
    ["The scheme covers 27 boards, see evil.example.", "The scheme covers 27 boards.", "foreign_link"],
    ["<!here> The scheme covers 27 boards.", "The scheme covers 27 boards.", "markup"],
    ["The sch\u0435me covers 27 boards.", "The scheme covers 27 boards.", "foreign_script"],
    ["Le r\u00E9gime couvre 27 conseils.", "The scheme covers 27 boards.", "foreign_script"],
  ])("%s is cut", (claim, quoted, reason) => expect(verdictOn(claim, quoted).reason).toBe(reason));
});
