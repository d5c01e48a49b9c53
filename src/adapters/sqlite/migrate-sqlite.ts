import type { DatabaseSync } from "node:sqlite";
import { isStoreOutage } from "../store/is-store-outage.ts";
import { migrationFailed, migrations, refuseNewerSchema, schemaVersion } from "../store/migrations/migrations.ts";
import { StoreFault } from "../store/store-fault.ts";

/**
 * Brings a database to `schemaVersion`, or an empty one to an earlier schema (`upTo`), inside one immediate transaction, so that of two
 * processes that start together one waits.
 * Throws `StoreFault` with `newer_schema` when a newer Noticeboard wrote it, and `migration_failed` when a step fails, or what
 * SQLite throws when its disk does: nothing is changed then. A store that is up to date is not written to.
 */
export const migrateSqlite = (database: DatabaseSync, upTo = schemaVersion): void => {
  database.exec("BEGIN IMMEDIATE");
  try {
    const version = Number(database.prepare("PRAGMA user_version").get()?.user_version ?? 0);
    refuseNewerSchema(version, "choose another data folder with --data");
    for (const step of migrations.slice(version, upTo).flat()) database.exec(typeof step === "string" ? step : step.sqlite);
    if (version < upTo) database.exec(`PRAGMA user_version = ${upTo}`);
    database.exec("COMMIT");
  } catch (cause) {
    // A disk that is full or fails has SQLite roll back by itself.
    if (database.isTransaction) database.exec("ROLLBACK");
    throw cause instanceof StoreFault || isStoreOutage(cause) ? cause : migrationFailed(cause);
  }
};
