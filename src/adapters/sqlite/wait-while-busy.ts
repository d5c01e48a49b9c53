import { setTimeout as pause } from "node:timers/promises";
import { isBusy } from "./is-busy.ts";

const shortestPauseMs = 1;
const longestPauseMs = 15;

/**
 * Runs a statement again for as long as somebody else holds the lock, and throws what SQLite threw after `limitMs`. SQLite's own busy
 * time-out would sleep, and the whole thread with it.
 */
export const waitWhileBusy = async <T>(limitMs: number, run: () => Promise<T>): Promise<T> => {
  for (const startedAt = performance.now(); ; ) {
    try {
      return await run();
    } catch (fault) {
      if (!isBusy(fault) || performance.now() - startedAt > limitMs) throw fault;
    }
    // Uneven, so that two who wait do not keep missing the same gap.
    await pause(shortestPauseMs + Math.random() * (longestPauseMs - shortestPauseMs));
  }
};
