import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import { removeLogsBefore } from "./adapters/log/log-files.ts";
import type { Store } from "./adapters/store/store.ts";
import type { Config } from "./config.ts";
import { dayOf } from "./domain/calendar.ts";
import { sweepExpired } from "./flows/sweep-expired.ts";

/** Removing what has been kept for long enough, beside the service's work. */
export type Retention = { start(): void; stop(): Promise<void> };

const everyMs = 3_600_000;
const betweenBatchesMs = 50;
const dayMs = 86_400_000;

/**
 * Sweeps at the start and every hour. Of replicas of one store one sweeps in an hour; the files of the log are each machine's own. A sweep that
 * fails is logged, and done again an hour later.
 */
export const openRetention = (
  { retention: days, logFile }: Pick<Config, "retention" | "logFile">,
  { store, log, now }: { store: Pick<Store, "retention" | "audit">; log: Pick<Logger, "info" | "error">; now: () => Date },
): Retention => {
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  const sweep = async (): Promise<void> => {
    if (logFile !== null && days.logsDays !== null)
      removeLogsBefore(logFile, dayOf(new Date(now().getTime() - days.logsDays * dayMs)));
    if (!(await store.retention.takeChore("retention", everyMs, { nowAt: now().toISOString() }))) return;
    const { retention, audit } = store;
    const removed = await sweepExpired({ retention, audit, days, now, pause: () => pause(betweenBatchesMs), isStopping });
    log.info({ code: "retention_swept", removed }, "retention_swept");
  };
  const keepSweeping = async (): Promise<void> => {
    while (!isStopping()) {
      await sweep().catch((err: unknown) => log.error({ code: "retention_failed", err }, "retention_failed"));
      await pause(everyMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  };
  let running: Promise<void> | null = null;
  return {
    start: () => {
      running ??= keepSweeping();
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
