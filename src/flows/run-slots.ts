import { type Bell, createBell } from "./bell.ts";
import { retryDelayMs } from "./retry-delay.ts";
import type { RecordSpineEvent } from "./spine-event.ts";
import { within } from "./within.ts";

/** What a set of slots needs. Each slot is a worker of its own name, so that two never hold one thing under the same name. */
export type RunSlotsDeps = {
  workers: string[];
  /** Does one piece of work; false when there was none. May throw: the slot then waits, longer each time, and tries again. */
  turn: (worker: string) => Promise<boolean>;
  /** Hands back whatever a worker still holds: at the end, and after a fault. */
  release: (worker: string) => Promise<void>;
  /** Rings when there may be work; without a ring a slot looks again after `pollMs`. */
  bell: Bell;
  pollMs: number;
  random: () => number;
  record: RecordSpineEvent;
};

/**
 * Slots at work. `stop` claims nothing more, waits for what is in hand, then hands back the rest; within 10 s. `stillMs`: milliseconds since
 * any slot last came round, whether it found work or not.
 */
export type RunningSlots = { stop(): Promise<void>; stillMs(): number };

/** Together below the 10 s after which a supervisor kills. */
const finishWithinMs = 7500;
const releaseWithinMs = 2000;

/** A store that is down is asked again soon, so that work resumes by itself shortly after it is back. */
const faultPace = { firstMs: 200, longestMs: 5000 };

/** Starts the slots: each takes one piece of work after another, sleeps when there is none, and outlives any fault. */
export const runSlots = (deps: RunSlotsDeps): RunningSlots => {
  let stopping = false;
  let cameRoundAtMs = performance.now();
  const stopped = createBell();
  const slot = async (worker: string): Promise<void> => {
    let faults = 0;
    let mayHold = false;
    while (!stopping) {
      cameRoundAtMs = performance.now();
      const rings = deps.bell.count();
      try {
        // What a fault left in this slot's name, perhaps without its knowing, would wait for the end of its lease.
        if (mayHold) await deps.release(worker);
        mayHold = false;
        const worked = await deps.turn(worker);
        faults = 0;
        if (!worked && !stopping) await deps.bell.wait(rings, deps.pollMs * (0.75 + deps.random() / 2));
      } catch (cause) {
        faults += 1;
        mayHold = true;
        deps.record({ code: "slot_fault", traceId: null, attempt: faults, cause });
        await stopped.wait(0, retryDelayMs(faultPace, faults, deps.random));
      }
    }
  };
  const slots = Promise.all(deps.workers.map(slot));
  const release = async (): Promise<void> => {
    const released = await within(Promise.allSettled(deps.workers.map(deps.release)), releaseWithinMs, null);
    const failed = released === null ? "too_slow" : released.some(({ status }) => status === "rejected") ? "refused" : null;
    // Nothing is lost by it: what is still held comes free when its lease ends.
    if (failed !== null) deps.record({ code: "not_released", traceId: null, why: failed });
  };
  return {
    stillMs: () => performance.now() - cameRoundAtMs,
    stop: async () => {
      if (stopping) return;
      stopping = true;
      stopped.ringAll();
      deps.bell.ringAll();
      await within(slots, finishWithinMs, null);
      await release();
    },
  };
};
