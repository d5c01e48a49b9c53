import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readRows } from "../../evals/read-rows.ts";
import { RedactionRow, readMarked } from "../../evals/redaction-row.ts";
import { identifiersIn, personalMessages } from "../support/personal-messages.ts";

const folder = new URL("../../evals/datasets/", import.meta.url);
const rows = readdirSync(folder)
  .filter((name) => name.startsWith("redaction-"))
  .flatMap((name) => readRows(new URL(name, folder).pathname, RedactionRow));
const marked = rows.map((row) => ({ row, ...readMarked(row.marked) }));
const identifiers = marked.flatMap((message) => message.identifiers);
const ofKind = (kind: string): string[] =>
  identifiers.filter((found) => found.kind === kind).map(({ text }) => text.normalize("NFKC"));
const lettersAndDigits = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, "").toUpperCase();

test("there are enough messages and identifiers, tuned on and held", () => {
  expect(rows.length).toBeGreaterThanOrEqual(850);
  expect(identifiers.length).toBeGreaterThanOrEqual(1100);
  expect(rows.filter(({ split }) => split === "held").length / rows.length).toBeGreaterThan(0.45);
  expect(marked.filter((message) => message.identifiers.length === 0).length).toBeGreaterThanOrEqual(100);
});

test("no id and no message stands there twice, and no mark is left open", () => {
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  expect(new Set(marked.map(({ text }) => text)).size).toBe(rows.length);
  expect(marked.filter(({ text }) => /\{\{|\}\}/.test(text)).map(({ row }) => row.id)).toEqual([]);
});

describe("nobody is meant", () => {
  test("NHS numbers are of the range for tests, 999, or break the check", () => {
    const others = ofKind("nhs_number")
      .map(lettersAndDigits)
      .filter((text) => !text.startsWith("999"));
    expect(others.sort()).toEqual(["1112223333", "1234567890"]);
  });

  test("National Insurance numbers have prefixes that are never given out", () => {
    const prefixes = new Set(ofKind("ni_number").map((text) => lettersAndDigits(text.replaceAll("\u200B", "")).slice(0, 2)));
    expect([...prefixes].sort()).toEqual(["BG", "GB", "KN", "NK", "NT", "QQ", "TN", "ZZ"]);
  });
});

describe("personal messages", () => {
  const messages = personalMessages();

  test("are 120 and more, each with an identifier", () => {
    expect(messages.length).toBeGreaterThanOrEqual(120);
    expect(messages.filter((message) => message.identifiers.length === 0)).toEqual([]);
  });

  test("hold each identifier where it is marked and nowhere else", () => {
    const withoutMarked = messages.map(({ id, text, identifiers: own }) => {
      const rest = own.toReversed().reduce((left, { start, end }) => `${left.slice(0, start)} · ${left.slice(end)}`, text);
      return { id, again: identifiersIn(rest, own) };
    });
    expect(withoutMarked.filter(({ again }) => again.length > 0)).toEqual([]);
  });
});
