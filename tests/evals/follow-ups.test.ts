import { expect, test } from "vitest";
import { StandaloneRow } from "../../evals/eval-row.ts";
import { readRows } from "../../evals/read-rows.ts";
import { scoreFollowUps } from "../../evals/score-follow-ups.ts";
import { createWordClasses } from "../../src/adapters/wink-word-classes.ts";
import { standaloneQuestion } from "../../src/retrieval/standalone-question.ts";

const file = new URL("../../evals/datasets/follow-ups-standalone.jsonl", import.meta.url).pathname;
const rows = readRows(file, StandaloneRow);
const classes = createWordClasses();

const measured = (of: readonly StandaloneRow[]): Record<string, number> => {
  const report = scoreFollowUps(
    "follow-ups",
    "",
    of.map((row) => ({ row, made: standaloneQuestion(classes, row.question, row.history) })),
  );
  return Object.fromEntries(report.metrics.map(({ name, value }) => [name, value]));
};

test.each(["tune", "held"] as const)("follow-ups kept for %s are made to stand alone", (split) => {
  const figures = measured(rows.filter((row) => row.split === split));
  expect(figures["follow-ups.right"]).toBeGreaterThanOrEqual(0.9);
  expect(figures["follow-ups.leftAlone"]).toBeGreaterThanOrEqual(0.95);
  expect(figures["follow-ups.rightNotFlagged"]).toBeGreaterThanOrEqual(0.7);
});

test("the earlier answers tell what many follow-ups mean", () => {
  const withoutAnswers = rows.map((row) => ({ ...row, history: row.history.map(({ question }) => ({ question })) }));
  expect(measured(withoutAnswers)["follow-ups.right"]).toBeLessThan(measured(rows)["follow-ups.right"]! - 0.08);
});

test("the scorer does not take a question as it was asked for one that stands alone", () => {
  const asAsked = rows.map((row) => ({
    row,
    made: { text: row.question, usedHistory: false, unclear: false, unresolved: false },
  }));
  expect(scoreFollowUps("follow-ups", "", asAsked).metrics[0]?.value).toBeLessThan(0.3);
});
