import { Kysely, PostgresDialect } from "kysely";
import type { Schema } from "../store/schema.ts";
import { storableTextPlugin } from "../store/storable-text-plugin.ts";
import type { Tables } from "../store/tables.ts";
import { connectionPool, type PoolSettings } from "./connection-pool.ts";

/** The stored tables of a PostgreSQL database; nothing is connected before the first query. */
export const postgresTables = (settings: PoolSettings): Tables =>
  new Kysely<Schema>({ dialect: new PostgresDialect({ pool: connectionPool(settings) }), plugins: [storableTextPlugin] });
