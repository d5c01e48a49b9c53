/** A share with the counts behind it and its Wilson 95 % interval (Wilson 1927), which holds for few rows too. */
export type Share = { value: number; passed: number; count: number; low: number; high: number };

/** The share of true values; null when there is nothing to count, so that an empty set is not taken for a perfect one. */
export const share = (values: boolean[]): Share | null => {
  const count = values.length;
  if (count === 0) return null;
  const passed = values.filter(Boolean).length;
  const value = passed / count;
  const z = 1.96;
  const centre = (value + z ** 2 / (2 * count)) / (1 + z ** 2 / count);
  const margin = (z / (1 + z ** 2 / count)) * Math.sqrt((value * (1 - value)) / count + z ** 2 / (4 * count ** 2));
  return { value, passed, count, low: Math.max(0, centre - margin), high: Math.min(1, centre + margin) };
};
