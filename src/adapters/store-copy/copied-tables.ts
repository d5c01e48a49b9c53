import type { DatabaseSync } from "node:sqlite";
import { copyRecordTable } from "./copy-record.ts";

/** A table as its database tells it. `key`: the columns of its primary key; `counts`: its key is numbered by the database itself. */
export type CopiedTable = { name: string; columns: string[]; key: string[]; counts: boolean };

type Listed = { name: string; sql: string };
type Column = { name: string; pk: number };

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Names of columns for a statement, each in quotes. */
export const columnList = (columns: readonly string[]): string => columns.map(quoted).join(", ");

/** The name of a table in quotes. */
export const tableName = ({ name }: Pick<CopiedTable, "name">): string => quoted(name);

const parentsOf = (database: DatabaseSync, name: string): Set<string> =>
  new Set(
    database
      .prepare(`PRAGMA foreign_key_list(${quoted(name)})`)
      .all()
      .map(({ table }) => String(table)),
  );

/**
 * Every table of a store in an SQLite file, those that others refer to first. Asked of the file, so that a table of a later migration
 * is never forgotten.
 */
export const copiedTables = (database: DatabaseSync): CopiedTable[] => {
  const listed = database
    .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> ?")
    .all(copyRecordTable) as Listed[];
  const tables = listed
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, sql }): CopiedTable & { parents: Set<string> } => {
      const columns = database.prepare(`PRAGMA table_info(${quoted(name)})`).all() as Column[];
      const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
      const names = (of: Column[]) => of.map((column) => column.name);
      const counts = /\bAUTOINCREMENT\b/i.test(sql);
      return { name, columns: names(columns), key: names(key), counts, parents: parentsOf(database, name) };
    });
  const placed: CopiedTable[] = [];
  while (placed.length < tables.length) {
    const before = placed.length;
    for (const { parents, ...table } of tables) {
      const isPlaced = (name: string) => placed.some((one) => one.name === name);
      if (!isPlaced(table.name) && [...parents].every((parent) => parent === table.name || isPlaced(parent))) placed.push(table);
    }
    if (placed.length === before) throw new Error("tables refer to each other in a circle");
  }
  return placed;
};
