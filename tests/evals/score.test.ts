import { describe, expect, test } from "vitest";
import { type AnsweredRow, scoreAnswers } from "../../evals/score.ts";
import { scoreRouting } from "../../evals/score-routing.ts";
import { type SharedResult, scoreShared } from "../../evals/score-shared.ts";
import { shortfalls } from "../../evals/shortfalls.ts";
import { emptySuite, type SuiteReport, skippedSuite } from "../../evals/suite-report.ts";
import type { AskRow } from "../../src/domain/answer.ts";
import { askRow, citation } from "./ask-row.ts";

const handedOver = (given: Partial<AskRow> = {}): AskRow =>
  askRow({
    outcome: "handed_over",
    reason: "not_in_sources",
    text: "A rep has it.",
    claims: [],
    citations: [],
    confidence: 0.1,
    ...given,
  });

const figureOf = (report: SuiteReport, name: string): [number, number] | undefined => {
  const metric = report.metrics.find((candidate) => candidate.name === name);
  return metric && [metric.passed ?? metric.value, metric.count];
};

describe("scoreAnswers", () => {
  const item = (dataset: string, id: string, expectation: AnsweredRow["row"]["expect"], got: AskRow): AnsweredRow => ({
    dataset,
    row: { id, question: `question ${id}`, expect: expectation },
    got,
  });
  const report = scoreAnswers("seeds", "Seeds", [
    item("seeds-facts", "right", { outcome: "answered", source: "pay-page", mustMatch: ["April"] }, askRow()),
    item("seeds-facts", "wrong", { outcome: "answered", source: "pay-page", mustMatch: ["May"] }, askRow()),
    item("seeds-facts", "missing", { outcome: "answered", source: "pay-page", mustMatch: ["April"] }, handedOver()),
    item("seeds-unanswerable", "guess", { outcomeNot: "answered" }, askRow({ confidence: 0.95 })),
    item("seeds-unanswerable", "abstained", { outcomeNot: "answered" }, handedOver({ confidence: 0.05 })),
    item("seeds-personal", "personal", { outcome: "handed_over", dueOn: "2025-07-01" }, handedOver({ confidence: null })),
    item("seeds-time-traps", "trap", { mustNotMatch: ["April"] }, askRow()),
  ]);

  test("counts each kind of row by itself", () => {
    expect(figureOf(report, "seeds.rightAnswers")).toEqual([1, 3]);
    expect(figureOf(report, "seeds.answeredWhenAnswerable")).toEqual([2, 3]);
    expect(figureOf(report, "seeds.abstainedWhenNot")).toEqual([1, 2]);
    expect(figureOf(report, "seeds.personalHandedOver")).toEqual([1, 1]);
    expect(figureOf(report, "seeds.timeTraps")).toEqual([0, 1]);
    expect(figureOf(report, "seeds.rightFacts")).toEqual([1, 2]);
    expect(figureOf(report, "seeds.dueOnExact")).toEqual([0, 1]);
    expect(figureOf(report, "seeds.passed.seeds-facts")).toEqual([1, 3]);
    // 0.9, 0.9, 0.1 against 0.95, 0.05: three of six pairs stand in the right order.
    expect(figureOf(report, "seeds.confidenceAuc")).toEqual([0.5, 5]);
    expect(report.operatingPoint).toEqual({ answerRate: 2 / 3, wrongRate: 1 / 2 });
  });

  test("lists every failing row with what was expected and got", () => {
    expect(report.failures.map((failure) => failure.id)).toEqual(["wrong", "missing", "guess", "personal", "trap"]);
    expect(report.failures[1]).toMatchObject({ expected: ["outcome: answered"], got: ["handed_over (not_in_sources)"] });
  });
});

describe("scoreShared", () => {
  const evidence = ["Pay rises in April every year."];
  const question = (id: string, given: Partial<SharedResult["question"]> = {}) => ({
    id,
    question: "When?",
    scenario: "I work.",
    answerable: true,
    page: "pay-page.html",
    evidence,
    near_miss: false,
    ...given,
  });
  const found = (...texts: string[]) => ({
    id: "x",
    hits: texts.map((text, index) => ({ rank: index + 1, passageId: "p", sourceId: "pay-page", text, score: 1 })),
  });
  const report = scoreShared("govuk", "GOV.UK", [
    {
      set: "guide",
      question: question("a"),
      found: found("Pay rises in April every year. Indeed."),
      got: askRow({
        citations: [
          citation({ quote: "Pay rises in April every year." }),
          citation({ number: 2, quote: "Nothing of the kind." }),
        ],
      }),
    },
    { set: "guide", question: question("b"), found: found("No.", "No.", "Pay rises in April every year."), got: handedOver() },
    { set: "marked_unanswerable", question: question("c", { answerable: false, evidence: [] }), found: null, got: handedOver() },
    {
      set: "out_of_corpus",
      question: question("d", { near_miss: true, evidence: [] }),
      found: null,
      got: askRow({ confidence: 0.4 }),
    },
  ]);

  test("scores retrieval, quotations and abstaining", () => {
    expect(figureOf(report, "govuk.evidenceHitAt1")).toEqual([1, 2]);
    expect(figureOf(report, "govuk.evidenceHitAt5")).toEqual([2, 2]);
    expect(figureOf(report, "govuk.quotesHoldEvidence")).toEqual([1, 2]);
    expect(figureOf(report, "govuk.answersHoldEvidence")).toEqual([1, 1]);
    expect(figureOf(report, "govuk.answersCiteRightPage")).toEqual([1, 1]);
    expect(figureOf(report, "govuk.abstainedWhenNot")).toEqual([0, 1]);
    expect(figureOf(report, "govuk.abstainedMarked")).toEqual([1, 1]);
    expect(figureOf(report, "govuk.confidenceAuc")).toEqual([0.5, 3]);
    expect(report.failures.map((failure) => failure.id)).toEqual(["b", "d"]);
  });
});

test("scoreRouting counts a personal matter as caught when any rep gets it", () => {
  const routed = (route: "personal" | "deadline", got: "deadline" | "general") => ({
    dataset: "routing",
    row: { id: `${route}-${got}`, text: "…", route },
    got,
    certainty: 0.5,
    why: "does",
  });
  const report = scoreRouting("Routing", [
    routed("personal", "deadline"),
    routed("personal", "general"),
    routed("deadline", "deadline"),
  ]);
  expect(figureOf(report, "routing.accuracy")).toEqual([1, 3]);
  expect(figureOf(report, "routing.personalCaught")).toEqual([2, 3]);
});

describe("shortfalls", () => {
  const metric = { name: "seeds.rightAnswers", value: 0.8, low: 0.7, high: 0.9, count: 10, passed: 8, words: "" };
  const ran = { ...emptySuite("seeds", "Seeds"), metrics: [metric] };
  const names = (suites: SuiteReport[], thresholds: Record<string, { min?: number; max?: number }>, partial = false): string[] =>
    shortfalls(suites, thresholds, partial).map((shortfall) => shortfall.name);

  test("names a figure below its least or above its most, and no other", () => {
    expect(names([ran], { "seeds.rightAnswers": { min: 0.9 } })).toEqual(["seeds.rightAnswers"]);
    expect(names([ran], { "seeds.rightAnswers": { max: 0.7 } })).toEqual(["seeds.rightAnswers"]);
    expect(names([ran], { "seeds.rightAnswers": { min: 0.8 } })).toEqual([]);
  });
  test("does not let a figure that was renamed or lost pass unseen", () => {
    expect(names([ran], { "seeds.rightAnswer": { min: 0.1 } })).toEqual(["seeds.rightAnswer"]);
    expect(names([ran], { "seeds.rightAnswer": { min: 0.1 } }, true)).toEqual([]);
  });
  test("leaves suites alone that did not run", () => {
    expect(names([ran, skippedSuite("govuk", "GOV.UK", "not there")], { "govuk.confidenceAuc": { min: 0.85 } })).toEqual([]);
  });
});

test("a figure between its floor and its promise is reported and does not fail the run; under the floor it does", () => {
  const metric = (value: number) => ({ name: "seeds.x", words: "x", value, passed: null, count: 10, low: 0, high: 1 });
  const suite = (value: number) => ({ name: "seeds", skipped: null, metrics: [metric(value)] }) as unknown as SuiteReport;
  const judged = (value: number) =>
    shortfalls([suite(value)], { "seeds.x": { min: 0.9, floor: 0.7 } }, false).map((found) => found.fails);
  expect(judged(0.95)).toEqual([]);
  expect(judged(0.8)).toEqual([false]);
  expect(judged(0.6)).toEqual([true]);
});
