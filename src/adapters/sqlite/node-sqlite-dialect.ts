import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from "kysely";
import { takeTurnsWithLoop } from "./take-turns-with-loop.ts";
import { waitWhileBusy } from "./wait-while-busy.ts";

const statement = (prepared: StatementSync) => ({
  // better-sqlite3 says whether a statement returns rows; node:sqlite lists its columns instead.
  reader: prepared.columns().length > 0,
  all: (parameters: readonly unknown[]) => prepared.all(...(parameters as SQLInputValue[])),
  run: (parameters: readonly unknown[]) => prepared.run(...(parameters as SQLInputValue[])),
  iterate: (parameters: readonly unknown[]) => prepared.iterate(...(parameters as SQLInputValue[])),
});

/**
 * A refused statement has changed nothing and may be said again. Inside a transaction that writes none is refused, for the lock was taken
 * at its beginning; so no two wait for each other.
 */
const patient = (connection: DatabaseConnection, busyTimeoutMs: number): DatabaseConnection => ({
  executeQuery: (query) => waitWhileBusy(busyTimeoutMs, () => connection.executeQuery(query)),
  streamQuery: (query, size) => connection.streamQuery(query, size),
});

/**
 * Takes the write lock when a transaction begins. A plain `begin` takes it at the first write, and fails at once, without waiting,
 * when another process has written since the first read. What only reads takes no lock, and waits for nobody.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #busyTimeoutMs: number;
  readonly #isInTransaction: () => boolean;
  readonly #turn = takeTurnsWithLoop();
  #connection: DatabaseConnection | null = null;

  constructor(database: SqliteDatabase, busyTimeoutMs: number, isInTransaction: () => boolean) {
    super({ database });
    this.#busyTimeoutMs = busyTimeoutMs;
    this.#isInTransaction = isInTransaction;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    await this.#turn();
    this.#connection ??= patient(await super.acquireConnection(), this.#busyTimeoutMs);
    return this.#connection;
  }

  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(settings?.accessMode === "read only" ? "begin" : "begin immediate"));
  }

  /** A full disk, or one that fails, has SQLite roll back by itself. Told to do it again it complains, and what went wrong would be lost. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#isInTransaction()) await super.rollbackTransaction(connection);
  }
}

/** SQLite's own busy time-out sleeps, and this thread with it: it is taken over, so that the thread goes on while a statement waits. */
const takeOverWaiting = (database: DatabaseSync): number => {
  const waitMs = Number(database.prepare("PRAGMA busy_timeout").get()?.timeout ?? 0);
  database.exec("PRAGMA busy_timeout = 0");
  return waitMs;
};

/**
 * kysely's own SQLite dialect over the SQLite inside Node, which differs from better-sqlite3 in how parameters are handed over. A writer
 * waits for another process or thread as long as the database's busy time-out says, without holding this thread up.
 */
export const nodeSqliteDialect = (database: DatabaseSync): Dialect => {
  const busyTimeoutMs = takeOverWaiting(database);
  const adapted: SqliteDatabase = { close: () => database.close(), prepare: (sql) => statement(database.prepare(sql)) };
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ImmediateDriver(adapted, busyTimeoutMs, () => database.isTransaction),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
};
