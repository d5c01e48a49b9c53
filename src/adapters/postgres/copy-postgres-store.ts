import { closeSync, openSync } from "node:fs";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { sql } from "kysely";
import { migrateSqlite } from "../sqlite/migrate-sqlite.ts";
import { refuseNewerSchema } from "../store/migrations/migrations.ts";
import type { Tables } from "../store/tables.ts";
import { inOneReading } from "../store/tables.ts";
import { type CopiedTable, columnList, copiedTables, tableName } from "../store-copy/copied-tables.ts";
import { CopyFault } from "../store-copy/copy-fault.ts";
import type { PoolSettings } from "./connection-pool.ts";
import { storedVersion } from "./migrate-postgres.ts";
import { openingFault } from "./opening-fault.ts";
import { placeOfDatabase } from "./place-of-database.ts";
import { postgresTables } from "./postgres-tables.ts";

const rowsAtOnce = 500;

const copyRows = async (inside: Tables, database: DatabaseSync, table: CopiedTable): Promise<void> => {
  const places = table.columns.map(() => "?").join(", ");
  const insert = database.prepare(`INSERT INTO ${tableName(table)} (${columnList(table.columns)}) VALUES (${places})`);
  const columns = sql.join(table.columns.map((column) => sql.ref(column)));
  await sql`DECLARE copied NO SCROLL CURSOR FOR SELECT ${columns} FROM ${sql.table(table.name)}`.execute(inside);
  for (;;) {
    const { rows } = await sql<Record<string, SQLInputValue>>`FETCH ${sql.lit(rowsAtOnce)} FROM copied`.execute(inside);
    for (const row of rows) insert.run(...table.columns.map((column) => row[column]!));
    if (rows.length < rowsAtOnce) break;
  }
  await sql`CLOSE copied`.execute(inside);
};

/** Numbers that were given and are gone again are not given anew in what the copy becomes. */
const copyCounter = async (inside: Tables, database: DatabaseSync, { name, key }: CopiedTable): Promise<void> => {
  const { rows } = await sql<{ sequence: string }>`SELECT pg_get_serial_sequence(${name}, ${key[0]!}) AS sequence`.execute(
    inside,
  );
  const read = sql<{
    last: number;
  }>`SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS last FROM ${sql.raw(rows[0]!.sequence)}`;
  const last = (await read.execute(inside)).rows[0]!.last;
  database.prepare("DELETE FROM sqlite_sequence WHERE name = ?").run(name);
  database.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)").run(name, last);
};

const fill = async (inside: Tables, database: DatabaseSync): Promise<number> => {
  const version = await storedVersion(inside);
  if (version === null || version === 0) throw new CopyFault("no_store", "There is no store in the database: nothing to copy.");
  refuseNewerSchema(version, "copy the store with that one");
  migrateSqlite(database, version);
  const tables = copiedTables(database);
  database.exec("BEGIN");
  for (const table of [...tables].reverse()) database.exec(`DELETE FROM ${tableName(table)}`);
  for (const table of tables) {
    await copyRows(inside, database, table);
    if (table.counts) await copyCounter(inside, database, table);
  }
  database.exec("COMMIT");
  return version;
};

/**
 * Writes the store of a PostgreSQL database, as it is at one moment, into a new SQLite file, and gives its schema version. The store is
 * neither migrated nor held up: everything is read in one repeatable-read transaction. Throws `CopyFault` with `no_store`,
 * `StoreFault`, and what the engines throw.
 */
export const copyPostgresStore = async (settings: PoolSettings, to: string): Promise<number> => {
  const tables = postgresTables({ ...settings, maxConnections: 1 });
  closeSync(openSync(to, "wx", 0o600));
  const database = new DatabaseSync(to);
  try {
    return await inOneReading(tables, (inside) => fill(inside, database)).catch((fault: unknown) => {
      const isOfCopy = fault instanceof CopyFault || (fault as { code?: unknown }).code === "ERR_SQLITE_ERROR";
      throw isOfCopy ? fault : openingFault(placeOfDatabase(settings.url, settings.schema), fault);
    });
  } finally {
    database.close();
    await tables.destroy();
  }
};
