import type { SpineStore } from "../../ports/spine-store.ts";
import { isStoreOutage } from "../store/is-store-outage.ts";
import type { Store } from "../store/store.ts";
import { takeTurnsWithLoop } from "./take-turns-with-loop.ts";

type Arrival = {
  of: Parameters<SpineStore["accept"]>;
  resolve: (outcome: "accepted" | "repeat") => void;
  reject: (cause: unknown) => void;
};

/** Some 25 ms of work: whoever came first should not wait much longer for it than alone. */
const mostTogether = 50;

/**
 * Stores messages that arrive while others are being stored in one transaction, since each transaction waits once for the disk. Each has its
 * own outcome: when one of them cannot be stored, all are tried again one by one, unless the store itself is out of order.
 */
export const acceptTogether = (store: Pick<Store, "spine" | "together">): SpineStore["accept"] => {
  const turn = takeTurnsWithLoop();
  const waiting: Arrival[] = [];
  let isStoring = false;

  const storeAll = async (arrivals: Arrival[]): Promise<void> => {
    try {
      const outcomes = await store.together(async ({ spine }) => {
        const so: ("accepted" | "repeat")[] = [];
        for (const { of } of arrivals) {
          await turn();
          so.push(await spine.accept(...of));
        }
        return so;
      });
      arrivals.forEach(({ resolve }, place) => void resolve(outcomes[place]!));
    } catch (cause) {
      if (arrivals.length === 1 || isStoreOutage(cause)) for (const { reject } of arrivals) reject(cause);
      else for (const arrival of arrivals) await storeAll([arrival]);
    }
  };
  const storeWaiting = async (): Promise<void> => {
    if (isStoring) return;
    isStoring = true;
    while (waiting.length > 0) await storeAll(waiting.splice(0, mostTogether));
    isStoring = false;
  };
  return (...of) =>
    new Promise((resolve, reject) => {
      waiting.push({ of, resolve, reject });
      void storeWaiting();
    });
};
