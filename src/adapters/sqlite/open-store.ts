import { mkdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import type { CaseStore } from "../../ports/case-store.ts";
import type { EmbeddingStore } from "../../ports/embedding-store.ts";
import type { KnowledgeStore } from "../../ports/knowledge-store.ts";
import type { ReceiptStore } from "../../ports/receipt-store.ts";
import type { SpendStore } from "../../ports/spend-store.ts";
import { migrate } from "./migrations.ts";
import { nodeSqliteDialect } from "./node-sqlite-dialect.ts";
import type { Schema } from "./schema.ts";
import { sqliteCaseStore } from "./sqlite-case-store.ts";
import { sqliteEmbeddingStore } from "./sqlite-embedding-store.ts";
import { sqliteKnowledgeStore } from "./sqlite-knowledge-store.ts";
import { sqliteReceiptStore } from "./sqlite-receipt-store.ts";
import { sqliteSpendStore } from "./sqlite-spend-store.ts";
import { StoreFault } from "./store-fault.ts";

/** The embedded store of one data folder. `close` waits for nothing: callers end their work first. */
export type Store = {
  knowledge: KnowledgeStore;
  embeddings: EmbeddingStore;
  cases: CaseStore;
  receipts: ReceiptStore;
  spend: SpendStore;
  close(): Promise<void>;
};

/** The file that holds a data folder's store. */
export const storeFileOf = (dataFolder: string): string => path.join(dataFolder, "noticeboard.sqlite");

/** How long a writer waits for another process before it gives up. */
const busyTimeoutMs = 10_000;

const openDatabase = (file: string): DatabaseSync => {
  try {
    const database = new DatabaseSync(file, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true });
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = FULL");
    return database;
  } catch (cause) {
    throw new StoreFault("cannot_open", `The store ${file} cannot be opened. Check that the folder can be written to.`, {
      cause,
    });
  }
};

/**
 * Opens `noticeboard.sqlite` in a data folder, making both when they are missing, and brings it to the present schema.
 * Throws `StoreFault` with `cannot_open`, `newer_schema` or `migration_failed`.
 */
export const openStore = (dataFolder: string): Store => {
  try {
    mkdirSync(dataFolder, { recursive: true });
  } catch (cause) {
    throw new StoreFault("cannot_open", `The data folder ${dataFolder} cannot be made.`, { cause });
  }
  const database = openDatabase(storeFileOf(dataFolder));
  try {
    migrate(database);
  } catch (fault) {
    database.close();
    throw fault;
  }
  const tables = new Kysely<Schema>({ dialect: nodeSqliteDialect(database) });
  let open = true;
  return {
    knowledge: sqliteKnowledgeStore(tables),
    embeddings: sqliteEmbeddingStore(tables),
    cases: sqliteCaseStore(tables),
    receipts: sqliteReceiptStore(tables),
    spend: sqliteSpendStore(tables),
    close: async () => {
      if (!open) return;
      open = false;
      await tables.destroy();
      if (database.isOpen) database.close();
    },
  };
};
