import { expect, test } from "vitest";
import { createTermAnalyser } from "../../../src/adapters/porter-stemmer.ts";
import { createWordClasses } from "../../../src/adapters/wink-word-classes.ts";
import { createWordRelations } from "../../../src/adapters/wordnet-relations.ts";
import { createProof } from "../../../src/answering/proof/create-proof.ts";
import type { DocumentRecord } from "../../../src/domain/document.ts";
import { passageOf } from "../../support/small-knowledge.ts";

const prove = createProof({
  terms: createTermAnalyser(),
  wordClasses: createWordClasses(),
  wordRelations: createWordRelations(),
  glossary: { terms: [] },
});
const document = { sourceId: "s", title: "Guide", publisher: "Union", updatedOn: "2025-06-06" } as DocumentRecord;
const reasonFor = (claim: string, quoted: string) => {
  const passage = passageOf("s", 0, ["Guide"], [quoted]);
  return prove(claim, [{ passage, document, start: 0, end: passage.text.length }])?.reason ?? null;
};

/** Found by the hostile model: none of these is read by a rule for figures or for words of English. */
test.each([
  ["digits of another script", "The scheme covers \u0662\u0667 boards.", "The scheme covers 27 boards.", "foreign_script"],
  ["a raised digit", "The scheme covers \u00b2\u2077 boards.", "The scheme covers 27 boards.", "foreign_script"],
  ["another currency", "The permit costs \u20ac18.", "The permit costs \u00a318.", "foreign_script"],
  ["text in a code", "VGhlIHNjaGVtZSBjb3ZlcnMgMjcgYm9hcmRz.", "The scheme covers 27 boards.", "name_not_quoted"],
  [
    "a form that is not quoted",
    "The scheme covers 27 boards and needs a P45.",
    "The scheme covers 27 boards.",
    "name_not_quoted",
  ],
])("%s is cut", (_, claim, quoted, reason) => expect(reasonFor(claim, quoted)).toBe(reason));

test("a number with its unit in one word stands", () =>
  expect(reasonFor("It is a 12-month contract.", "The contract is for 12 months.")).toBeNull());
