/** The middle value; the upper of the two middle ones for an even count. `NaN` for none. */
export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Milliseconds of each of `runs` calls, after `warmUp` uncounted ones. */
export const timeRuns = async (runs: number, warmUp: number, call: (run: number) => unknown): Promise<number[]> => {
  for (let run = 0; run < warmUp; run += 1) await call(run);
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const startedAt = performance.now();
    await call(run);
    times.push(performance.now() - startedAt);
  }
  return times;
};
