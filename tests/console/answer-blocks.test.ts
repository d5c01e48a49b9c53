import { expect, test } from "vitest";
import { answerBlocks } from "../../src/console/answer-blocks.ts";

const plain = (blocks: ReturnType<typeof answerBlocks>) =>
  blocks.map(({ kind, lines }) => [
    kind,
    ...lines.map((line) => line.map((run) => (run.kind === "text" ? run.text : `<${run.number}>`)).join("")),
  ]);

test("paragraphs, lists and marks are kept in order", () => {
  expect(plain(answerBlocks("Lead: [1]\n- one [1]\n\u2022 two [2]\nAfter.\n\nLast\nline.", [1, 2]))).toEqual([
    ["paragraph", "Lead: <1>"],
    ["list", "one <1>", "two <2>"],
    ["paragraph", "After."],
    ["paragraph", "Last", "line."],
  ]);
});

test("a number in brackets that is no citation stays the source's own text", () => {
  expect(plain(answerBlocks("Rule [7] applies [1].", [1]))).toEqual([["paragraph", "Rule [7] applies <1>."]]);
});

test("what the page shows elsewhere is left out, unless nothing else would be left", () => {
  expect(plain(answerBlocks("Text.\n\nMind the date.\n\nRing us.", [], ["Mind the date.", "Ring us.", ""]))).toEqual([
    ["paragraph", "Text."],
  ]);
  expect(plain(answerBlocks("Ring us.", [], ["Ring us."]))).toEqual([["paragraph", "Ring us."]]);
});

test("words that only begin or end like a notice are kept", () => {
  expect(plain(answerBlocks("Ring us. Today.\nOr: Ring us.\nRing us.", [], ["Ring us."]))).toEqual([
    ["paragraph", "Ring us. Today.", "Or: Ring us."],
  ]);
});

test("a minus sign inside a line is no bullet", () => {
  expect(plain(answerBlocks("-5 degrees\nwell-known", []))).toEqual([["paragraph", "-5 degrees", "well-known"]]);
});
