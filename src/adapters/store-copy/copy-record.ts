import type { DatabaseSync } from "node:sqlite";

/** The table that a copy has beside those of the store. */
export const copyRecordTable = "noticeboard_copy";

/** "NbC1": tells a copy from any other SQLite file. */
export const copyApplicationId = 0x4e624331;

/**
 * What a copy says of itself. `secret` is the one that members' pseudonyms were made with, null when it is configured (MEMBER_SECRET) or was
 * never made; `secretMark` tells whether another secret is the same, null when there is none. `digest` is over the rest and every row.
 */
export type CopyRecord = {
  copiedAt: string;
  engine: "sqlite" | "postgres";
  schemaVersion: number;
  secret: Uint8Array | null;
  secretMark: string | null;
  rows: Record<string, number>;
  digest: string;
};

/** Writes the record into a copy, which has none yet. */
export const writeCopyRecord = (database: DatabaseSync, record: CopyRecord): void => {
  database.exec(`
    CREATE TABLE ${copyRecordTable} (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1), copied_at TEXT NOT NULL, engine TEXT NOT NULL, schema_version INTEGER NOT NULL,
      secret BLOB, secret_mark TEXT, row_counts TEXT NOT NULL, digest TEXT NOT NULL
    ) STRICT;
    PRAGMA application_id = ${copyApplicationId};
  `);
  const { copiedAt, engine, schemaVersion, secret, secretMark, rows, digest } = record;
  database
    .prepare(`INSERT INTO ${copyRecordTable} VALUES (1, ?, ?, ?, ?, ?, ?, ?)`)
    .run(copiedAt, engine, schemaVersion, secret, secretMark, JSON.stringify(rows), digest);
};

/** The record of a copy; null for an SQLite file that is none. Throws what SQLite throws for a file that is not even that. */
export const readCopyRecord = (database: DatabaseSync): CopyRecord | null => {
  if (database.prepare("PRAGMA application_id").get()?.application_id !== copyApplicationId) return null;
  const row = database.prepare(`SELECT * FROM ${copyRecordTable}`).get();
  if (row === undefined) return null;
  return {
    copiedAt: String(row.copied_at),
    engine: row.engine === "postgres" ? "postgres" : "sqlite",
    schemaVersion: Number(row.schema_version),
    secret: row.secret instanceof Uint8Array ? row.secret : null,
    secretMark: row.secret_mark === null ? null : String(row.secret_mark),
    rows: JSON.parse(String(row.row_counts)) as Record<string, number>,
    digest: String(row.digest),
  };
};

/** Takes the record out, so that what is left is a store and nothing else. */
export const removeCopyRecord = (database: DatabaseSync): void =>
  database.exec(`DROP TABLE ${copyRecordTable}; PRAGMA application_id = 0`);
