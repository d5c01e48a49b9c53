import { DatabaseSync } from "node:sqlite";
import { openSqliteStore, storeFileOf } from "../sqlite/open-sqlite-store.ts";
import type { Store } from "../store/store.ts";
import { removeCopyRecord } from "./copy-record.ts";
import { type OpenedCopy, openCopy } from "./open-copy.ts";

const withDatabase = (file: string, work: (database: DatabaseSync) => void): void => {
  const database = new DatabaseSync(file);
  try {
    work(database);
  } finally {
    database.close();
  }
};

/**
 * Makes a store of a copy in an empty folder, checked and brought to the present schema; `close` it before its file (`storeFileOf`) is used.
 * Rejects like `openCopy`, and with `StoreFault`.
 */
export const makeStoreOfCopy = async (
  file: string,
  passphrase: string | null,
  folder: string,
): Promise<{ opened: OpenedCopy; store: Store }> => {
  const opened = await openCopy(file, passphrase, storeFileOf(folder));
  withDatabase(storeFileOf(folder), removeCopyRecord);
  return { opened, store: openSqliteStore(folder) };
};

/** Writes a closed store's file anew, so that nothing that was erased is left in its free pages. */
export const compactStore = (folder: string): void =>
  withDatabase(storeFileOf(folder), (database) => database.exec("PRAGMA journal_mode = DELETE; VACUUM"));
