import type { Labelled } from "./roc-auc.ts";

/** Rows whose confidence lies between `from` (inclusive) and `to`: what was said, and what was true. */
export type ReliabilityBin = { from: number; to: number; count: number; meanConfidence: number; answerableShare: number };

/** Ten equal bins, the expected calibration error over them (Naeini 2015) and the Brier score. Empty bins are left out. */
export type Reliability = { bins: ReliabilityBin[]; calibrationError: number; brier: number } | null;

/** How far the confidence can be taken at its word. */
export const reliability = (rows: Labelled[], binCount = 10): Reliability => {
  if (rows.length === 0) return null;
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const bins = Array.from({ length: binCount }, (_, index) => {
    const inside = rows.filter((row) => Math.min(binCount - 1, Math.floor(row.score * binCount)) === index);
    return {
      from: index / binCount,
      to: (index + 1) / binCount,
      count: inside.length,
      meanConfidence: inside.length === 0 ? 0 : mean(inside.map((row) => row.score)),
      answerableShare: inside.length === 0 ? 0 : mean(inside.map((row) => Number(row.positive))),
    };
  }).filter((bin) => bin.count > 0);
  return {
    bins,
    calibrationError: bins.reduce(
      (sum, bin) => sum + (bin.count / rows.length) * Math.abs(bin.meanConfidence - bin.answerableShare),
      0,
    ),
    brier: mean(rows.map((row) => (row.score - Number(row.positive)) ** 2)),
  };
};
