import { sql } from "kysely";
import { type ScrubResult, type Store, storeOver } from "../store/store.ts";
import { StoreFault } from "../store/store-fault.ts";
import type { Tables } from "../store/tables.ts";
import { checkDatabase } from "./check-database.ts";
import type { PoolSettings } from "./connection-pool.ts";
import { migratePostgres, migrationTimeoutMs } from "./migrate-postgres.ts";
import { openingFault } from "./opening-fault.ts";
import { placeOfDatabase } from "./place-of-database.ts";
import { postgresTables } from "./postgres-tables.ts";
import { scrubPostgres } from "./scrub-postgres.ts";

/** Text that is not UTF-8 in the database would come back as other text, or be refused, at the first name with an accent. */
const refuseOtherEncoding = async (tables: Tables, place: string): Promise<void> => {
  const { rows } = await sql<{ encoding: string }>`SELECT current_setting('server_encoding') AS encoding`.execute(tables);
  if (rows[0]?.encoding === "UTF8") return;
  const todo = "Make another with createdb --encoding=UTF8 --template=template0.";
  throw new StoreFault("cannot_open", `The store, ${place}, keeps text as ${rows[0]?.encoding}, not UTF-8. ${todo}`);
};

/** A migration may take its time, or wait for another's; nothing else may, so it has a connection of its own. */
const bringUpToDate = async (settings: PoolSettings, place: string): Promise<void> => {
  const tables = postgresTables({ ...settings, maxConnections: 1, answerTimeoutMs: migrationTimeoutMs });
  try {
    await refuseOtherEncoding(tables, place);
    await migratePostgres(tables, settings.schema);
  } catch (fault) {
    throw openingFault(place, fault);
  } finally {
    await tables.destroy();
  }
};

/** Writing tables anew takes as long as it takes, so it has a connection of its own. */
const scrub = async (settings: PoolSettings, waitMs: number): Promise<ScrubResult> => {
  const tables = postgresTables({ ...settings, maxConnections: 1, answerTimeoutMs: migrationTimeoutMs });
  try {
    return await scrubPostgres(tables, waitMs);
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
  const tables = postgresTables(settings);
  return storeOver(tables, { check: () => checkDatabase(tables, place), scrub: (waitMs) => scrub(settings, waitMs) });
};
