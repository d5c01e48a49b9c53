import { describe, expect, test } from "vitest";
import { answerCurve } from "../../evals/scorers/answer-curve.ts";
import { confusion } from "../../evals/scorers/confusion.ts";
import { evidenceRank, quotesWithEvidence } from "../../evals/scorers/evidence.ts";
import { judgeRow } from "../../evals/scorers/judge-row.ts";
import { reliability } from "../../evals/scorers/reliability.ts";
import { areaUnderCurve, rocAuc } from "../../evals/scorers/roc-auc.ts";
import { share } from "../../evals/scorers/share.ts";
import { askRow, citation } from "./ask-row.ts";

const broken = (checks: ReturnType<typeof judgeRow>): string[] =>
  checks.filter((check) => !check.passed).map((check) => check.check);

describe("judgeRow", () => {
  test("passes an answer that keeps every expectation", () => {
    const expect_ = { outcome: "answered", source: "pay-page", mustMatch: ["april"], mustNotMatch: ["may"] } as const;
    const checks = judgeRow({ ...expect_, mustMatch: ["april"], mustNotMatch: ["may"] }, askRow());
    expect(checks).toHaveLength(4);
    expect(broken(checks)).toEqual([]);
  });

  test.each([
    [{ outcome: "handed_over" as const }, "outcome"],
    [{ outcomeNot: ["declined" as const, "answered" as const] }, "outcomeNot"],
    [{ source: "leave-page" }, "source"],
    [{ sourceAny: ["leave-page", "other"] }, "sourceAny"],
    [{ sourceNot: "pay-page" }, "sourceNot"],
    [{ mustMatch: ["\\bMay\\b"] }, "mustMatch"],
    [{ mustNotMatch: ["april"] }, "mustNotMatch"],
    [{ noticeMatch: "past" }, "noticeMatch"],
    [{ dueOn: "2025-07-01" }, "dueOn"],
    [{ priority: "urgent" as const }, "priority"],
  ])("notices %j broken", (expectation, name) => {
    expect(broken(judgeRow(expectation, askRow()))).toEqual([name]);
  });

  test("notices a notice that should not be there", () => {
    expect(broken(judgeRow({ noNoticeMatch: "past" }, askRow({ notices: ["This meeting is PAST."] })))).toEqual([
      "noNoticeMatch",
    ]);
  });

  test("leaves facts and sources of a missing answer to the outcome", () => {
    const checks = judgeRow(
      { outcome: "answered", source: "pay-page", mustMatch: ["april"] },
      askRow({ outcome: "handed_over", citations: [] }),
    );
    expect(checks.map((check) => check.check)).toEqual(["outcome"]);
  });

  test("takes a source with the ending of its file for the same", () => {
    expect(broken(judgeRow({ source: "pay-page.html" }, askRow()))).toEqual([]);
    expect(broken(judgeRow({ source: "pay-page" }, askRow({ citations: [citation({ sourceId: "pay-page.txt" })] })))).toEqual([]);
  });
});

describe("evidence", () => {
  const evidence = ["You’ll need  the consent of everyone.", "yes"];
  test("is found in the first passage that holds a sentence of it, white space and quotes folded", () => {
    expect(evidenceRank(evidence, ["Nothing, yes.", "First. You'll need\nthe consent of everyone. Last."])).toBe(2);
    expect(evidenceRank(evidence, ["Nothing, yes."])).toBeNull();
  });
  test("counts a quotation that contains evidence or is a long enough part of it", () => {
    const quotes = [
      "So: you’ll need the consent of everyone. Or not.",
      "the consent of everyone",
      "everyone",
      "something quite different",
    ];
    expect(quotesWithEvidence(evidence, quotes)).toEqual({ holding: 2, quotes: 4 });
  });
});

describe("rocAuc", () => {
  const rows = (positive: number[], negative: number[]) => [
    ...positive.map((score) => ({ score, positive: true })),
    ...negative.map((score) => ({ score, positive: false })),
  ];
  test.each([
    [rows([0.9, 0.8], [0.1, 0.2]), 1],
    [rows([0.1], [0.9]), 0],
    [rows([0.5, 0.5], [0.5]), 0.5],
    [rows([0.9, 0.3], [0.5, 0.3]), 0.625],
  ])("counts pairs in the right order, ties by half", (labelled, area) => {
    expect(areaUnderCurve(labelled)).toBeCloseTo(area, 12);
  });
  test("bounds the area, the same way every time, and needs both labels", () => {
    const labelled = rows([0.9, 0.7, 0.6, 0.4], [0.8, 0.3, 0.2, 0.1]);
    const auc = rocAuc(labelled)!;
    expect(auc.low).toBeLessThanOrEqual(auc.value);
    expect(auc.high).toBeGreaterThanOrEqual(auc.value);
    expect(auc.low).toBeLessThan(auc.high);
    expect(rocAuc(labelled)).toEqual(auc);
    expect(rocAuc(rows([0.5], []))).toBeNull();
  });
});

test("answerCurve sweeps from nothing to everything answered", () => {
  const curve = answerCurve([
    { score: 0.9, positive: true },
    { score: 0.6, positive: false },
    { score: 0.6, positive: true },
    { score: 0.2, positive: false },
  ]);
  expect(curve.map(({ answerRate, wrongRate }) => [answerRate, wrongRate])).toEqual([
    [0, 0],
    [0.5, 0],
    [1, 0.5],
    [1, 1],
  ]);
  expect(answerCurve([{ score: 1, positive: true }])).toEqual([]);
});

test("reliability compares what was said with what was true", () => {
  const found = reliability([
    { score: 0.95, positive: true },
    { score: 0.95, positive: true },
    { score: 0.05, positive: true },
    { score: 1, positive: false },
  ])!;
  expect(found.bins.map((bin) => bin.count)).toEqual([1, 3]);
  expect(found.calibrationError).toBeCloseTo(0.25 * 0.95 + 0.75 * Math.abs(2.9 / 3 - 2 / 3), 12);
  expect(found.brier).toBeCloseTo((0.05 ** 2 * 2 + 0.95 ** 2 + 1) / 4, 12);
  expect(reliability([])).toBeNull();
});

test("confusion counts true routes by given routes", () => {
  const found = confusion([
    { expected: "personal", got: "personal" },
    { expected: "personal", got: "general" },
    { expected: "general", got: "general" },
  ]);
  expect(found.routes).toEqual(["general", "personal"]);
  expect(found.counts).toEqual([
    [1, 0],
    [1, 1],
  ]);
  expect(found.accuracy).toBeCloseTo(2 / 3, 12);
  expect(found.perRoute).toEqual([
    { route: "general", count: 1, recall: 1, precision: 0.5 },
    { route: "personal", count: 2, recall: 0.5, precision: 1 },
  ]);
});

test("share gives the Wilson interval and nothing for nothing", () => {
  const found = share([...Array<boolean>(9).fill(true), false])!;
  expect([found.passed, found.count, found.value]).toEqual([9, 10, 0.9]);
  // Wilson 95 % for 9 of 10: 0.596 to 0.982.
  expect(found.low).toBeCloseTo(0.596, 3);
  expect(found.high).toBeCloseTo(0.982, 3);
  expect(share([])).toBeNull();
});
