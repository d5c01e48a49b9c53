import { decideAction } from "../casework/case-actions.ts";
import type { CaseStore } from "../ports/case-store.ts";
import { createBell } from "./bell.ts";
import { type RunningSlots, runSlots } from "./run-slots.ts";
import type { RecordSpineEvent } from "./spine-event.ts";

/** What waking needs. `worker` is a name no other process has. */
export type WakeCasesDeps = {
  cases: Pick<CaseStore, "dueToWake" | "act">;
  worker: string;
  now: () => Date;
  random: () => number;
  record: RecordSpineEvent;
};

/** A snooze is a matter of hours or days, so that some seconds more are nothing. */
const pollMs = 10_000;
const atOnce = 20;

/**
 * Opens the cases whose snooze has ended; says whether it opened any. Of two replicas that wake a case at once one does; a case that a rep changed
 * at the same moment is left to the next look.
 */
export const wakeDueCases = async ({ cases, now }: Pick<WakeCasesDeps, "cases" | "now">): Promise<boolean> => {
  const nowAt = now().toISOString();
  let woken = 0;
  for (const record of await cases.dueToWake(nowAt, atOnce)) {
    const decided = decideAction(record, { kind: "wake" }, { kind: "noticeboard" }, nowAt);
    if (decided.kind === "illegal") continue;
    const acted = await cases.act(record.id, record.version, decided.change, { nowAt });
    if (acted.kind === "done") woken += 1;
  }
  return woken > 0;
};

/** Starts waking snoozed cases until told to stop. */
export const wakeCases = (deps: WakeCasesDeps): RunningSlots =>
  runSlots({
    ...deps,
    workers: [`${deps.worker}/wake-0`],
    bell: createBell(),
    pollMs,
    turn: () => wakeDueCases(deps),
    release: async () => undefined,
  });
