import { closeSync, existsSync, openSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { refuseNewerSchema } from "../store/migrations/migrations.ts";
import { CopyFault } from "../store-copy/copy-fault.ts";
import { storeFileOf } from "./open-sqlite-store.ts";
import { holdInUse } from "./use-lock.ts";

const busyTimeoutMs = 10_000;

/**
 * Writes the store of a data folder, as it is at one moment, into a new file, and gives its schema version. The store is neither migrated
 * nor held up: `VACUUM INTO` reads one moment of the write-ahead log while others go on writing, and leaves out what was erased; SQLite's
 * backup interface would begin again at each write of another process. Throws `CopyFault` with `no_store`, `StoreFault`, and
 * what SQLite throws.
 */
export const copySqliteStore = (dataFolder: string, to: string): number => {
  const file = storeFileOf(dataFolder);
  if (!existsSync(file)) throw new CopyFault("no_store", `There is no store in ${dataFolder}: nothing to copy.`);
  const lock = holdInUse(dataFolder, busyTimeoutMs);
  try {
    const database = new DatabaseSync(file, { readOnly: true, timeout: busyTimeoutMs });
    try {
      const version = Number(database.prepare("PRAGMA user_version").get()?.user_version);
      refuseNewerSchema(version, "copy the store with that one");
      if (version === 0) throw new CopyFault("no_store", `The store in ${dataFolder} is empty: nothing to copy.`);
      closeSync(openSync(to, "wx", 0o600));
      database.prepare("VACUUM INTO ?").run(to);
      return version;
    } finally {
      database.close();
    }
  } finally {
    lock.release();
  }
};
