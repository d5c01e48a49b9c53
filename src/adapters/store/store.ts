import { type Repositories, repositoriesOver } from "./repositories.ts";
import { inTransaction, type Tables } from "./tables.ts";

/** An open store, on whichever engine. */
export type Store = Repositories & {
  /** All that `work` writes through the repositories it is given becomes true in one moment, or none of it when it throws. */
  together<T>(work: (inside: Repositories) => Promise<T>): Promise<T>;
  /** Asks the store, and says in words which it is. Rejects when it does not answer. */
  describe(): Promise<string>;
  /** Waits for nothing: callers end their work first. Closing twice does nothing. */
  close(): Promise<void>;
};

/** The store over an engine's migrated tables; `end` is called once, after the tables have been let go. */
export const storeOver = (tables: Tables, engine: { describe(): Promise<string>; end?(): void }): Store => {
  let isOpen = true;
  return {
    ...repositoriesOver(tables),
    together: (work) => inTransaction(tables, (inside) => work(repositoriesOver(inside))),
    describe: engine.describe,
    close: async () => {
      if (!isOpen) return;
      isOpen = false;
      await tables.destroy();
      engine.end?.();
    },
  };
};
