import type { LogisticModel } from "../src/answering/logistic.ts";

/** One training row: features, 0 or 1, and how much the row counts. */
export type TrainingRow = { features: number[]; label: number; weight: number };

const solve = (matrix: number[][], vector: number[]): number[] => {
  const size = vector.length;
  const rows = matrix.map((row, index) => [...row, vector[index]!]);
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < size; row += 1)
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    for (let row = column + 1; row < size; row += 1) {
      const factor = rows[row]![column]! / rows[column]![column]!;
      for (let cell = column; cell <= size; cell += 1) rows[row]![cell]! -= factor * rows[column]![cell]!;
    }
  }
  const answer = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = rows[row]![size]!;
    for (let column = row + 1; column < size; column += 1) sum -= rows[row]![column]! * answer[column]!;
    answer[row] = sum / rows[row]![row]!;
  }
  return answer;
};

/**
 * Fits a logistic regression with an L2 penalty by iteratively reweighted least squares (Hastie, Tibshirani and Friedman,
 * "The Elements of Statistical Learning", section 4.4.1). Features are scaled to unit spread first; `penalty` is per scaled weight.
 */
export const fitLogistic = (names: readonly string[], rows: TrainingRow[], penalty: number): LogisticModel => {
  const count = names.length;
  const total = rows.reduce((sum, row) => sum + row.weight, 0);
  const means = names.map((_, f) => rows.reduce((sum, row) => sum + row.weight * row.features[f]!, 0) / total);
  const spreads = names.map(
    (_, f) => Math.sqrt(rows.reduce((sum, row) => sum + row.weight * (row.features[f]! - means[f]!) ** 2, 0) / total) || 1,
  );
  const scaled = rows.map((row) => [...row.features.map((value, f) => (value - means[f]!) / spreads[f]!), 1]);
  let weights = new Array<number>(count + 1).fill(0);
  for (let round = 0; round < 25; round += 1) {
    const hessian = Array.from({ length: count + 1 }, (_, i) =>
      Array.from({ length: count + 1 }, (_, j) => (i === j && i < count ? penalty : 0)),
    );
    const gradient = weights.map((weight, f) => (f < count ? -penalty * weight : 0));
    rows.forEach((row, index) => {
      const x = scaled[index]!;
      const p = 1 / (1 + Math.exp(-x.reduce((sum, value, f) => sum + value * weights[f]!, 0)));
      const curvature = Math.max(1e-6, p * (1 - p)) * row.weight;
      for (let i = 0; i <= count; i += 1) {
        gradient[i]! += row.weight * (row.label - p) * x[i]!;
        for (let j = 0; j <= i; j += 1) hessian[i]![j]! += curvature * x[i]! * x[j]!;
      }
    });
    for (let i = 0; i <= count; i += 1) for (let j = i + 1; j <= count; j += 1) hessian[i]![j] = hessian[j]![i]!;
    const step = solve(hessian, gradient);
    weights = weights.map((weight, f) => weight + step[f]!);
    if (Math.max(...step.map(Math.abs)) < 1e-6) break;
  }
  return { names, means, spreads, weights: weights.slice(0, count), bias: weights[count]! };
};

/** Area under the ROC curve of scores against labels (Mann-Whitney form; ties count a half). */
export const areaUnderCurve = (rows: { score: number; label: number }[]): number => {
  const good = rows.filter((row) => row.label === 1);
  const bad = rows.filter((row) => row.label === 0);
  let wins = 0;
  for (const a of good) for (const b of bad) wins += a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0;
  return wins / Math.max(1, good.length * bad.length);
};
