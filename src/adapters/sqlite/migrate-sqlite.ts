import type { DatabaseSync } from "node:sqlite";
import { migrations, newerSchema, schemaVersion } from "../store/migrations.ts";
import { StoreFault } from "../store/store-fault.ts";

/**
 * Brings a database to `schemaVersion` inside one immediate transaction, so that of two processes that start together one waits.
 * Throws `StoreFault` with `newer_schema` when a newer Noticeboard wrote it, and `migration_failed` when a step fails: nothing is changed then.
 */
export const migrateSqlite = (database: DatabaseSync): void => {
  database.exec("BEGIN IMMEDIATE");
  try {
    const version = Number(database.prepare("PRAGMA user_version").get()?.user_version ?? 0);
    if (version > schemaVersion) throw newerSchema(version, "choose another data folder with --data");
    for (const migration of migrations.slice(version)) database.exec(migration);
    database.exec(`PRAGMA user_version = ${schemaVersion}`);
    database.exec("COMMIT");
  } catch (cause) {
    database.exec("ROLLBACK");
    if (cause instanceof StoreFault) throw cause;
    throw new StoreFault("migration_failed", "The store could not be brought to the present schema; it is unchanged.", { cause });
  }
};
