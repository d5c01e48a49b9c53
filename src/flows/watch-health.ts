import type { Liveness, Readiness } from "../domain/health.ts";
import type { ServiceStateStore } from "../ports/service-state.ts";
import { createBell } from "./bell.ts";
import { type Observed, reasonsNotReady, warningsOf } from "./judge-health.ts";
import type { RecordSpineEvent } from "./spine-event.ts";
import { watchStreaks } from "./spine-streaks.ts";
import { within } from "./within.ts";

/** What watching needs. None of it may block; all of it may fail. */
export type WatchHealthDeps = {
  store: ServiceStateStore;
  disk: () => Promise<{ freeBytes: number; totalBytes: number }>;
  diskHoldsStore: boolean;
  /** What is served; null before the first sync. */
  knowledge: () => Readiness["knowledge"];
  isModelResting: () => Promise<boolean>;
  /** Set in this process's own settings, whatever the store says. */
  isOffHere: boolean;
  /** Milliseconds since any slot last began or ended a piece of work, the longest of all sets; null before they run. */
  stillMs: () => number | null;
  now: () => Date;
};

/** The health of this process as it was at the last look. */
export type HealthWatch = {
  /** To be told of every event of the spine: trouble brings the next look forward. */
  note: RecordSpineEvent;
  /** Looks again and again until told to stop. */
  start(): void;
  /** Looks once, now; never rejects, and takes at most two seconds. */
  look(): Promise<void>;
  /** At once, from the last look. */
  readiness(): Readiness;
  liveness(): Liveness;
  /** The whole of the last look, for metrics and doctor; null before the first. */
  observed(): (Observed & { answering: "on" | "off" }) | null;
  /** From now on it says that it is stopping. */
  stopping(): void;
  stop(): void;
};

/** Milliseconds. Trouble is looked at again soon, so that it is seen to be over soon. */
export const healthPace = { wellMs: 4000, illMs: 1000, timeoutMs: 2000, stillForMs: 240_000 };

type StoreSeen = Pick<Observed, "store" | "clockAheadMs" | "waiting"> & { answering: "on" | "off" | null };

const noAnswer: StoreSeen = { store: "no_answer", clockAheadMs: null, waiting: null, answering: null };

/** Reads, then writes. An answer that took long says nothing about the clock. */
const askStore = async ({ store, now }: WatchHealthDeps): Promise<StoreSeen> => {
  const askedAt = now().getTime();
  const clockAt = await store.clock();
  const tookMs = now().getTime() - askedAt;
  const isFresh = clockAt !== null && tookMs >= 0 && tookMs < healthPace.timeoutMs;
  const clockAheadMs = isFresh ? Date.parse(clockAt) - (askedAt + tookMs / 2) : null;
  const { state: answering } = await store.answering();
  const at = { nowAt: now().toISOString() };
  const waiting = await store.waiting(at);
  const isWritten = await store.tryWriting(at).then(
    () => true,
    () => false,
  );
  return { store: isWritten ? "answers" : "cannot_write", clockAheadMs, waiting, answering };
};

const troubling = new Set(["not_stored", "slot_fault", "job_retried", "reply_refused", "reply_unknown"]);

/** Watches the health of this process. Asking for it waits for nothing: what is told is what the last look saw. */
export const watchHealth = (deps: WatchHealthDeps): HealthWatch => {
  const startedAtMs = performance.now();
  const watch = watchStreaks(() => performance.now());
  const bell = createBell();
  const over = createBell();
  let isStopping = false;
  let isOver = false;
  let pending: Promise<StoreSeen> | null = null;
  let seen: Omit<Observed, "streaks" | "isStopping" | "sourceCount"> = {
    ...noAnswer,
    disk: null,
    diskHoldsStore: deps.diskHoldsStore,
    isModelResting: false,
  };
  let answering: "on" | "off" = "on";
  let checkedAt: string | null = null;

  /** One question at a time: a store that hangs must not be asked ever more. */
  const askOnce = (): Promise<StoreSeen> => {
    pending ??= askStore(deps)
      .catch(() => noAnswer)
      .finally(() => {
        pending = null;
      });
    return within(pending, healthPace.timeoutMs, noAnswer);
  };
  const look = async (): Promise<void> => {
    const [store, disk, isModelResting] = await Promise.all([
      askOnce(),
      within(deps.disk(), healthPace.timeoutMs, null).catch(() => null),
      within(deps.isModelResting(), healthPace.timeoutMs, false).catch(() => false),
    ]);
    const { answering: switched, ...about } = store;
    // While the store is away the last that is known holds.
    answering = switched ?? answering;
    seen = { ...about, disk, diskHoldsStore: deps.diskHoldsStore, isModelResting };
    checkedAt = deps.now().toISOString();
  };
  const observed = (): Observed => ({
    ...seen,
    isStopping,
    sourceCount: deps.knowledge()?.sources ?? null,
    streaks: watch.streaks(),
  });
  const answeringNow = (): "on" | "off" => (deps.isOffHere ? "off" : answering);
  const turn = async (): Promise<void> => {
    while (!isOver) {
      const rings = bell.count();
      await look();
      const isWell = reasonsNotReady(observed()).length === 0;
      if (!isWell) await over.wait(0, healthPace.illMs);
      else if (!isOver) await bell.wait(rings, healthPace.wellMs);
    }
  };
  return {
    note: (event) => {
      watch.note(event);
      if (troubling.has(event.code)) bell.ring();
    },
    start: () => void turn(),
    look,
    readiness: () => {
      const now = observed();
      const codes = reasonsNotReady(now);
      return {
        isReady: codes.length === 0,
        codes,
        warnings: warningsOf(now),
        answering: answeringNow(),
        checkedAt,
        knowledge: deps.knowledge(),
      };
    },
    liveness: () => {
      const isStuck = (deps.stillMs() ?? 0) > healthPace.stillForMs;
      const upSeconds = Math.round((performance.now() - startedAtMs) / 1000);
      return { isAlive: !isStuck, codes: isStuck ? ["slots_stuck"] : [], upSeconds };
    },
    observed: () => (checkedAt === null ? null : { ...observed(), answering: answeringNow() }),
    stopping: () => {
      isStopping = true;
    },
    stop: () => {
      isOver = true;
      bell.ringAll();
      over.ringAll();
    },
  };
};
