import type { Labelled } from "./roc-auc.ts";

/**
 * One point of the sweep: were every row at or above `threshold` answered, `answerRate` of the answerable and
 * `wrongRate` of the unanswerable questions would be.
 */
export type CurvePoint = { threshold: number; answerRate: number; wrongRate: number };

/** Sweeps the confidence from strictest to loosest; starts at nothing answered, ends at everything answered. */
export const answerCurve = (rows: Labelled[]): CurvePoint[] => {
  const positives = rows.filter((row) => row.positive).length;
  const negatives = rows.length - positives;
  if (positives === 0 || negatives === 0) return [];
  const thresholds = [...new Set(rows.map((row) => row.score))].sort((a, b) => b - a);
  const points = thresholds.map((threshold) => {
    const answered = rows.filter((row) => row.score >= threshold);
    const right = answered.filter((row) => row.positive).length;
    return { threshold, answerRate: right / positives, wrongRate: (answered.length - right) / negatives };
  });
  return [{ threshold: Number.POSITIVE_INFINITY, answerRate: 0, wrongRate: 0 }, ...points];
};
