import { describe, expect, test } from "vitest";
import { compareModes, comparisonLines } from "../../evals/compare-modes.ts";
import { spendingWords } from "../../evals/model-spending.ts";
import { comparisonSection } from "../../evals/reporting/comparison-section.ts";
import { emptySuite, type Metric } from "../../evals/suite-report.ts";

const metric = (name: string, passed: number, count: number): Metric => ({
  name,
  value: passed / count,
  low: 0,
  high: 1,
  count,
  passed,
  words: `words of ${name.split(".")[1]}`,
});
const extractive = { ...emptySuite("seeds", "Seeds"), metrics: [metric("seeds.right", 1, 4), metric("seeds.onlyHere", 1, 1)] };
const byModel = {
  ...emptySuite("seeds-model", "Seeds"),
  metrics: [metric("seeds-model.right", 3, 4), metric("seeds-model.wordedByModel", 1, 2)],
};
const comparison = compareModes(extractive, byModel, { model: "tiny <1> at localhost", spending: "$0.10 in 2 calls" });

test("the cost of a run is what came on top, and a cap that was reached is said", () => {
  const before = { usd: 1, calls: 10 };
  expect(spendingWords(before, { usd: 1.5, calls: 30 }, 5)).toBe("$0.50 in 20 calls");
  expect(spendingWords(before, { usd: 4.9, calls: 90 }, 5)).toContain("OPENAI_DAILY_CAP_USD (5) was reached");
});

describe("compareModes", () => {
  test("sets each figure beside its twin and leaves out what only one mode has", () => {
    expect(comparison.rows.map(({ name, extractive: a, model: b }) => [name, a.passed, b.passed])).toEqual([["right", 1, 3]]);
    expect(comparison.worded?.value).toBe(0.5);
  });

  test("prints both figures, the difference in points and the share that the model worded", () => {
    const lines = comparisonLines(comparison).join("\n");
    expect(lines).toContain("tiny <1> at localhost, which worded 0.500 (1 of 2)");
    expect(lines).toContain("$0.10 in 2 calls");
    expect(lines).toMatch(/right +0\.250 \(1 of 4\) +0\.750 \(3 of 4\) +\+50\.0/);
  });

  test("goes into the page escaped, or says why no model was tried", () => {
    const page = comparisonSection([comparison], null);
    expect(page).toContain("tiny &lt;1&gt; at localhost");
    expect(page).toContain("0.750 (3 of 4)");
    expect(comparisonSection([], "there is no OPENAI_API_KEY")).toContain("Model mode was skipped: there is no OPENAI_API_KEY");
  });
});
