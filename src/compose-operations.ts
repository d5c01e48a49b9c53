import type { Logger } from "pino";
import { diskSpace } from "./adapters/disk-space.ts";
import type { Store } from "./adapters/store/store.ts";
import type { Config } from "./config.ts";
import type { Readiness } from "./domain/health.ts";
import type { OperationsView } from "./flows/operations-view.ts";
import type { RecordSpineEvent } from "./flows/spine-event.ts";
import { type HealthWatch, watchHealth } from "./flows/watch-health.ts";
import type { ModelState } from "./ports/language-model.ts";

/** What operations are put together from. Functions are called only after everything is open. */
export type OperationsParts = {
  config: Config;
  store: Pick<Store, "serviceState">;
  log: Logger;
  knowledge: () => Readiness["knowledge"];
  modelState: () => Promise<ModelState | null>;
  stillMs: () => number | null;
};

/** Log and health of this process. `record` is what every part of the spine tells its events to. */
export type Operations = {
  record: RecordSpineEvent;
  view: OperationsView;
  health: Pick<HealthWatch, "start" | "look" | "observed" | "stopping" | "stop">;
};

const toLog =
  (log: Logger): RecordSpineEvent =>
  ({ cause, ...event }) =>
    cause === undefined ? log.info(event, event.code) : log.error({ ...event, err: cause }, event.code);

/** Wires what tells of the service from outside. Nothing is asked of the store before `start` or `look`. */
export const openOperations = ({ config, store, log, knowledge, modelState, stillMs }: OperationsParts): Operations => {
  const health = watchHealth({
    store: store.serviceState,
    disk: () => diskSpace(config.dataFolder),
    diskHoldsStore: config.store.engine === "sqlite",
    knowledge,
    isModelResting: async () => ((await modelState())?.state ?? "ready") !== "ready",
    isOffHere: config.isAnsweringOff,
    stillMs,
    now: () => new Date(),
  });
  const listeners = [toLog(log), health.note];
  return {
    record: (event) => {
      for (const listener of listeners) listener(event);
    },
    view: health,
    health,
  };
};
