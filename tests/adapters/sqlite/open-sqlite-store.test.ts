import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { openSqliteStore } from "../../../src/adapters/sqlite/open-sqlite-store.ts";
import { schemaVersion } from "../../../src/adapters/store/migrations/migrations.ts";
import { StoreFault } from "../../../src/adapters/store/store-fault.ts";
import { pageOf, receiptOf } from "../../support/receipts.ts";

const dataFolder = (): string => mkdtempSync(path.join(tmpdir(), "noticeboard-store-"));

describe("opening", () => {
  test("uses write-ahead logging, full synchronisation and foreign keys", async () => {
    const folder = dataFolder();
    const store = openSqliteStore(folder);
    await store.knowledge.snapshot();
    const look = new DatabaseSync(path.join(folder, "noticeboard.sqlite"), { readOnly: true });
    expect(look.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" });
    expect(look.prepare("PRAGMA user_version").get()).toEqual({ user_version: schemaVersion });
    look.close();
    await store.close();
    await store.close();
  });

  test("takes a store of the first schema forward, with everything that was in it", async () => {
    const folder = dataFolder();
    const old = new DatabaseSync(path.join(folder, "noticeboard.sqlite"));
    old.exec(readFileSync(new URL("../../fixtures/store-schema-1.sql", import.meta.url), "utf8"));
    const tables = ["sources", "documents", "passages", "vectors", "unreadable", "knowledge_state", "cases", "case_events"];
    const columnsOf = (table: string) =>
      old
        .prepare(`PRAGMA table_info(${table})`)
        .all()
        .map(({ name }) => String(name));
    const readings = tables.map((table) => `SELECT ${columnsOf(table).join(", ")} FROM ${table}`);
    const contents = (database: DatabaseSync) => readings.map((reading) => database.prepare(reading).all());
    const before = contents(old);
    expect(before.map((rows) => rows.length)).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
    old.close();
    const store = openSqliteStore(folder);
    expect((await store.knowledge.snapshot()).passages.map((passage) => passage.text)).toEqual([
      "The number of library boards will fall from 60 to 35. Nothing else changes.",
    ]);
    const page = pageOf("boards", { When: ["They start in April."] });
    await store.receipts.save(receiptOf("A-0000000001", [[[page, "They start in April."]]]));
    expect((await store.receipts.read("A-0000000001"))?.faults).toEqual([]);
    expect(await store.spend.reserve("2025-06-20", 5, 10)).toBe(true);
    await store.close();
    const look = new DatabaseSync(path.join(folder, "noticeboard.sqlite"), { readOnly: true });
    expect(contents(look)).toEqual(before);
    look.close();
  });

  test("refuses a file that is no database, and a folder that cannot be", () => {
    const folder = dataFolder();
    writeFileSync(path.join(folder, "noticeboard.sqlite"), "this is a letter, not a database ".repeat(99));
    expect(() => openSqliteStore(folder)).toThrow(StoreFault);
    expect(() => openSqliteStore(path.join(folder, "noticeboard.sqlite", "below"))).toThrow(StoreFault);
  });

  test("says so when another program does not let go of it", () => {
    const folder = dataFolder();
    const other = new DatabaseSync(path.join(folder, "noticeboard.sqlite"));
    other.exec("PRAGMA journal_mode = WAL; BEGIN IMMEDIATE");
    expect(() => openSqliteStore(folder, 50)).toThrow(
      /cannot be opened. Another program has been writing to it for 0.05 seconds: stop/,
    );
    other.exec("ROLLBACK");
    other.close();
  });
});
