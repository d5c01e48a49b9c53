import type { AskRow } from "../src/domain/answer.ts";
import type { EvalRow } from "./eval-row.ts";
import { answerCurve } from "./scorers/answer-curve.ts";
import { type Check, judgeRow } from "./scorers/judge-row.ts";
import { reliability } from "./scorers/reliability.ts";
import { type Labelled, rocAuc } from "./scorers/roc-auc.ts";
import { share } from "./scorers/share.ts";
import { aucMetric, type Bar, emptySuite, type Failure, type Metric, type SuiteReport, shareMetric } from "./suite-report.ts";

/** A row of a dataset with the answer it got. */
export type AnsweredRow = { dataset: string; row: EvalRow; got: AskRow };

type JudgedRow = AnsweredRow & { checks: Check[]; passed: boolean };

/**
 * Scores the answers of one suite against its datasets. What a row is for is read from its expectation, its style
 * (`unanswerable`, `time_trap`) or the name of its dataset (`…-unanswerable`, `…-personal`, `…-time-traps`).
 */
export const scoreAnswers = (name: string, title: string, answered: AnsweredRow[]): SuiteReport => {
  const judged = answered.map((item): JudgedRow => {
    const checks = judgeRow(item.row.expect, item.got);
    return { ...item, checks, passed: checks.every((check) => check.passed) };
  });
  const labelled = confidenceLabels(judged);
  const unanswerable = judged.filter(isUnanswerable);
  const answerable = judged.filter(isAnswerable);
  return {
    ...emptySuite(name, title),
    rows: judged.length,
    metrics: metricsOf(name, judged, labelled),
    bars: barsOf(judged),
    failures: judged.filter((item) => !item.passed).map(failureOf),
    reliability: reliability(labelled),
    curve: answerCurve(labelled),
    operatingPoint:
      unanswerable.length === 0 || answerable.length === 0
        ? null
        : {
            answerRate: answerable.filter((item) => item.got.outcome === "answered").length / answerable.length,
            wrongRate: unanswerable.filter((item) => item.got.outcome === "answered").length / unanswerable.length,
          },
  };
};

const isUnanswerable = ({ dataset, row }: AnsweredRow): boolean =>
  dataset.includes("unanswerable") || row.style === "unanswerable";
const isTimeTrap = ({ dataset, row }: AnsweredRow): boolean => dataset.includes("time-traps") || row.style === "time_trap";
const isPersonal = ({ dataset, row }: AnsweredRow): boolean =>
  dataset.includes("personal") && row.expect.outcome === "handed_over";
const isAnswerable = ({ row }: AnsweredRow): boolean => [row.expect.outcome].flat().includes("answered");

/** Rows that reached retrieval, labelled by whether the sources answer them. */
const confidenceLabels = (judged: JudgedRow[]): Labelled[] =>
  judged.flatMap((item) =>
    item.got.confidence !== null && (isAnswerable(item) || isUnanswerable(item))
      ? [{ score: item.got.confidence, positive: isAnswerable(item) }]
      : [],
  );

const metricsOf = (suite: string, judged: JudgedRow[], labelled: Labelled[]): Metric[] => {
  const metric = (name: string, rows: JudgedRow[], passed: (item: JudgedRow) => boolean, words: string): Metric[] =>
    shareMetric(`${suite}.${name}`, share(rows.map(passed)), words);
  const keeps = (item: JudgedRow, ...names: Check["check"][]): boolean =>
    item.checks.every((check) => check.passed || !names.includes(check.check));
  const having = (...names: Check["check"][]): JudgedRow[] =>
    judged.filter((item) => names.some((name) => item.checks.some((check) => check.check === name)));
  const answered = (item: JudgedRow): boolean => item.got.outcome === "answered";
  const answerable = judged.filter(isAnswerable);
  return [
    ...metric(
      "rightAnswers",
      answerable,
      (item) => item.passed,
      "answerable questions answered, from the right source, with the right facts",
    ),
    ...metric("answeredWhenAnswerable", answerable, (item) => keeps(item, "outcome"), "answerable questions that were answered"),
    ...metric(
      "abstainedWhenNot",
      judged.filter(isUnanswerable),
      (item) => !answered(item),
      "unanswerable questions that were not answered",
    ),
    ...metric(
      "timeTraps",
      judged.filter(isTimeTrap),
      (item) => item.passed,
      "questions with a trap in time that were handled right",
    ),
    ...metric(
      "personalHandedOver",
      judged.filter(isPersonal),
      (item) => item.got.outcome === "handed_over",
      "personal matters handed to a rep",
    ),
    ...metric(
      "rightSource",
      having("source", "sourceAny").filter(answered),
      (item) => keeps(item, "source", "sourceAny"),
      "answers that cite the expected source",
    ),
    ...metric(
      "rightFacts",
      having("mustMatch").filter(answered),
      (item) => keeps(item, "mustMatch", "mustNotMatch"),
      "answers that state the expected facts",
    ),
    ...metric("dueOnExact", having("dueOn"), (item) => keeps(item, "dueOn"), "deadlines read to the day"),
    ...metric("priorityRight", having("priority"), (item) => keeps(item, "priority"), "cases with the right priority"),
    ...metric(
      "noticesRight",
      having("noticeMatch", "noNoticeMatch"),
      (item) => keeps(item, "noticeMatch", "noNoticeMatch"),
      "notices given when due and only then",
    ),
    ...aucMetric(`${suite}.confidenceAuc`, rocAuc(labelled), "how well the confidence tells answerable from unanswerable"),
    ...datasetsOf(judged).flatMap((dataset) =>
      metric(
        `passed.${dataset}`,
        judged.filter((item) => item.dataset === dataset),
        (item) => item.passed,
        `rows of ${dataset} with every expectation kept`,
      ),
    ),
  ];
};

const datasetsOf = (judged: JudgedRow[]): string[] => [...new Set(judged.map((item) => item.dataset))];

const barsOf = (judged: JudgedRow[]): Bar[] => [
  ...countBars("dataset", judged, (item) => item.dataset),
  ...countBars("style", judged, (item) => item.row.style ?? item.row.kind ?? null),
  ...countBars("split", judged, (item) => item.row.split ?? null),
];

/** Counts passed rows by a label; rows without one are left out. */
export const countBars = <Item extends { passed: boolean }>(
  group: string,
  items: Item[],
  labelOf: (item: Item) => string | null,
): Bar[] => {
  const bars = new Map<string, Bar>();
  for (const item of items) {
    const label = labelOf(item);
    if (label === null) continue;
    const bar = bars.get(label) ?? { group, label, passed: 0, count: 0 };
    bars.set(label, { ...bar, passed: bar.passed + Number(item.passed), count: bar.count + 1 });
  }
  return [...bars.values()].sort((a, b) => a.label.localeCompare(b.label));
};

const failureOf = (item: JudgedRow): Failure => {
  const broken = item.checks.filter((check) => !check.passed);
  const earlier = (item.row.history ?? []).map((turn) => turn.question);
  return {
    id: item.row.id,
    dataset: item.dataset,
    question: [...earlier, item.row.question].join(" → "),
    scenario: item.row.scenario ?? null,
    expected: broken.map((check) => `${check.check}: ${check.expected}`),
    got: broken.map((check) => (check.got === item.got.text ? "see the text" : check.got)),
    text: item.got.text,
    confidence: item.got.confidence,
  };
};
