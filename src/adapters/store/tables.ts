import { type Kysely, PostgresAdapter } from "kysely";
import type { Schema } from "./schema.ts";

/** The stored tables of either engine, or a transaction over them. A repository made over a transaction does all its work inside it. */
export type Tables = Kysely<Schema>;

/** Runs `work` in a transaction that is made good or taken back whole; inside the one that `tables` is already, when it is one. */
export const inTransaction = <T>(tables: Tables, work: (inside: Tables) => Promise<T>): Promise<T> =>
  tables.isTransaction ? work(tables) : tables.transaction().execute(work);

/** Runs readings that must all see the same moment. Whoever writes meanwhile is not waited for. */
export const inOneReading = <T>(tables: Tables, read: (inside: Tables) => Promise<T>): Promise<T> =>
  tables.isTransaction
    ? read(tables)
    : tables.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(read);

/**
 * Whether rows can be locked for the rest of a transaction (`for update`). On SQLite a transaction that writes keeps all others out
 * anyway, and there is no such clause.
 */
export const locksRows = (tables: Tables): boolean => tables.getExecutor().adapter instanceof PostgresAdapter;
