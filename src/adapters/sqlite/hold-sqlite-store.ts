import { closeSync, copyFileSync, existsSync, linkSync, mkdirSync, openSync, readSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { refuseNewerSchema } from "../store/migrations/migrations.ts";
import type { Schema } from "../store/schema.ts";
import { StoreFault } from "../store/store-fault.ts";
import { copiedTables, tableName } from "../store-copy/copied-tables.ts";
import { type HeldStore, holdsPeoplesThings } from "../store-copy/held-store.ts";
import { ownAs } from "../store-copy/own-as.ts";
import { seeOntoDisk } from "../store-copy/see-onto-disk.ts";
import { storeFileOf } from "./open-sqlite-store.ts";
import { holdAlone } from "./use-lock.ts";

type Found = Pick<HeldStore, "damage" | "isBare" | "erasures" | "auditHead">;

const nothing: Found = { damage: null, isBare: true, erasures: [], auditHead: null };
const damaged = (damage: string): Found => ({ ...nothing, damage, isBare: false });

/** SQLite's codes of a damaged file (CORRUPT) and of one that is no database (NOTADB); see https://sqlite.org/rescode.html. */
const damageCodes = [11, 26];

const look = (database: DatabaseSync): Found => {
  refuseNewerSchema(
    Number(database.prepare("PRAGMA user_version").get()?.user_version),
    "choose another data folder with --data",
  );
  const tables = copiedTables(database);
  const has = (name: string) => tables.some((table) => table.name === name);
  const isFilled = (table: { name: string }) => database.prepare(`SELECT 1 FROM ${tableName(table)} LIMIT 1`).get() !== undefined;
  return {
    damage: null,
    isBare: !tables.some((table) => holdsPeoplesThings(table.name) && isFilled(table)),
    erasures: has("erasures") ? (database.prepare("SELECT * FROM erasures").all() as Schema["erasures"][]) : [],
    auditHead: has("audit_end") ? String(database.prepare("SELECT digest FROM audit_end").get()?.digest ?? "") : null,
  };
};

const beginning = "SQLite format 3\0";

/** Asked before SQLite opens it, which would play the log into whatever is there. */
const isDatabase = (file: string): boolean => {
  const handle = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(beginning.length);
    // An empty file is an empty database.
    return readSync(handle, bytes) === 0 || bytes.toString("latin1") === beginning;
  } finally {
    closeSync(handle);
  }
};

/** Folds the write-ahead log into the file, so that the file is the whole store, and reads what the replacement must know. */
const fold = (file: string): Found => {
  if (!isDatabase(file)) return damaged("file is not a database");
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec("PRAGMA journal_mode = DELETE");
    return look(database);
  } catch (cause) {
    const code = ((cause as { errcode?: number }).errcode ?? 0) % 256;
    // A program that knows no lock of ours has it open, such as an earlier version or a database tool.
    if (code === 5) throw new StoreFault("in_use", `Another program has ${file} open. Stop it, then restore again.`, { cause });
    if (!damageCodes.includes(code)) throw cause;
    return damaged((cause as Error).message);
  } finally {
    database.close();
  }
};

const setAside = (file: string, aside: string): void => {
  try {
    linkSync(file, aside);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === "EEXIST") throw fault;
    // Some file systems know no second names.
    copyFileSync(file, aside);
  }
};

/** A second name for the former file before the new one takes the first: there is a store under its name at every moment. */
const replace = (dataFolder: string, from: string, keepAs: string | null): string | null => {
  const file = storeFileOf(dataFolder);
  const aside = keepAs === null || !existsSync(file) ? null : path.join(dataFolder, keepAs);
  ownAs(from, dataFolder);
  seeOntoDisk(from);
  if (aside !== null) setAside(file, aside);
  try {
    // A damaged store's log could not be folded in. Left beside the new store it would be taken for that one's.
    for (const end of ["-wal", "-journal"])
      if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, `${aside ?? `${file}-former`}${end}`);
    rmSync(`${file}-shm`, { force: true });
    renameSync(from, file);
  } catch (fault) {
    if (aside !== null) rmSync(aside, { force: true });
    throw fault;
  }
  seeOntoDisk(dataFolder);
  return aside;
};

/**
 * Keeps everybody out of a data folder's store until it is released; `stamp` names the file under which the former store is set aside.
 * Throws `StoreFault`: `in_use`, or `newer_schema` for a store of a newer version.
 */
export const holdSqliteStore = (dataFolder: string, stamp: string): HeldStore => {
  mkdirSync(dataFolder, { recursive: true });
  const lock = holdAlone(dataFolder);
  try {
    const file = storeFileOf(dataFolder);
    const found = existsSync(file) ? fold(file) : nothing;
    return {
      ...found,
      replaceWith: async (from) => replace(dataFolder, from, found.isBare ? null : `noticeboard-before-${stamp}.sqlite`),
      release: async () => lock.release(),
    };
  } catch (fault) {
    lock.release();
    throw fault;
  }
};
