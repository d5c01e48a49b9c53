import { setTimeout as sleep } from "node:timers/promises";

/** The wall clock of one request. `signal` aborts when it has run out or `cancel` was called; `end` must be called when the work is over. */
export type TimeBudget = {
  signal: AbortSignal;
  leftMs(): number;
  /** Waits; gives false at once when the budget ends first. */
  wait(ms: number): Promise<boolean>;
  /** The promise's own outcome, or a rejection when the budget ends first. */
  within<Value>(promise: Promise<Value>): Promise<Value>;
  cancel(): void;
  end(): void;
};

/** Starts a budget of `budgetMs` milliseconds, counted on a clock that never goes back. */
export const startBudget = (budgetMs: number): TimeBudget => {
  const controller = new AbortController();
  const { signal } = controller;
  const endsAtMs = performance.now() + budgetMs;
  // AbortSignal.timeout would not keep the process alive, so a command could end without its answer.
  const timer = setTimeout(() => controller.abort(), budgetMs);
  return {
    signal,
    leftMs: () => (signal.aborted ? 0 : Math.max(0, endsAtMs - performance.now())),
    wait: (ms) =>
      sleep(ms, true, { signal }).catch((error: unknown) => {
        if (signal.aborted) return false;
        throw error;
      }),
    within: async (promise) => {
      signal.throwIfAborted();
      const { promise: over, reject } = Promise.withResolvers<never>();
      const stop = (): void => reject(signal.reason);
      signal.addEventListener("abort", stop, { once: true });
      try {
        return await Promise.race([promise, over]);
      } finally {
        signal.removeEventListener("abort", stop);
      }
    },
    cancel: () => controller.abort(),
    end: () => clearTimeout(timer),
  };
};
