import { figure } from "./shortfalls.ts";
import type { Metric, SuiteReport } from "./suite-report.ts";

/** One suite in both modes: each figure that both gave, side by side. `worded` is the share of answers that the model really worded. */
export type ModeComparison = {
  suite: string;
  title: string;
  model: string;
  worded: Metric | null;
  /** What asking the model cost, in words. */
  spending: string;
  rows: { name: string; words: string; extractive: Metric; model: Metric }[];
};

const shortName = (metric: Metric, suite: SuiteReport): string => metric.name.slice(suite.name.length + 1);

/** Sets the figures of one suite side by side. Figures that only one mode has are left out. */
export const compareModes = (
  extractive: SuiteReport,
  byModel: SuiteReport,
  { model, spending }: Pick<ModeComparison, "model" | "spending">,
): ModeComparison => {
  const other = new Map(byModel.metrics.map((metric) => [shortName(metric, byModel), metric]));
  return {
    suite: extractive.name,
    title: extractive.title,
    model,
    spending,
    worded: other.get("wordedByModel") ?? null,
    rows: extractive.metrics.flatMap((metric) => {
      const name = shortName(metric, extractive);
      const twin = other.get(name);
      return twin === undefined ? [] : [{ name, words: metric.words, extractive: metric, model: twin }];
    }),
  };
};

/** The difference in points of a hundred, with its sign. */
export const differenceInPoints = ({ extractive, model }: ModeComparison["rows"][number]): string => {
  const points = (model.value - extractive.value) * 100;
  return `${points >= 0 ? "+" : "\u2212"}${Math.abs(points).toFixed(1)}`;
};

/** A comparison as lines of plain text. */
export const comparisonLines = (comparison: ModeComparison): string[] => [
  `${comparison.suite}: extractive and with ${comparison.model}${comparison.worded === null ? "" : `, which worded ${figure(comparison.worded)} of the answers given`}; ${comparison.spending}`,
  `  ${"".padEnd(30)} ${"extractive".padEnd(22)} ${"model".padEnd(22)} points`,
  ...comparison.rows.map(
    (row) =>
      `  ${row.name.padEnd(30)} ${figure(row.extractive).padEnd(22)} ${figure(row.model).padEnd(22)} ${differenceInPoints(row)}`,
  ),
];
