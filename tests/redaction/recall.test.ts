import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { judgeRedaction } from "../../evals/judge-redaction.ts";
import { readRows } from "../../evals/read-rows.ts";
import { RedactionRow } from "../../evals/redaction-row.ts";
import { createScowlDictionary } from "../../src/adapters/scowl-dictionary.ts";
import { createEnglishWords } from "../../src/adapters/subtlex-english-words.ts";
import { printedNames } from "../../src/redaction/public-names.ts";
import { identifiersIn, personalMessages } from "../support/personal-messages.ts";
import { realRedactor } from "../support/redactor.ts";

const redact = realRedactor();
const folder = new URL("../../evals/datasets/", import.meta.url).pathname;

test("of the personal messages no identifier is sent", () => {
  const left = personalMessages().map(({ id, text, identifiers }) => ({
    id,
    left: identifiersIn(redact(text).text, identifiers),
  }));
  expect(left.filter((message) => message.left.length > 0)).toEqual([]);
});

test("of the held messages hardly an identifier is sent", () => {
  const rows = readRows(join(folder, "redaction-held.jsonl"), RedactionRow);
  const judged = rows.map((row) => judgeRedaction(row, redact));
  const identifiers = judged.flatMap((item) => item.identifiers);
  const findings = judged.flatMap((item) => item.findings);
  expect(identifiers.filter(({ caught }) => caught).length / identifiers.length).toBeGreaterThan(0.98);
  expect(findings.filter(({ right }) => right).length / findings.length).toBeGreaterThan(0.98);
  expect(judged.filter((item) => item.identifiers.length === 0 && item.findings.length > 0).map((item) => item.sent)).toEqual([]);
});

describe("questions of the datasets", () => {
  const pages = join(folder, "../../knowledge/pages");
  const texts = readdirSync(pages).map((name) => readFileSync(join(pages, name), "utf8").replaceAll(/<[^>]+>/gu, "\n"));
  const printed = printedNames({ english: createEnglishWords(), dictionary: createScowlDictionary() }, texts);
  const redactPrivate = realRedactor((name) => printed.has(name));
  const questions = readdirSync(folder)
    .filter((name) => /^(?:knowledge|routing|seeds)-/.test(name) && !name.includes("personal"))
    .flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"))
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as { question?: string; text?: string; route?: string })
    .filter(({ route }) => route === undefined || route === "general")
    .map(({ question, text }) => question ?? text ?? "");

  test("are sent as they stand", () => {
    expect(questions.length).toBeGreaterThan(1000);
    const changed = questions.filter((question) => redactPrivate(question).found.length > 0);
    expect(changed).toEqual([]);
  });

  test("keep the names that the pages print, and no others", () => {
    expect([...printed].sort()).toEqual(["jim mackey", "jon restell", "richard barker", "samantha jones", "wes streeting"]);
    expect(redactPrivate("Has Wes Streeting met Wes Okafor?").text).toBe("Has Wes Streeting met [name]?");
    expect(redactPrivate("I'm Jon Restell. Has Jon Restell written?").text).not.toMatch(/I'm Jon/);
  });
});
