import { expect, test } from "vitest";
import { quotedInstead } from "../../src/answering/quoted-instead.ts";
import { type ClaimVerdict, verifyClaims } from "../../src/answering/verify-claims.ts";
import type { DocumentRecord } from "../../src/domain/document.ts";
import type { Passage } from "../../src/domain/passage.ts";

const lines = [
  "Fees rise in May.",
  "You cannot claim for:",
  "travel to work",
  "meals at work",
  "A fee is due.",
  "It is late.",
  "Ask.",
];
const text = lines.join("\n");
const passage: Passage = {
  id: "s#1",
  sourceId: "s",
  ordinal: 0,
  heading: [],
  anchor: null,
  page: null,
  text,
  digest: "",
  sentences: lines.map((line, block) => {
    const start = lines.slice(0, block).join("\n").length + (block === 0 ? 0 : 1);
    const isItem = block === 2 || block === 3;
    return { start, end: start + line.length, kind: isItem ? "list_item" : "paragraph", block, introducedBy: isItem ? 1 : null };
  }),
};
const passages = new Map([["s#1", { passage, document: { sourceId: "s" } as DocumentRecord }]]);
const quote = (from: number, to = from) => {
  const [start, end] = [passage.sentences[from]!.start, passage.sentences[to]!.end];
  return { passageId: "s#1", start, end, text: text.slice(start, end) };
};
const cutBecause = (reason: ClaimVerdict["reason"], ...quotations: ReturnType<typeof quote>[]): ClaimVerdict => ({
  claim: { text: "Fees go up.", quotations, listItem: false },
  verdict: "not_enough_evidence",
  reason,
});
const textsFor = (verdict: ClaimVerdict) => quotedInstead(verdict, passages).map((claim) => claim.text);

test("a claim that was not proved gives way to the sentence it quotes, which proves itself", () => {
  const instead = quotedInstead(cutBecause("words_not_quoted", quote(0)), passages);
  expect(verifyClaims(instead, passages).answer?.claims.map((claim) => claim.text)).toEqual(["Fees rise in May."]);
});
test("a bullet comes below the line that introduces it, and no sentence twice", () =>
  expect(textsFor(cutBecause("negation_changed", quote(3), quote(2, 3)))).toEqual([
    "You cannot claim for:",
    "meals at work",
    "travel to work",
  ]));
test.each([
  ["supported", { ...cutBecause(null, quote(0)), verdict: "supported" as const }],
  ["written as markup", cutBecause("markup", quote(0))],
  ["with a foreign link", cutBecause("foreign_link", quote(0))],
  ["with a quotation that is not there", cutBecause("quotation_not_found", { ...quote(0), text: "Fees fall in May." })],
  ["quoting half a page", cutBecause("words_not_quoted", quote(0), quote(4, 6))],
])("nothing takes the place of a claim %s", (_, verdict) => expect(textsFor(verdict)).toEqual([]));
