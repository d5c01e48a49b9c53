import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { canonicalJson } from "../../domain/canonical-json.ts";
import { columnList, copiedTables, tableName } from "./copied-tables.ts";
import type { CopyRecord } from "./copy-record.ts";

/**
 * Counts the rows of a copy, and digests every value of them in the order of their keys together with what the copy says of itself:
 * SHA-256, hex. The same rows give the same digest, whichever engine they came from. Bytes are digested apart from the rest of their row.
 */
export const digestCopy = (
  database: DatabaseSync,
  { copiedAt, engine, schemaVersion, secret, secretMark }: Omit<CopyRecord, "rows" | "digest">,
): Pick<CopyRecord, "rows" | "digest"> => {
  const hash = createHash("sha256");
  const secretHex = secret === null ? null : Buffer.from(secret).toString("hex");
  hash.update(canonicalJson({ copiedAt, engine, schemaVersion, secretHex, secretMark }));
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
