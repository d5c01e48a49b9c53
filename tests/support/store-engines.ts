import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Client, escapeIdentifier } from "pg";
import { storeFileOf } from "../../src/adapters/sqlite/open-sqlite-store.ts";
import type { StorePlace } from "./store-place.ts";

type Row = Record<string, unknown>;

/** An engine under test: makes empty places, speaks SQL to them behind the store's back, and takes them away again. */
export type StoreEngine = {
  name: string;
  newPlace(): StorePlace;
  /** Runs statements, and gives the rows of the last. */
  sql(place: StorePlace, statements: string): Promise<Row[]>;
  /** How the engine would go about a query, in its own words. */
  plan(place: StorePlace, query: string): Promise<string>;
  dropAll(): Promise<void>;
};

/** The database that tests use; `TEST_DATABASE_URL` names another. */
export const testDatabaseUrl = process.env.TEST_DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/test";

const withClient = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({
    connectionString: testDatabaseUrl,
    connectionTimeoutMillis: 5000,
    application_name: "noticeboard-tests",
  });
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
};

const ping = async (): Promise<string | null> => {
  try {
    await withClient((client) => client.query("SELECT 1"));
    return null;
  } catch (fault) {
    return `no PostgreSQL at ${new URL(testDatabaseUrl).host}: ${(fault as Error).message}`;
  }
};

/** Null when the tests' PostgreSQL answers, else why its tests are skipped. */
export const postgresMissing: string | null = await ping();
if (postgresMissing !== null) console.warn(`SKIPPED on PostgreSQL: ${postgresMissing}`);

/** SQLite in folders of its own. */
export const sqliteEngine = (): StoreEngine => {
  const folders: string[] = [];
  return {
    name: "SQLite",
    newPlace: () => {
      const dataFolder = mkdtempSync(path.join(tmpdir(), "noticeboard-store-"));
      folders.push(dataFolder);
      return { engine: "sqlite", dataFolder };
    },
    sql: async (place, statements) => {
      if (place.engine !== "sqlite") throw new Error("a place of another engine");
      const database = new DatabaseSync(storeFileOf(place.dataFolder), { timeout: 10_000 });
      try {
        if (/^\s*SELECT/iu.test(statements)) return database.prepare(statements).all();
        database.exec(statements);
        return [];
      } finally {
        database.close();
      }
    },
    plan: async (place, query) => {
      if (place.engine !== "sqlite") throw new Error("a place of another engine");
      const database = new DatabaseSync(storeFileOf(place.dataFolder));
      try {
        return database
          .prepare(`EXPLAIN QUERY PLAN ${query}`)
          .all()
          .map(({ detail }) => detail)
          .join("\n");
      } finally {
        database.close();
      }
    },
    dropAll: async () => {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** PostgreSQL in schemas of its own, in one database. */
export const postgresEngine = (): StoreEngine => {
  const schemas: string[] = [];
  return {
    name: "PostgreSQL",
    newPlace: () => {
      const schema = `test_${randomBytes(8).toString("hex")}`;
      schemas.push(schema);
      return { engine: "postgres", url: testDatabaseUrl, schema };
    },
    sql: (place, statements) => {
      if (place.engine !== "postgres") throw new Error("a place of another engine");
      return withClient(async (client) => {
        await client.query(`SET search_path TO ${escapeIdentifier(place.schema)}`);
        return (await client.query<Row>(statements)).rows ?? [];
      });
    },
    plan: (place, query) => {
      if (place.engine !== "postgres") throw new Error("a place of another engine");
      return withClient(async (client) => {
        await client.query(`SET search_path TO ${escapeIdentifier(place.schema)}`);
        return (await client.query<Row>(`EXPLAIN ${query}`)).rows.flatMap(Object.values).join("\n");
      });
    },
    dropAll: () =>
      withClient(async (client) => {
        for (const schema of schemas) await client.query(`DROP SCHEMA IF EXISTS ${escapeIdentifier(schema)} CASCADE`);
      }),
  };
};
