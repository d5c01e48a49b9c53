import path from "node:path";
import type { Logger } from "pino";
import { diskSpace } from "./adapters/disk-space.ts";
import type { Store } from "./adapters/store/store.ts";
import { lastCopyAt } from "./adapters/store-copy/last-copy.ts";
import type { Config } from "./config.ts";
import { dayOf } from "./domain/calendar.ts";
import type { ServedNews } from "./flows/answering.ts";
import { countSpine } from "./flows/count-spine.ts";
import type { OperationsView } from "./flows/operations-view.ts";
import { readFigures } from "./flows/read-figures.ts";
import type { RecordSpineEvent } from "./flows/spine-event.ts";
import { type HealthWatch, watchHealth } from "./flows/watch-health.ts";
import type { AuditCheck } from "./ports/audit-store.ts";
import type { ModelState } from "./ports/language-model.ts";
import type { Meter } from "./ports/meter.ts";

/** What operations are put together from. Functions are called only after everything is open. */
export type OperationsParts = {
  config: Config;
  store: Pick<Store, "serviceState" | "spine" | "spend" | "audit">;
  log: Logger;
  /** What is served; null before the first sync. */
  served: () => ServedNews | null;
  modelState: () => Promise<ModelState | null>;
  stillMs: () => number | null;
};

/** Log, health and figures of this process. `record` is what every part of the spine tells its events to. */
export type Operations = {
  record: RecordSpineEvent;
  view: OperationsView;
  /** Starts watching and counting, as the service does and no other command. */
  start(): Promise<void>;
  /** From now on health says that the process is stopping. */
  stopping(): void;
  /** Ends the watch, when all else has ended. */
  stop(): void;
  health: Pick<HealthWatch, "look" | "readiness" | "observed">;
  checkAudit(): Promise<AuditCheck>;
  /** When the newest copy in the data folder was made; null when there is none. */
  lastCopyAt(): string | null;
};

const toLog =
  (log: Logger): RecordSpineEvent =>
  ({ cause, ...event }) =>
    cause === undefined ? log.info(event, event.code) : log.error({ ...event, err: cause }, event.code);

/** Wires what tells of the service from outside. Nothing is asked of the store before `start` or `look`. */
export const openOperations = ({ config, store, log, served, modelState, stillMs }: OperationsParts): Operations => {
  let shown: { news: ServedNews; sinceMs: number } | null = null;
  const servedSince = () => {
    const news = served();
    if (news !== (shown?.news ?? null)) shown = news === null ? null : { news, sinceMs: performance.now() };
    return shown;
  };
  const health = watchHealth({
    store: store.serviceState,
    disk: () => diskSpace(config.dataFolder),
    diskHoldsStore: config.store.engine === "sqlite",
    knowledge: () => {
      const now = servedSince();
      return now && { revision: now.news.overview.revision, sources: now.news.overview.documents.length };
    },
    isModelResting: async () => ((await modelState())?.state ?? "ready") !== "ready",
    isOffHere: config.isAnsweringOff,
    stillMs,
    now: () => new Date(),
  });
  const listeners = [toLog(log), health.note];
  let meter: Meter | null = null;
  let stoppingAtMs: number | null = null;
  return {
    record: (event) => {
      for (const listener of listeners) listener(event);
    },
    view: {
      liveness: health.liveness,
      readiness: health.readiness,
      figures: async () => (meter === null ? null : meter.text()),
    },
    start: async () => {
      const { prometheusMeter } = await import("./adapters/prometheus-meter.ts");
      meter = prometheusMeter();
      listeners.push(countSpine(meter));
      readFigures(meter, {
        store: store.serviceState,
        counts: () => store.spine.counts({ nowAt: new Date().toISOString() }),
        spent: () => store.spend.spent(dayOf(new Date())),
        modelState,
        health,
        served: servedSince,
      });
      health.start();
    },
    stopping: () => {
      if (stoppingAtMs !== null) return;
      stoppingAtMs = performance.now();
      health.stopping();
      if (meter !== null) log.info({ code: "stopping" }, "stopping");
    },
    stop: () => {
      health.stop();
      const tookMs = Math.round(performance.now() - (stoppingAtMs ?? performance.now()));
      if (meter !== null) log.info({ code: "stopped", tookMs }, "stopped");
    },
    health,
    checkAudit: () => store.audit.check(),
    lastCopyAt: () => lastCopyAt(path.join(config.dataFolder, "backups")),
  };
};
