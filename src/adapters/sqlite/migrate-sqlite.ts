import type { DatabaseSync } from "node:sqlite";
import { migrationFailed, migrations, refuseNewerSchema, schemaVersion } from "../store/migrations/migrations.ts";
import { StoreFault } from "../store/store-fault.ts";

/**
 * Brings a database to `schemaVersion` inside one immediate transaction, so that of two processes that start together one waits.
 * Throws `StoreFault` with `newer_schema` when a newer Noticeboard wrote it, and `migration_failed` when a step fails: nothing is changed then.
 */
export const migrateSqlite = (database: DatabaseSync): void => {
  database.exec("BEGIN IMMEDIATE");
  try {
    const version = Number(database.prepare("PRAGMA user_version").get()?.user_version ?? 0);
    refuseNewerSchema(version, "choose another data folder with --data");
    for (const step of migrations.slice(version).flat()) database.exec(typeof step === "string" ? step : step.sqlite);
    database.exec(`PRAGMA user_version = ${schemaVersion}`);
    database.exec("COMMIT");
  } catch (cause) {
    database.exec("ROLLBACK");
    throw cause instanceof StoreFault ? cause : migrationFailed(cause);
  }
};
