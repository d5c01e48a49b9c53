import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, describe, expect, test } from "vitest";
import { copyPostgresStore } from "../../../src/adapters/postgres/copy-postgres-store.ts";
import { holdPostgresStore } from "../../../src/adapters/postgres/hold-postgres-store.ts";
import { copySqliteStore } from "../../../src/adapters/sqlite/copy-sqlite-store.ts";
import { storeFileOf } from "../../../src/adapters/sqlite/open-sqlite-store.ts";
import { backUp } from "../../../src/compose-copies.ts";
import { configOf, rowsOf, temporaryFolders } from "../../support/copied-stores.ts";
import { filledMessage, fillStore } from "../../support/filled-store.ts";
import { postgresEngine, postgresMissing, type StoreEngine, sqliteEngine } from "../../support/store-engines.ts";
import { openAt, type StorePlace } from "../../support/store-place.ts";

const sqlite = sqliteEngine();
const postgres = postgresEngine();
const engines: StoreEngine[] = postgresMissing === null ? [sqlite, postgres] : [sqlite];
const folders = temporaryFolders();
afterAll(async () => {
  folders.removeAll();
  await sqlite.dropAll();
  if (postgresMissing === null) await postgres.dropAll();
});

const filled = async (engine: StoreEngine): Promise<StorePlace> => {
  const place = engine.newPlace();
  const store = await openAt(place);
  await fillStore(store);
  await store.close();
  return place;
};

describe.each(engines)("a copy from $name", (engine) => {
  test("has every table of the store and every row of it", async () => {
    const place = await filled(engine);
    const rows = await rowsOf(engine, place);
    const counts = Object.fromEntries(Object.entries(rows).map(([table, of]) => [table, of.length]));
    expect(Object.keys(counts).length).toBeGreaterThan(20);
    const empty = Object.keys(counts).filter((table) => counts[table] === 0);
    expect(empty, "fillStore leaves these tables empty, so nothing proves that they are copied").toEqual([]);
    const { record, file } = await backUp(configOf(place, folders.make()), {});
    expect(record.rows).toEqual(counts);
    const database = new DatabaseSync(file, { readOnly: true });
    for (const [table, count] of Object.entries(counts))
      expect([table, database.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.count]).toEqual([table, count]);
    database.close();
    // The copy itself is on record in the store that was copied.
    const store = await openAt(place);
    expect((await store.audit.about({ kind: "store", id: "store" })).map(({ action }) => action)).toEqual(["store_copied"]);
    expect((await store.audit.check()).brokenAt).toBeNull();
    await store.close();
  });
});

describe.skipIf(postgresMissing !== null)("from SQLite to PostgreSQL and back", () => {
  test("every row is the same, and numbers go on where they were", async () => {
    const from = await filled(sqlite);
    if (from.engine !== "sqlite") throw new Error("not SQLite");
    const before = await rowsOf(sqlite, from);
    const folder = folders.make();
    const file = path.join(folder, "copy.sqlite");
    copySqliteStore(from.dataFolder, file);
    const between = postgres.newPlace();
    if (between.engine !== "postgres") throw new Error("not PostgreSQL");
    const held = await holdPostgresStore({ ...between, maxConnections: 1 });
    expect(held.isBare).toBe(true);
    await held.replaceWith(file);
    await held.release();
    expect(await rowsOf(postgres, between)).toEqual(before);

    const to = { engine: "sqlite" as const, dataFolder: folders.make() };
    await copyPostgresStore({ ...between, maxConnections: 1 }, storeFileOf(to.dataFolder));
    expect(await rowsOf(sqlite, to)).toEqual(before);

    // The message of the greatest number was erased meanwhile; its number must not come again on any of the three.
    for (const [engine, place] of [
      [sqlite, from],
      [postgres, between],
      [sqlite, to],
    ] as const) {
      const store = await openAt(place);
      const ids = { id: "M-next", jobId: "J-next", traceId: "t-next" };
      expect(await store.spine.accept(filledMessage("next"), ids, { nowAt: "2025-06-20T11:00:00.000Z" })).toBe("accepted");
      const [row] = await engine.sql(place, "SELECT position FROM inbox WHERE id = 'M-next'");
      expect(Number(row?.position)).toBe(8);
      await store.close();
    }
  });

  test("a number that was given and is gone is not given again", async () => {
    const from = await filled(postgres);
    if (from.engine !== "postgres") throw new Error("not PostgreSQL");
    await postgres.sql(from, "DELETE FROM jobs; DELETE FROM outbox; DELETE FROM inbox");
    const file = path.join(folders.make(), "copy.sqlite");
    await copyPostgresStore({ ...from, maxConnections: 1 }, file);
    const database = new DatabaseSync(file);
    const counters = database.prepare("SELECT name, seq FROM sqlite_sequence ORDER BY name").all();
    database.close();
    expect(counters.map(({ name, seq }) => [name, Number(seq) > 0])).toEqual([
      ["case_events", true],
      ["inbox", true],
      ["outbox", true],
    ]);
    const to = postgres.newPlace();
    if (to.engine !== "postgres") throw new Error("not PostgreSQL");
    const held = await holdPostgresStore({ ...to, maxConnections: 1 });
    await held.replaceWith(file);
    await held.release();
    const store = await openAt(to);
    await store.spine.accept(filledMessage("next"), { id: "n", jobId: "n", traceId: "n" }, { nowAt: "2025-06-20T11:00:00.000Z" });
    await store.close();
    expect(Number((await postgres.sql(to, "SELECT position FROM inbox"))[0]?.position)).toBe(8);
  });
});
