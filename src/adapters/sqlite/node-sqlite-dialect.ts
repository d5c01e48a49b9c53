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

const statement = (prepared: StatementSync) => ({
  // better-sqlite3 says whether a statement returns rows; node:sqlite lists its columns instead.
  reader: prepared.columns().length > 0,
  all: (parameters: readonly unknown[]) => prepared.all(...(parameters as SQLInputValue[])),
  run: (parameters: readonly unknown[]) => prepared.run(...(parameters as SQLInputValue[])),
  iterate: (parameters: readonly unknown[]) => prepared.iterate(...(parameters as SQLInputValue[])),
});

/**
 * Takes the write lock when a transaction begins. A plain `begin` takes it at the first write, and fails at once, without waiting,
 * when another process has written since the first read. What only reads takes no lock, and waits for nobody.
 */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(settings?.accessMode === "read only" ? "begin" : "begin immediate"));
  }
}

/** kysely's own SQLite dialect over the SQLite inside Node, which differs from better-sqlite3 in how parameters are handed over. */
export const nodeSqliteDialect = (database: DatabaseSync): Dialect => {
  const adapted: SqliteDatabase = { close: () => database.close(), prepare: (sql) => statement(database.prepare(sql)) };
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ImmediateDriver({ database: adapted }),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
};
