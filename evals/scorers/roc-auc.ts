/** A score with what is true of it: `positive` when the sources do answer the question. */
export type Labelled = { score: number; positive: boolean };

/** An area under the ROC curve with its bootstrap 95 % interval; null when one of the two labels is missing. */
export type Auc = { value: number; low: number; high: number; positives: number; negatives: number } | null;

/** Chance that a positive scores above a negative, ties counting half (Mann-Whitney U; Hanley and McNeil 1982). */
export const areaUnderCurve = (rows: Labelled[]): number => {
  const sorted = [...rows].sort((a, b) => a.score - b.score);
  const positives = rows.filter((row) => row.positive).length;
  let rankSum = 0;
  for (let start = 0; start < sorted.length; ) {
    let end = start;
    while (end < sorted.length && sorted[end]!.score === sorted[start]!.score) end++;
    // Rows of one score share the mean of their ranks.
    rankSum += ((start + 1 + end) / 2) * sorted.slice(start, end).filter((row) => row.positive).length;
    start = end;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * (rows.length - positives));
};

/** Mulberry32: a small seeded generator, so that the same rows always give the same interval. */
const seededRandom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

/** The area with a percentile bootstrap over 1,000 samples drawn within each label. */
export const rocAuc = (rows: Labelled[], samples = 1000): Auc => {
  const positives = rows.filter((row) => row.positive);
  const negatives = rows.filter((row) => !row.positive);
  if (positives.length === 0 || negatives.length === 0) return null;
  const random = seededRandom(20250606);
  const draw = (from: Labelled[]): Labelled[] => from.map(() => from[Math.floor(random() * from.length)]!);
  const areas = Array.from({ length: samples }, () => areaUnderCurve([...draw(positives), ...draw(negatives)])).sort(
    (a, b) => a - b,
  );
  const at = (share: number): number => areas[Math.min(samples - 1, Math.floor(share * samples))]!;
  return {
    value: areaUnderCurve(rows),
    low: at(0.025),
    high: at(0.975),
    positives: positives.length,
    negatives: negatives.length,
  };
};
