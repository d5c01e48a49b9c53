import { DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import { refuseNewerSchema } from "../store/migrations/migrations.ts";
import type { Tables } from "../store/tables.ts";
import { type CopiedTable, columnList, copiedTables, tableName } from "../store-copy/copied-tables.ts";
import { type HeldStore, holdsPeoplesThings } from "../store-copy/held-store.ts";
import type { PoolSettings } from "./connection-pool.ts";
import { migratePostgres, migrationTimeoutMs, storedVersion } from "./migrate-postgres.ts";
import { openingFault } from "./opening-fault.ts";
import { placeOfDatabase } from "./place-of-database.ts";
import { postgresTables } from "./postgres-tables.ts";

type Found = Pick<HeldStore, "damage" | "isBare" | "erasures" | "auditHead">;

const rowsAtOnce = 500;

const look = async (inside: Tables): Promise<Found> => {
  const version = await storedVersion(inside);
  if (version === null) return { damage: null, isBare: true, erasures: [], auditHead: null };
  refuseNewerSchema(version, "choose another database with DATABASE_URL");
  const { rows: named } = await sql<{ name: string }>`
    SELECT relname AS name FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND relname <> 'noticeboard_schema'`.execute(
    inside,
  );
  const names = named.map(({ name }) => name);
  const isFilled = async (name: string) => (await sql`SELECT 1 FROM ${sql.table(name)} LIMIT 1`.execute(inside)).rows.length > 0;
  let isBare = true;
  for (const name of names) if (isBare && holdsPeoplesThings(name)) isBare = !(await isFilled(name));
  const erasures = names.includes("erasures") ? await inside.selectFrom("erasures").selectAll().execute() : [];
  const end = names.includes("audit_end") ? await inside.selectFrom("audit_end").select("digest").executeTakeFirst() : undefined;
  return { damage: null, isBare, erasures, auditHead: end?.digest ?? null };
};

const insertRows = async (inside: Tables, database: DatabaseSync, table: CopiedTable): Promise<void> => {
  const into = sql`INSERT INTO ${sql.table(table.name)} (${sql.join(table.columns.map((column) => sql.ref(column)))})`;
  const insert = async (rows: unknown[][]): Promise<void> => {
    if (rows.length === 0) return;
    const values = sql.join(rows.map((row) => sql`(${sql.join(row)})`));
    await sql`${into} OVERRIDING SYSTEM VALUE VALUES ${values}`.execute(inside);
  };
  let batch: unknown[][] = [];
  for (const row of database.prepare(`SELECT ${columnList(table.columns)} FROM ${tableName(table)}`).iterate()) {
    batch.push(table.columns.map((column) => row[column]));
    if (batch.length < rowsAtOnce) continue;
    await insert(batch);
    batch = [];
  }
  await insert(batch);
};

const setCounter = async (inside: Tables, database: DatabaseSync, { name, key }: CopiedTable): Promise<void> => {
  const last = Number(database.prepare("SELECT seq FROM sqlite_sequence WHERE name = ?").get(name)?.seq ?? 0);
  const sequence = sql`pg_get_serial_sequence(${name}, ${key[0]!})`;
  await sql`SELECT setval(${sequence}, ${Math.max(1, last)}, ${last > 0})`.execute(inside);
};

const countIn = async (inside: Tables, name: string): Promise<number> =>
  (await sql<{ count: number }>`SELECT count(*) AS count FROM ${sql.table(name)}`.execute(inside)).rows[0]!.count;

const replace = (tables: Tables, schema: string | null, file: string): Promise<void> =>
  tables.transaction().execute(async (inside) => {
    await migratePostgres(inside, schema);
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      const copied = copiedTables(database);
      await sql`TRUNCATE ${sql.join(copied.map(({ name }) => sql.table(name)))}`.execute(inside);
      for (const table of copied) {
        await insertRows(inside, database, table);
        if (table.counts) await setCounter(inside, database, table);
        const expected = Number(database.prepare(`SELECT count(*) AS count FROM ${tableName(table)}`).get()!.count);
        if ((await countIn(inside, table.name)) !== expected)
          throw new Error(`rows of ${table.name} are missing after the restore`);
      }
    } finally {
      database.close();
    }
  });

/**
 * Keeps everybody out of a store in PostgreSQL until it is released: what is connected holds a lock for as long. The former rows are
 * replaced in one transaction and are not set aside. Throws `StoreFault`: `in_use`, `cannot_open`, `newer_schema`.
 */
export const holdPostgresStore = async (settings: PoolSettings): Promise<HeldStore> => {
  const tables = postgresTables({ ...settings, maxConnections: 1, alone: true, answerTimeoutMs: migrationTimeoutMs });
  const named = (fault: unknown) => openingFault(placeOfDatabase(settings.url, settings.schema), fault);
  try {
    const found = await look(tables);
    return {
      ...found,
      replaceWith: async (file) => {
        await replace(tables, settings.schema, file);
        return null;
      },
      release: () => tables.destroy(),
    };
  } catch (fault) {
    await tables.destroy();
    throw named(fault);
  }
};
