import { mkdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import { schemaVersion } from "../store/migrations/migrations.ts";
import type { Schema } from "../store/schema.ts";
import { storableTextPlugin } from "../store/storable-text-plugin.ts";
import { type Store, storeOver } from "../store/store.ts";
import { StoreFault } from "../store/store-fault.ts";
import type { Tables } from "../store/tables.ts";
import { migrateSqlite } from "./migrate-sqlite.ts";
import { nodeSqliteDialect } from "./node-sqlite-dialect.ts";

/** The file that holds a data folder's store. */
export const storeFileOf = (dataFolder: string): string => path.join(dataFolder, "noticeboard.sqlite");

/** How long a writer waits for another process before it gives up. */
const busyTimeoutMs = 10_000;

const openDatabase = (file: string): DatabaseSync => {
  try {
    const database = new DatabaseSync(file, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true });
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = FULL");
    return database;
  } catch (cause) {
    throw new StoreFault("cannot_open", `The store ${file} cannot be opened. Check that the folder can be written to.`, {
      cause,
    });
  }
};

/**
 * Opens `noticeboard.sqlite` in a data folder, making both when they are missing, and brings it to the present schema.
 * Throws `StoreFault` with `cannot_open`, `newer_schema` or `migration_failed`.
 */
export const openSqliteStore = (dataFolder: string): Store => {
  try {
    mkdirSync(dataFolder, { recursive: true });
  } catch (cause) {
    throw new StoreFault("cannot_open", `The data folder ${dataFolder} cannot be made.`, { cause });
  }
  const database = openDatabase(storeFileOf(dataFolder));
  try {
    migrateSqlite(database);
  } catch (fault) {
    database.close();
    throw fault;
  }
  const tables: Tables = new Kysely<Schema>({ dialect: nodeSqliteDialect(database), plugins: [storableTextPlugin] });
  return storeOver(tables, {
    describe: async () => {
      await tables.selectFrom("knowledge_state").select("revision").executeTakeFirstOrThrow();
      return `SQLite in ${dataFolder}, tables version ${schemaVersion}`;
    },
    // A store that was never asked anything has not been handed to kysely, which then leaves it open.
    end: () => {
      if (database.isOpen) database.close();
    },
  });
};
