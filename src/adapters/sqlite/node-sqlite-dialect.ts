import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { type Dialect, SqliteDialect } from "kysely";

const statement = (prepared: StatementSync) => ({
  // better-sqlite3 says whether a statement returns rows; node:sqlite lists its columns instead.
  reader: prepared.columns().length > 0,
  all: (parameters: readonly unknown[]) => prepared.all(...(parameters as SQLInputValue[])),
  run: (parameters: readonly unknown[]) => prepared.run(...(parameters as SQLInputValue[])),
  iterate: (parameters: readonly unknown[]) => prepared.iterate(...(parameters as SQLInputValue[])),
});

/** kysely's own SQLite dialect over the SQLite inside Node, which differs from better-sqlite3 in how parameters are handed over. */
export const nodeSqliteDialect = (database: DatabaseSync): Dialect =>
  new SqliteDialect({
    database: {
      close: () => database.close(),
      prepare: (sql) => statement(database.prepare(sql)),
    },
  });
