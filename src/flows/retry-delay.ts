/** How long to wait between tries, in milliseconds: the first wait, and the longest. */
export type RetryPace = { firstMs: number; longestMs: number };

/**
 * How long to wait after a failed try, `attempt` counting from 1: doubling, then between half and the whole of that by chance (`random`
 * gives 0 to 1), so that what failed together does not come back together. Source: "equal jitter" in M. Brooker, Exponential Backoff And
 * Jitter, AWS Architecture Blog, 2015.
 */
export const retryDelayMs = (pace: RetryPace, attempt: number, random: () => number): number => {
  const whole = Math.min(pace.longestMs, pace.firstMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(whole / 2 + (whole / 2) * random());
};
