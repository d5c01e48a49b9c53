/*
 * Loaded into a service by `--import`: measures from inside how long its main thread's event loop stands still, and tells it over IPC to whoever
 * asks. Nothing of it is in the service itself.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

/** Longest and 99th percentile of the delays since the last asking, in milliseconds. */
export type LoopDelay = { maxMs: number; p99Ms: number };

const resolutionMs = 5;

if (isMainThread && process.send) {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs });
  delays.enable();
  // What is measured holds the time between two looks, not only what came on top.
  const ms = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - resolutionMs);
  process.on("message", () => {
    process.send?.({ maxMs: ms(delays.max), p99Ms: ms(delays.percentile(99)) } satisfies LoopDelay);
    delays.reset();
  });
  // Asking must not keep a service that was told to stop.
  process.channel?.unref();
}
