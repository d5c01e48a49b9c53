import { type Repositories, repositoriesOver } from "./repositories.ts";
import { inTransaction, type Tables } from "./tables.ts";

/** How a store stands: `says` names it, and what to do when it is not good. */
export type StoreCheck = { isGood: boolean; says: string };

/** Whether what was removed is gone from the store's files too; `says` tells what was done, or why it could not be. */
export type ScrubResult = { isClean: boolean; says: string };

/** An open store, on whichever engine. */
export type Store = Repositories & {
  /** All that `work` writes through the repositories it is given becomes true in one moment, or none of it when it throws. */
  together<T>(work: (inside: Repositories) => Promise<T>): Promise<T>;
  /** Asks the store, and says in words which it is and, when it is not good, what to do. Rejects when it does not answer. */
  check(): Promise<StoreCheck>;
  /** Takes what was removed out of the store's files, waiting for others up to `waitMs`. Can be done again at any time. */
  scrub(waitMs: number): Promise<ScrubResult>;
  /** Waits for nothing: callers end their work first. Closing twice does nothing. */
  close(): Promise<void>;
};

/** The store over an engine's migrated tables; `end` is called once, after the tables have been let go. */
export const storeOver = (
  tables: Tables,
  engine: { check(): Promise<StoreCheck>; scrub(waitMs: number): Promise<ScrubResult>; end?(): void },
): Store => {
  let isOpen = true;
  return {
    ...repositoriesOver(tables),
    together: (work) => inTransaction(tables, (inside) => work(repositoriesOver(inside))),
    check: engine.check,
    scrub: engine.scrub,
    close: async () => {
      if (!isOpen) return;
      isOpen = false;
      await tables.destroy();
      engine.end?.();
    },
  };
};
