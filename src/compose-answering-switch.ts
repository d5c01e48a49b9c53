import { openStore } from "./compose-store.ts";
import type { Config } from "./config.ts";
import type { AnsweringSwitch } from "./ports/service-state.ts";

/** The switch that all replicas of a store obey. `turn` gives false when it stood so already. */
export type SharedSwitch = {
  state(): Promise<AnsweringSwitch>;
  turn(to: AnsweringSwitch["state"]): Promise<boolean>;
  close(): Promise<void>;
};

/** Opens the store alone, so that the switch works also where pages or models do not. Throws `StoreFault`. */
export const openSharedSwitch = async (config: Config): Promise<SharedSwitch> => {
  const store = await openStore(config);
  return {
    state: () => store.serviceState.answering(),
    turn: (to) =>
      store.together(async ({ serviceState, audit }) => {
        const at = { nowAt: new Date().toISOString() };
        const isTurned = await serviceState.switchAnswering(to, at);
        const subject = { kind: "store", id: "answering" } as const;
        if (isTurned) await audit.append({ actor: "operator", action: "answering_switched", subject, codes: { to } }, at);
        return isTurned;
      }),
    close: () => store.close(),
  };
};
