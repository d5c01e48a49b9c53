/** What a finished request says about the server. "unused": nothing was sent after all. */
export type ServerHealth = "up" | "down" | "locked" | "unused";

/** Settings of the breaker; times in milliseconds. `lockedMs` is for a key that is refused. */
export type BreakerSettings = { failuresToOpen: number; openMs: number; lockedMs: number };

/** Five failures in a row, half a minute; a minute for a refused key, which no waiting mends. */
export const usualBreaker: BreakerSettings = { failuresToOpen: 5, openMs: 30_000, lockedMs: 60_000 };

/**
 * `admit` gives what must be called once with the outcome, or null when nothing may be asked now. `openForMs` is how long that will be
 * so, 0 when one may ask.
 */
export type CircuitBreaker = { admit(): ((health: ServerHealth) => void) | null; openForMs(): number };

/**
 * Leaves a failing server alone for a while, so that members do not wait for it and it can recover; then lets one request through to
 * try (M. Nygard, Release It!, 2nd ed. 2018, "Circuit Breaker"). Only failures of the server count: a reply that is out of form shows that it works.
 * `monotonicMs` is a clock that never goes back.
 */
export const createCircuitBreaker = (settings: BreakerSettings, monotonicMs: () => number): CircuitBreaker => {
  let failures = 0;
  let openUntilMs: number | null = null;
  let probing = false;

  const open = (forMs: number): void => {
    openUntilMs = monotonicMs() + forMs;
  };
  const close = (): void => {
    failures = 0;
    openUntilMs = null;
  };
  const openForMs = (): number => (openUntilMs === null ? 0 : Math.max(0, openUntilMs - monotonicMs()));

  const end = (health: ServerHealth, probe: boolean): void => {
    if (probe) probing = false;
    if (health === "up") close();
    if (health === "locked") open(settings.lockedMs);
    if (health !== "down") return;
    failures += 1;
    // Requests that were under way when it opened fail later; they do not keep it open longer.
    if (probe || (openUntilMs === null && failures >= settings.failuresToOpen)) open(settings.openMs);
  };

  return {
    openForMs,
    admit: () => {
      if (openForMs() > 0 || probing) return null;
      const probe = openUntilMs !== null;
      probing = probe;
      let ended = false;
      return (health) => {
        if (!ended) end(health, probe);
        ended = true;
      };
    },
  };
};
