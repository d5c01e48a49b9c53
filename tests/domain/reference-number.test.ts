import { expect, test } from "vitest";
import { newAnswerId, newCaseId } from "../../src/adapters/new-reference-number.ts";
import { readReferenceNumber } from "../../src/domain/reference-number.ts";

test.each([
  ["A-7K3M9Q2T4V", "A-7K3M9Q2T4V"],
  ["a7k3m9q2t4v", "A-7K3M9Q2T4V"],
  [" a \u2013 7k3m-9q2t 4v ", "A-7K3M9Q2T4V"],
  ["A-OoIiLl0000", "A-0011110000"],
  ["C-7K3M9Q", null],
  ["A-7K3M9QU", null],
  ["A-", null],
  ["A-7K3M!", null],
  ["", null],
])("%j is read as %s", (typed, number) => {
  expect(readReferenceNumber(typed, "A")).toBe(number);
});

test("new numbers are long enough to be nobody's guess, never the same, and read back as they are", () => {
  const answers = Array.from({ length: 500 }, newAnswerId);
  expect(new Set(answers).size).toBe(500);
  for (const id of answers) {
    expect(id).toMatch(/^A-[0-9A-HJKMNP-TV-Z]{10}$/u);
    expect(readReferenceNumber(id.toLowerCase(), "A")).toBe(id);
  }
  expect(new Set(answers.flatMap((id) => [...id.slice(2)])).size).toBe(32);
  expect(newCaseId()).toMatch(/^C-[0-9A-HJKMNP-TV-Z]{6}$/u);
});
