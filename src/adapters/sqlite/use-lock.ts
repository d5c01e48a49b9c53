import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StoreFault } from "../store/store-fault.ts";
import { isBusy } from "./is-busy.ts";

/** A hold on a data folder's store, which ends with the process at the latest. */
export type UseLock = { release(): void };

/*
 * SQLite's own locks on a small file beside the store: whoever uses the store reads in it for as long, whoever replaces the store keeps it
 * for themselves. The operating system frees them when a process dies, in whatever way. The store's own file would not do: it is
 * the thing that is replaced, and may be damaged.
 */
const lockFileOf = (dataFolder: string): string => path.join(dataFolder, "noticeboard.in-use");

const begin = (dataFolder: string, statements: string, timeoutMs: number, refused: (cause: unknown) => StoreFault): UseLock => {
  const database = new DatabaseSync(lockFileOf(dataFolder), { timeout: timeoutMs });
  try {
    database.exec(statements);
  } catch (cause) {
    database.close();
    throw isBusy(cause) ? refused(cause) : cause;
  }
  return {
    release: () => {
      if (database.isOpen) database.close();
    },
  };
};

/**
 * Says that this process uses the store of a folder. Waits up to `timeoutMs` while the store is being replaced, then throws `StoreFault`
 * with `in_use`.
 */
export const holdInUse = (dataFolder: string, timeoutMs: number): UseLock =>
  begin(dataFolder, "BEGIN; SELECT count(*) FROM sqlite_master", timeoutMs, (cause) => {
    const todo = "Start again when that is done.";
    return new StoreFault("in_use", `The store in ${dataFolder} is being brought back from a copy. ${todo}`, { cause });
  });

/** Keeps everybody else out of the store of a folder. Throws `StoreFault` with `in_use` when somebody uses it. */
export const holdAlone = (dataFolder: string): UseLock =>
  begin(dataFolder, "BEGIN EXCLUSIVE", 0, (cause) => {
    const todo = "Stop it (and every other command), then restore again.";
    return new StoreFault("in_use", `A service uses the store in ${dataFolder}. ${todo}`, { cause });
  });
