/** Takes one permit: null when granted, else the seconds to wait. */
export type RateLimit = () => number | null;

/**
 * A token bucket: `burst` permits at once, refilled evenly at `perMinute`.
 * `nowMs` is a clock in milliseconds.
 */
export const createRateLimit = (nowMs: () => number, limit: { burst: number; perMinute: number }): RateLimit => {
  const perMs = limit.perMinute / 60_000;
  let permits = limit.burst;
  let filledAtMs = nowMs();
  return () => {
    const atMs = nowMs();
    permits = Math.min(limit.burst, permits + Math.max(0, atMs - filledAtMs) * perMs);
    filledAtMs = atMs;
    if (permits < 1) return Math.ceil((1 - permits) / perMs / 1000);
    permits -= 1;
    return null;
  };
};
