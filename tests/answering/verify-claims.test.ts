import { describe, expect, test } from "vitest";
import { verifyClaims } from "../../src/answering/verify-claims.ts";
import type { DraftedClaim } from "../../src/domain/answer.ts";
import type { DocumentRecord } from "../../src/domain/document.ts";
import type { Passage } from "../../src/domain/passage.ts";

const text = "The scheme isn\u2019t open yet. It covers 27 boards.";
const passage: Passage = {
  id: "s#1",
  sourceId: "s",
  ordinal: 0,
  heading: [],
  anchor: null,
  page: null,
  text,
  sentences: [],
  digest: "",
};
const passages = new Map([["s#1", { passage, document: { sourceId: "s" } as DocumentRecord }]]);
const claim = (over: Partial<DraftedClaim> & { quote?: string; start?: number; passageId?: string }): DraftedClaim => {
  const quote = over.quote ?? "It covers 27 boards.";
  const start = over.start ?? text.indexOf(quote);
  return {
    text: over.text ?? quote,
    listItem: false,
    quotations: over.quotations ?? [{ passageId: over.passageId ?? "s#1", start, end: start + quote.length, text: quote }],
  };
};
const verdict = (drafted: DraftedClaim) => verifyClaims([drafted], passages).verdicts[0];

describe("verify claims", () => {
  test("a sentence of the passage is proved", () => {
    const { answer } = verifyClaims([claim({})], passages);
    expect(answer?.claims).toHaveLength(1);
  });
  test("typographic quotes may differ between claim and quotation", () =>
    expect(verdict(claim({ quote: "The scheme isn\u2019t open yet.", text: "The scheme isn't open yet." }))?.verdict).toBe(
      "supported",
    ));
  test.each([
    ["a changed figure in the claim", claim({ text: "It covers 42 boards." }), "claim_not_in_quotations"],
    ["a changed figure in the quotation", claim({ quote: "It covers 42 boards.", start: 28 }), "quotation_not_found"],
    ["a quotation at the wrong place", claim({ start: 3 }), "quotation_not_found"],
    ["a passage that is not stored", claim({ passageId: "s#9" }), "unknown_passage"],
    ["no quotation", claim({ quotations: [] }), "no_quotation"],
    ["no words", claim({ text: "  " }), "empty_claim"],
  ])("%s is cut", (_, drafted, reason) => {
    expect(verdict(drafted)?.reason).toBe(reason);
    expect(verifyClaims([drafted], passages).answer).toBeNull();
  });
  test("what stands is kept when another claim is cut", () => {
    const { answer } = verifyClaims([claim({ text: "Nonsense." }), claim({})], passages);
    expect(answer?.claims.map((kept) => kept.text)).toEqual(["It covers 27 boards."]);
  });
});
