import { readlinkSync } from "node:fs";
import { getPriority, setPriority } from "node:os";

const lowestPriority = 19;

/**
 * Lowers the priority of the thread that calls this, and of those that it starts, by so many steps of `nice`: when the processors are all in
 * use, the other threads of the process go first. On Linux, where each thread has a priority of its own; elsewhere nothing is changed.
 */
export const letOthersFirst = (by: number): void => {
  try {
    const thread = Number(readlinkSync("/proc/thread-self").split("/").at(-1));
    setPriority(thread, Math.min(lowestPriority, getPriority(thread) + by));
  } catch {
    // Slower under load, and nothing else.
  }
};
