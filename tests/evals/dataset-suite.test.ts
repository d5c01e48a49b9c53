import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runBatch } from "../../evals/run-batch.ts";
import { runDatasetSuite } from "../../evals/suites/dataset-suite.ts";
import type { SuiteSettings } from "../../evals/suites/suite-settings.ts";
import type { AskRow } from "../../src/domain/answer.ts";
import { askRow } from "./ask-row.ts";

/** A stand-in for the command line: answers what it is asked, and writes down the flags it was given. */
const command = `
import { appendFileSync, readFileSync } from "node:fs";
const args = process.argv.slice(2);
const flag = (name) => args[args.indexOf(name) + 1];
appendFileSync("keys.txt", JSON.stringify([process.env.OPENAI_API_KEY, process.env.EMBEDDINGS]) + "\\n");
appendFileSync("flags.txt", args.filter((arg) => !arg.includes("/")).join(" ") + "\\n");
const rows = readFileSync(flag("--in"), "utf8").trim().split("\\n").map((line) => JSON.parse(line));
if (rows.some((row) => row.question === "break")) { console.error("it broke"); process.exit(1); }
const answer = JSON.parse(readFileSync("answer.json", "utf8"));
if (rows.some((row) => row.question === "lose")) rows.pop();
for (const row of rows) console.log(JSON.stringify({ ...answer, id: row.id, question: row.question }));
`;

const root = mkdtempSync(join(tmpdir(), "evals-"));
const knowledgeDir = join(root, "pages");
const settings: SuiteSettings = {
  root,
  sharedDir: join(root, "shared"),
  outDir: join(root, "out"),
  dataRoot: join(root, "data"),
  split: "all",
};

beforeAll(() => {
  mkdirSync(join(root, "evals", "datasets"), { recursive: true });
  mkdirSync(knowledgeDir);
  symlinkSync(resolve("tools"), join(root, "tools"));
  writeFileSync(join(root, "ask.mjs"), command);
  writeFileSync(join(root, "package.json"), '{"type":"module","scripts":{"ask":"node ask.mjs","search":"node ask.mjs"}}');
  writeFileSync(join(root, "answer.json"), JSON.stringify(askRow()));
  writeFileSync(join(knowledgeDir, "pay-page.md"), "# Pay\n\nPay rises in April.\n");
  const rows = [
    { id: "right", question: "When?", now: "2025-06-20", expect: { outcome: "answered", mustMatch: ["april"] }, split: "tune" },
    { id: "wrong", question: "How much?", now: "2026-01-05", expect: { outcome: "handed_over" }, split: "held" },
  ];
  writeFileSync(join(root, "evals", "datasets", "own-facts.jsonl"), rows.map((row) => JSON.stringify(row)).join("\n"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const place = { root, knowledgeDir, dataDir: join(root, "data"), now: "2025-06-20", extra: ["--route", "answer"] };
const suite = { name: "own", title: "Own", knowledgeDir, prefix: "own-" };

describe("runDatasetSuite", () => {
  test("asks each row on its own day and scores answers and quotations", async () => {
    const report = await runDatasetSuite(suite, settings);
    expect(report.skipped).toBeNull();
    expect(readFileSync(join(root, "flags.txt"), "utf8").match(/--now \S+/g)).toEqual(["--now 2025-06-20", "--now 2026-01-05"]);
    const values = Object.fromEntries(report.metrics.map((metric) => [metric.name, [metric.passed, metric.count]]));
    expect(values).toMatchObject({
      "own.rightAnswers": [1, 1],
      "own.passed.own-facts": [1, 2],
      "own.quotationsFound": [2, 2],
      "own.rowsInContract": [2, 2],
    });
    expect(report.failures.map((failure) => failure.id)).toEqual(["wrong"]);
  });

  test("gives no key to an extractive run, and the key there is to one with a model, whose figures have names of their own", async () => {
    process.env.OPENAI_API_KEY = "sk-from-outside";
    const byModel = await runDatasetSuite(suite, { ...settings, split: "tune", mode: "model" });
    await runDatasetSuite(suite, { ...settings, split: "tune" });
    delete process.env.OPENAI_API_KEY;
    const seen = readFileSync(join(root, "keys.txt"), "utf8").trim().split("\n").slice(-2);
    expect(seen.map((line) => JSON.parse(line))).toEqual([
      ["sk-from-outside", null],
      ["", "bundled"],
    ]);
    expect(byModel.metrics.map((metric) => metric.name)).toContain("own-model.wordedByModel");
    expect(byModel.metrics.every((metric) => metric.name.startsWith("own-model."))).toBe(true);
  });

  test("counts a quotation that is not in the file", async () => {
    const false_ = { ...askRow().citations[0]!, quote: "Pay falls in April.", url: "https://u.example/#:~:text=Pay%20falls" };
    writeFileSync(join(root, "answer.json"), JSON.stringify(askRow({ citations: [false_] })));
    const report = await runDatasetSuite(suite, { ...settings, split: "tune" });
    writeFileSync(join(root, "answer.json"), JSON.stringify(askRow()));
    expect(report.rows).toBe(1);
    expect(report.metrics.find((metric) => metric.name === "own.quotationsFound")).toMatchObject({ passed: 0, count: 1 });
    expect(report.failures.map((failure) => failure.dataset)).toEqual(["quotations"]);
  });

  test("says what it skips for want of a folder or of rows", async () => {
    expect((await runDatasetSuite({ ...suite, knowledgeDir: join(root, "none") }, settings)).skipped).toContain("is not there");
    expect((await runDatasetSuite({ ...suite, prefix: "none-" }, settings)).skipped).toContain("no rows");
  });
});

describe("runBatch", () => {
  test("gives rows in order and passes flags on", async () => {
    const rows = await runBatch<AskRow>(
      "search",
      [
        { id: "b", question: "?" },
        { id: "a", question: "?" },
      ],
      place,
    );
    expect(rows.map((row) => row.id)).toEqual(["b", "a"]);
    expect(readFileSync(join(root, "flags.txt"), "utf8")).toContain("--route answer");
  });
  test.each([
    ["break", "it broke"],
    ["lose", "gave 1 rows for 2"],
  ])("does not take %s for an answer", async (question, words) => {
    const rows = [
      { id: "a", question },
      { id: "b", question },
    ];
    await expect(runBatch("ask", rows, place)).rejects.toThrow(words);
  });
});
