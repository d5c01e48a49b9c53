import type { ModelFailure } from "../../domain/model-failure.ts";
import type { Asked } from "./ask-within-budget.ts";
import { modelFault } from "./model-fault.ts";

/** Takes what went wrong for the log. Never throws. */
export type FaultLog = { failed(asked: Asked<unknown>): void; unsettled(): void };

/**
 * Passes each failed request on once, but for those that would only repeat a known state: an open circuit not at all, since what
 * opened it was logged, and a spent cap once a day.
 */
export const createFaultLog = (logFault: (code: ModelFailure, cause: Error) => void, now: () => Date): FaultLog => {
  let capLoggedOn = "";

  const log = (code: ModelFailure, cause: Error): void => {
    try {
      logFault(code, cause);
    } catch {
      // A log that fails must not take the reply with it.
    }
  };

  return {
    failed: (asked) => {
      if (asked.kind === "value" || asked.fault.code === "circuit_open") return;
      const { code, errno } = asked.fault;
      // With an errno it is the store that failed, not the money that is spent.
      if (code === "spend_cap" && errno === null) {
        const today = now().toISOString().slice(0, 10);
        if (today === capLoggedOn) return;
        capLoggedOn = today;
      }
      log(code, modelFault(asked.fault, asked.attempts, asked.dialect));
    },
    unsettled: () => log("spend_cap", new Error("model spend_cap: what an attempt cost could not be written; it stays reserved")),
  };
};
