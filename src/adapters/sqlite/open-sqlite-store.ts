import { mkdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import { schemaVersion } from "../store/migrations/migrations.ts";
import type { Schema } from "../store/schema.ts";
import { storableTextPlugin } from "../store/storable-text-plugin.ts";
import { type Store, storeOver } from "../store/store.ts";
import type { Tables } from "../store/tables.ts";
import { acceptTogether } from "./accept-together.ts";
import { isBusy } from "./is-busy.ts";
import { migrateSqlite } from "./migrate-sqlite.ts";
import { nodeSqliteDialect } from "./node-sqlite-dialect.ts";
import { openingFault } from "./opening-fault.ts";
import { scrubSqlite } from "./scrub-sqlite.ts";
import { holdInUse, type UseLock } from "./use-lock.ts";

/** The file that holds a data folder's store. */
export const storeFileOf = (dataFolder: string): string => path.join(dataFolder, "noticeboard.sqlite");

const defaultBusyTimeoutMs = 10_000;

/** SQLite does not wait for its turn to change the journal mode, so of processes that make a store together all but one fail at once. */
const useWriteAheadLog = (database: DatabaseSync, busyTimeoutMs: number): void => {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (const startedAt = Date.now(); ; Atomics.wait(pause, 0, 0, 10)) {
    try {
      database.exec("PRAGMA journal_mode = WAL");
      return;
    } catch (fault) {
      if (!isBusy(fault) || Date.now() - startedAt > busyTimeoutMs) throw fault;
    }
  }
};

const openDatabase = (file: string, busyTimeoutMs: number): DatabaseSync => {
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true });
  try {
    useWriteAheadLog(database, busyTimeoutMs);
    database.exec("PRAGMA synchronous = FULL");
    // What is removed is written over, so that a member's words do not lie on in free places of the file.
    database.exec("PRAGMA secure_delete = ON");
    migrateSqlite(database);
    return database;
  } catch (fault) {
    database.close();
    throw fault;
  }
};

/**
 * Opens `noticeboard.sqlite` in a data folder, making both when they are missing, and brings it to the present schema. A writer waits
 * `busyTimeoutMs` for another process before it gives up.
 * Throws `StoreFault` with `cannot_open`, `newer_schema`, `migration_failed`, or `in_use` while it is being brought back from a copy.
 */
export const openSqliteStore = (dataFolder: string, busyTimeoutMs = defaultBusyTimeoutMs): Store => {
  const file = storeFileOf(dataFolder);
  let lock: UseLock | null = null;
  let database: DatabaseSync;
  try {
    mkdirSync(dataFolder, { recursive: true });
    lock = holdInUse(dataFolder, busyTimeoutMs);
    database = openDatabase(file, busyTimeoutMs);
  } catch (fault) {
    lock?.release();
    throw openingFault(file, isBusy(fault) ? busyTimeoutMs : null, fault);
  }
  const tables: Tables = new Kysely<Schema>({ dialect: nodeSqliteDialect(database), plugins: [storableTextPlugin] });
  const store = storeOver(tables, {
    check: async () => {
      await tables.selectFrom("knowledge_state").select("revision").executeTakeFirstOrThrow();
      return { isGood: true, says: `SQLite in ${dataFolder}, tables version ${schemaVersion}` };
    },
    // Inside kysely's turn, so that no transaction of this process is in the way.
    scrub: (waitMs) => tables.connection().execute(() => scrubSqlite(database, waitMs)),
    // A store that was never asked anything has not been handed to kysely, which then leaves it open.
    end: () => {
      if (database.isOpen) database.close();
      lock?.release();
    },
  });
  return { ...store, spine: { ...store.spine, accept: acceptTogether(store) } };
};
