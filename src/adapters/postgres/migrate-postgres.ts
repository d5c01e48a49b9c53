import { sql } from "kysely";
import { migrationFailed, migrations, refuseNewerSchema, schemaVersion } from "../store/migrations/migrations.ts";
import { inTransaction, type Tables } from "../store/tables.ts";
import { postgresDdl } from "./postgres-ddl.ts";

/** The longest that a migration may take, waiting for another's included. */
export const migrationTimeoutMs = 600_000;

/** One for every Noticeboard in the database: "notice" in ASCII. */
const lockKey = 0x6e6f74696365;

/** The schema version of a store in PostgreSQL; null when there is none. */
export const storedVersion = async (inside: Tables): Promise<number | null> => {
  const { rows } = await sql<{ found: string | null }>`SELECT to_regclass('noticeboard_schema')::text AS found`.execute(inside);
  if (rows[0]?.found === null) return null;
  const { rows: versions } = await sql<{ version: number }>`SELECT version FROM noticeboard_schema`.execute(inside);
  return versions[0]?.version ?? 0;
};

const readVersion = async (inside: Tables): Promise<number> => {
  const version = await storedVersion(inside);
  if (version === null) {
    await sql`CREATE TABLE noticeboard_schema (only_row BIGINT PRIMARY KEY CHECK (only_row = 1), version BIGINT NOT NULL)`.execute(
      inside,
    );
    await sql`INSERT INTO noticeboard_schema VALUES (1, 0)`.execute(inside);
  }
  return version ?? 0;
};

const runStep = async (inside: Tables, statements: string): Promise<void> => {
  try {
    await sql.raw(statements).execute(inside);
  } catch (cause) {
    throw migrationFailed(cause);
  }
};

/**
 * Brings a database to `schemaVersion` in one transaction (the one that `tables` is, when it is one) under an advisory lock, so that of processes that start together one
 * migrates and the others wait. `schema` is made when it is named and missing. Throws `StoreFault` with `newer_schema` or
 * `migration_failed`, and what pg throws when the database cannot be reached or refuses; nothing is changed then.
 */
export const migratePostgres = (tables: Tables, schema: string | null): Promise<void> =>
  inTransaction(tables, async (inside) => {
    await sql`SELECT set_config('statement_timeout', ${String(migrationTimeoutMs)}, true)`.execute(inside);
    await sql`SELECT pg_advisory_xact_lock(${lockKey})`.execute(inside);
    if (schema !== null) await sql`CREATE SCHEMA IF NOT EXISTS ${sql.id(schema)}`.execute(inside);
    const version = await readVersion(inside);
    refuseNewerSchema(version, "choose another database with DATABASE_URL");
    for (const step of migrations.slice(version).flat()) {
      await runStep(inside, typeof step === "string" ? postgresDdl(step) : step.postgres);
    }
    if (version < schemaVersion) await sql`UPDATE noticeboard_schema SET version = ${schemaVersion}`.execute(inside);
  });
