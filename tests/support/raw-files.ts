import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { Client, escapeLiteral } from "pg";
import { testDatabaseUrl } from "./store-engines.ts";
import type { StorePlace } from "./store-place.ts";

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true);

/** Files below a folder that hold a marker somewhere in their bytes, as UTF-8 or UTF-16, with their names as well. */
export const filesHolding = (folder: string, marker: string): string[] => {
  if (!existsSync(folder)) return [];
  const spellings = [Buffer.from(marker, "utf8"), Buffer.from(marker, "utf16le"), Buffer.from(marker, "utf16le").swap16()];
  return filesUnder(folder).filter((file) => {
    if (file.includes(marker)) return true;
    const bytes = readFileSync(file);
    return spellings.some((spelling) => bytes.includes(spelling));
  });
};

const withServer = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: testDatabaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const dataDirectory = async (): Promise<string | null> => {
  try {
    return await withServer(async (client) => {
      const { rows } = await client.query<{ folder: string }>("SELECT current_setting('data_directory') AS folder");
      accessSync(path.join(rows[0]!.folder, "base"), constants.R_OK | constants.X_OK);
      return rows[0]!.folder;
    });
  } catch {
    return null;
  }
};

/** Where PostgreSQL keeps its files, when this process may read them; null when it may not, or there is none. */
export const postgresFolder: string | null = await dataDirectory();
if (postgresFolder === null) console.warn("SKIPPED: PostgreSQL's own files cannot be read here");

/**
 * Tables whose files hold a marker, by name: those of the place's schema with their indexes and out-of-line parts, and the planner's
 * statistics. For SQLite, the files of the data folder.
 */
export const storeFilesHolding = async (place: StorePlace, marker: string): Promise<string[]> => {
  if (place.engine === "sqlite") return filesHolding(place.dataFolder, marker).map((file) => path.basename(file));
  if (postgresFolder === null) return [];
  const spelling = Buffer.from(marker, "utf8");
  return withServer(async (client) => {
    await client.query("CHECKPOINT");
    const { rows } = await client.query<{ name: string; file: string }>(
      `WITH own AS (SELECT oid, reltoastrelid FROM pg_class WHERE relnamespace = ${escapeLiteral(place.schema)}::regnamespace),
        statistics AS (SELECT oid, reltoastrelid FROM pg_class WHERE relname = 'pg_statistic'),
        both_kinds AS (SELECT * FROM own UNION SELECT * FROM statistics)
      SELECT c.relname AS name, pg_relation_filepath(c.oid) AS file FROM pg_class c
      WHERE c.oid IN (SELECT oid FROM both_kinds UNION SELECT reltoastrelid FROM both_kinds) AND pg_relation_filepath(c.oid) IS NOT NULL`,
    );
    return rows.filter(({ file }) => readFileSync(path.join(postgresFolder, file)).includes(spelling)).map(({ name }) => name);
  });
};
