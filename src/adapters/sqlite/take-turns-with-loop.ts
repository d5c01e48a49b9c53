import { setImmediate as nextTurn } from "node:timers/promises";

const longestWithoutTurnMs = 10;

/**
 * Gives a function to be awaited before each piece of synchronous work: it waits for the event loop to turn when such pieces have kept it
 * from turning for 10 ms. Promises alone do not let it turn, so twenty transactions in a queue would run in one go.
 */
export const takeTurnsWithLoop = (): (() => Promise<void>) => {
  let busySinceMs: number | null = null;
  return async () => {
    const nowMs = performance.now();
    if (busySinceMs === null) {
      busySinceMs = nowMs;
      setImmediate(() => {
        busySinceMs = null;
      });
    } else if (nowMs - busySinceMs > longestWithoutTurnMs) {
      await nextTurn();
    }
  };
};
