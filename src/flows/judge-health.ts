import type { HealthWarning, NotReadyCode } from "../domain/health.ts";
import type { WaitingWork } from "../ports/service-state.ts";
import type { Streaks } from "./spine-streaks.ts";

/** What was seen at the last look. Null where nothing could be learned; milliseconds and bytes. */
export type Observed = {
  isStopping: boolean;
  store: "answers" | "no_answer" | "cannot_write";
  /** The store's clock less ours. */
  clockAheadMs: number | null;
  disk: { freeBytes: number; totalBytes: number } | null;
  /** Whether that disk holds the store, or caches only. */
  diskHoldsStore: boolean;
  sourceCount: number | null;
  waiting: WaitingWork | null;
  streaks: Streaks;
  isModelResting: boolean;
};

const megabyte = 1024 * 1024;

/** Where the lines are drawn. On a small disk a share of it counts, on a large one the bytes. */
export const healthLimits = {
  clockDriftingMs: 5000,
  clockApartMs: 15_000,
  diskFull: { bytes: 64 * megabyte, share: 0.03 },
  diskFilling: { bytes: 1024 * megabyte, share: 0.1 },
  jobsWaitingMs: 120_000,
  replyWaitingMs: 120_000,
  /** So many different messages, one after another, that failed; one that is hard to answer is not an outage. */
  failuresInARow: 3,
};

const isBelow = ({ freeBytes, totalBytes }: NonNullable<Observed["disk"]>, limit: { bytes: number; share: number }): boolean =>
  freeBytes < Math.min(limit.bytes, totalBytes * limit.share);

const isFurther = (apartMs: number | null, limitMs: number): boolean => apartMs !== null && Math.abs(apartMs) > limitMs;

const longest = (waiting: Readonly<Record<string, number>>): number => Math.max(0, ...Object.values(waiting));

/** Why no new messages should come, in the order of the closed list; empty when all is well. */
export const reasonsNotReady = (seen: Observed): NotReadyCode[] => {
  const { streaks, disk } = seen;
  const answers: Record<NotReadyCode, boolean> = {
    stopping: seen.isStopping,
    store_no_answer: seen.store === "no_answer",
    store_cannot_write: seen.store === "cannot_write",
    messages_not_stored: streaks.isNotStoring,
    knowledge_not_served: seen.sourceCount === null,
    answering_down: streaks.failedMessages >= healthLimits.failuresInARow,
    outbox_stuck:
      longest(seen.waiting?.replyMs ?? {}) > healthLimits.replyWaitingMs ||
      longest(streaks.failedReplies) >= healthLimits.failuresInARow,
    disk_full: seen.diskHoldsStore && disk !== null && isBelow(disk, healthLimits.diskFull),
    clock_apart: isFurther(seen.clockAheadMs, healthLimits.clockApartMs),
  };
  return (Object.keys(answers) as NotReadyCode[]).filter((code) => answers[code]);
};

/** What somebody should look at, in the order of the closed list. */
export const warningsOf = (seen: Observed): HealthWarning[] => {
  const { waiting, disk, streaks } = seen;
  const answers: Record<HealthWarning, boolean> = {
    no_sources: seen.sourceCount === 0,
    jobs_waiting: (waiting?.jobMs ?? 0) > healthLimits.jobsWaitingMs,
    delivery_failing: longest(streaks.failedReplies) > 0,
    disk_filling: disk !== null && isBelow(disk, healthLimits.diskFilling),
    clock_drifting: isFurther(seen.clockAheadMs, healthLimits.clockDriftingMs),
    model_resting: seen.isModelResting,
  };
  return (Object.keys(answers) as HealthWarning[]).filter((warning) => answers[warning]);
};
