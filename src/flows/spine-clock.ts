import { clockSlackMs } from "../domain/lease-bounds.ts";
import type { At } from "../ports/spine-store.ts";

/**
 * What the clock reads: `wallMs` as in `Date.now`, which anybody may put forward or back, and `runningMs` as in `performance.now`, which
 * nobody can. `leaseMs`: the longest lease that is given. `onStep` is told by how much the clock was put forward, or back when negative.
 */
export type SpineClockDeps = {
  wallMs: () => number;
  runningMs: () => number;
  leaseMs: number;
  onStep: (byMs: number) => void;
};

/**
 * The instants that leases are given and judged by. Every reading is held against the running clock: a difference of more than 5 s since
 * the last reading is a step, a smaller one is a clock being put right bit by bit, and is followed. After a step the instants say so for
 * one lease length, in which every live holder has written its lease anew or has let go. Read at least once a second, as workers that look
 * for work do, so that a step is seen before anything is judged by it.
 */
export const createSpineClock = ({ wallMs, runningMs, leaseMs, onStep }: SpineClockDeps): (() => At) => {
  const read = () => ({ wall: wallMs(), running: runningMs() });
  let last = read();
  let settledAtMs = Number.NEGATIVE_INFINITY;
  return () => {
    const now = read();
    const byMs = now.wall - last.wall - (now.running - last.running);
    last = now;
    if (Math.abs(byMs) > clockSlackMs) {
      settledAtMs = now.running + leaseMs;
      onStep(Math.round(byMs));
    }
    const nowAt = new Date(now.wall).toISOString();
    return now.running < settledAtMs ? { nowAt, clockStepped: true } : { nowAt };
  };
};
