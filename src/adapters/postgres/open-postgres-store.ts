import { Kysely, PostgresDialect, sql } from "kysely";
import type { Schema } from "../store/schema.ts";
import { storableTextPlugin } from "../store/storable-text-plugin.ts";
import { type Store, storeOver } from "../store/store.ts";
import { StoreFault } from "../store/store-fault.ts";
import type { Tables } from "../store/tables.ts";
import { checkDatabase } from "./check-database.ts";
import { connectionPool, type PoolSettings } from "./connection-pool.ts";
import { migratePostgres, migrationTimeoutMs } from "./migrate-postgres.ts";
import { openingFault } from "./opening-fault.ts";
import { placeOfDatabase } from "./place-of-database.ts";

/** Text that is not UTF-8 in the database would come back as other text, or be refused, at the first name with an accent. */
const refuseOtherEncoding = async (tables: Tables, place: string): Promise<void> => {
  const { rows } = await sql<{ encoding: string }>`SELECT current_setting('server_encoding') AS encoding`.execute(tables);
  if (rows[0]?.encoding === "UTF8") return;
  const todo = "Make another with createdb --encoding=UTF8 --template=template0.";
  throw new StoreFault("cannot_open", `The store, ${place}, keeps text as ${rows[0]?.encoding}, not UTF-8. ${todo}`);
};

const tablesOver = (settings: PoolSettings): Tables =>
  new Kysely<Schema>({ dialect: new PostgresDialect({ pool: connectionPool(settings) }), plugins: [storableTextPlugin] });

/** A migration may take its time, or wait for another's; nothing else may, so it has a connection of its own. */
const bringUpToDate = async (settings: PoolSettings, place: string): Promise<void> => {
  const tables = tablesOver({ ...settings, maxConnections: 1, answerTimeoutMs: migrationTimeoutMs });
  try {
    await refuseOtherEncoding(tables, place);
    await migratePostgres(tables, settings.schema);
  } catch (fault) {
    throw openingFault(place, fault);
  } finally {
    await tables.destroy();
  }
};

/**
 * Opens the store in a PostgreSQL database and brings it to the present schema. Throws `StoreFault` with `cannot_open`, `newer_schema`
 * or `migration_failed`; none of its messages holds the password.
 */
export const openPostgresStore = async (settings: PoolSettings): Promise<Store> => {
  const place = placeOfDatabase(settings.url, settings.schema);
  await bringUpToDate(settings, place);
  const tables = tablesOver(settings);
  return storeOver(tables, { check: () => checkDatabase(tables, place) });
};
