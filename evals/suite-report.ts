import type { CurvePoint } from "./scorers/answer-curve.ts";
import type { Confusion } from "./scorers/confusion.ts";
import type { Reliability } from "./scorers/reliability.ts";
import type { Auc } from "./scorers/roc-auc.ts";
import type { Share } from "./scorers/share.ts";

/**
 * One measured figure. `low` and `high` bound it at 95 %. `count` rows stand behind it, of which `passed` passed
 * (null for a figure that is not a share). `words` says what it means.
 */
export type Metric = {
  name: string;
  value: number;
  low: number;
  high: number;
  count: number;
  passed: number | null;
  words: string;
};

/** A row that broke an expectation, with what a reader needs to judge it. */
export type Failure = {
  id: string;
  dataset: string;
  question: string;
  scenario: string | null;
  expected: string[];
  got: string[];
  text: string;
  confidence: number | null;
};

/** A bar of the report: rows of one dataset, style or route and how many of them passed. */
export type Bar = { group: string; label: string; passed: number; count: number };

/** Everything one suite found. `skipped` says why it did not run, and then all else is empty. */
export type SuiteReport = {
  name: string;
  title: string;
  skipped: string | null;
  rows: number;
  metrics: Metric[];
  bars: Bar[];
  failures: Failure[];
  reliability: Reliability;
  curve: CurvePoint[];
  /** Where the running threshold stands on the curve; null when the suite has no unanswerable rows. */
  operatingPoint: { answerRate: number; wrongRate: number } | null;
  confusion: Confusion | null;
};

/** A suite that could not run, with the reason that the reader sees. */
export const skippedSuite = (name: string, title: string, reason: string): SuiteReport => ({
  ...emptySuite(name, title),
  skipped: reason,
});

/** A suite with nothing found yet. */
export const emptySuite = (name: string, title: string): SuiteReport => ({
  name,
  title,
  skipped: null,
  rows: 0,
  metrics: [],
  bars: [],
  failures: [],
  reliability: null,
  curve: [],
  operatingPoint: null,
  confusion: null,
});

/** A share as metrics of the report; none when there was nothing to count. */
export const shareMetric = (name: string, found: Share | null, words: string): Metric[] =>
  found === null ? [] : [{ name, ...found, words }];

/** An area under the curve as metrics of the report; none when one label was missing. */
export const aucMetric = (name: string, found: Auc, words: string): Metric[] =>
  found === null
    ? []
    : [
        {
          name,
          value: found.value,
          low: found.low,
          high: found.high,
          count: found.positives + found.negatives,
          passed: null,
          words,
        },
      ];
