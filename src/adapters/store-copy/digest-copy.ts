import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { canonicalJson } from "../../domain/canonical-json.ts";
import { columnList, copiedTables, tableName } from "./copied-tables.ts";
import { type CopyRecord, copyRecordTable } from "./copy-record.ts";

/** How tables, indexes and triggers were made: a copy that comes back becomes the store, so those must be what they were, too. */
const made = (database: DatabaseSync) =>
  database.prepare("SELECT type, name, sql FROM sqlite_master WHERE tbl_name <> ? ORDER BY type, name").all(copyRecordTable);

/**
 * Counts the rows of a copy, and digests every value of them in the order of their keys together with how the tables were made and what
 * the copy says of itself: SHA-256, hex. Bytes are digested apart from the rest of their row.
 */
export const digestCopy = (
  database: DatabaseSync,
  { copiedAt, engine, schemaVersion, secret, secretMark }: Omit<CopyRecord, "rows" | "digest">,
): Pick<CopyRecord, "rows" | "digest"> => {
  const hash = createHash("sha256");
  const secretHex = secret === null ? null : Buffer.from(secret).toString("hex");
  hash.update(canonicalJson({ copiedAt, engine, schemaVersion, secretHex, secretMark }));
  for (const { type, name, sql } of made(database)) hash.update(`\n${JSON.stringify([type, name, sql])}`);
  const rows: Record<string, number> = {};
  for (const table of copiedTables(database)) {
    const order = columnList(table.key.length === 0 ? table.columns : table.key);
    const reading = database.prepare(`SELECT ${columnList(table.columns)} FROM ${tableName(table)} ORDER BY ${order}`);
    hash.update(`\n${JSON.stringify([table.name, table.columns])}`);
    let count = 0;
    for (const row of reading.iterate()) {
      const blobs: Uint8Array[] = [];
      const values = table.columns.map((column) => {
        const value = row[column];
        if (!(value instanceof Uint8Array)) return value;
        blobs.push(value);
        return { bytes: value.length };
      });
      hash.update(`\n${JSON.stringify(values)}`);
      for (const blob of blobs) hash.update(blob);
      count += 1;
    }
    rows[table.name] = count;
  }
  return { rows, digest: hash.digest("hex") };
};
