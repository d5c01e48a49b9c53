/**
 * Wakes those who wait: `ring` the one who has waited longest, for one piece of work; `ringAll` everybody. `count` is how often it rang;
 * `wait` resolves when it is woken, at once when it has rung since then, or after `waitMs`.
 */
export type Bell = { ring(): void; ringAll(): void; count(): number; wait(since: number, waitMs: number): Promise<void> };

/**
 * A bell between the parts of one process. Read `count` before looking for work and give it to `wait`: a ring between the two
 * is then not missed. Nothing is kept of a wait that is over, so a service can idle for months.
 */
export const createBell = (): Bell => {
  let rings = 0;
  const waiting = new Set<() => void>();
  return {
    ring: () => {
      rings += 1;
      const [longest] = waiting;
      longest?.();
    },
    ringAll: () => {
      rings += 1;
      for (const wake of [...waiting]) wake();
    },
    count: () => rings,
    wait: (since, waitMs) =>
      new Promise((resolve) => {
        if (since !== rings) return resolve();
        const wake = (): void => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, waitMs);
        waiting.add(wake);
      }),
  };
};
