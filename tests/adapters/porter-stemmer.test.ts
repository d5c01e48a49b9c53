import { expect, test } from "vitest";
import { createTermAnalyser } from "../../src/adapters/porter-stemmer.ts";

const analyser = createTermAnalyser();
const words = (text: string): string[] => analyser.terms(text).map((term) => term.word);
const stems = (text: string): string[] => analyser.terms(text).map((term) => term.stem);

test("keeps amounts, percentages, hyphens and apostrophes whole", () => {
  expect(words("Pay £1,200.50 or 4.5% to Arm’s‑Length Bodies in 2025-26, don't wait")).toEqual([
    "pay",
    "£1,200.50",
    "or",
    "4.5%",
    "to",
    "arm's-length",
    "bodies",
    "in",
    "2025",
    "26",
    "don't",
    "wait",
  ]);
});

test("points at the words as they stand in the text", () => {
  const text = "  NHS’s “Model ICB”, £25 per head";
  for (const term of analyser.terms(text))
    expect(text.slice(term.start, term.end).toLowerCase().replaceAll("’", "'")).toBe(term.word);
});

test("matches inflected forms and possessives, and leaves UK spellings alone", () => {
  expect(new Set(stems("redundancy redundancies"))).toEqual(new Set(["redund"]));
  expect(new Set(stems("employer employer's employers’"))).toEqual(new Set(["employ"]));
  expect(stems("organisation")).not.toEqual(stems("organization"));
});

test("reads an amount the same with and without its thousands comma or empty pence", () => {
  expect(stems("£120,000")).toEqual(stems("£120000.00"));
  expect(stems("£25")).not.toEqual(stems("25"));
});

test("finds nothing in emoji and marks, and something in accented words", () => {
  expect(words("🙂 … — !!")).toEqual([]);
  expect(stems("Café")).toEqual(stems("cafe"));
});

test.each([
  ["re-design", "redesign"],
  ["e-mails", "email"],
  ["co-operation", "cooperation"],
])("%s and %s are one word", (hyphened, plain) => {
  const { stem } = createTermAnalyser();
  expect(stem(hyphened)).toBe(stem(plain));
});
