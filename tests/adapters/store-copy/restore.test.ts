import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, describe, expect, test } from "vitest";
import { readMemberSecret } from "../../../src/adapters/member-keys.ts";
import { holdPostgresStore } from "../../../src/adapters/postgres/hold-postgres-store.ts";
import { holdSqliteStore } from "../../../src/adapters/sqlite/hold-sqlite-store.ts";
import { openSqliteStore } from "../../../src/adapters/sqlite/open-sqlite-store.ts";
import { backUp, restoreFrom } from "../../../src/compose-copies.ts";
import { configOf, rowsOf, temporaryFolders } from "../../support/copied-stores.ts";
import { filledMarker, filledMessage, fillStore } from "../../support/filled-store.ts";
import { postgresEngine, postgresMissing, type StoreEngine, sqliteEngine } from "../../support/store-engines.ts";
import { openAt, type StorePlace } from "../../support/store-place.ts";

const sqlite = sqliteEngine();
const engines: StoreEngine[] = postgresMissing === null ? [sqlite, postgresEngine()] : [sqlite];
const folders = temporaryFolders();
afterAll(async () => {
  folders.removeAll();
  for (const engine of engines) await engine.dropAll();
});

const filled = async (engine: StoreEngine): Promise<{ place: StorePlace; dataFolder: string }> => {
  const place = engine.newPlace();
  const store = await openAt(place);
  await fillStore(store);
  await store.close();
  return { place, dataFolder: place.engine === "sqlite" ? place.dataFolder : folders.make() };
};

const at = (seconds: number) => ({ nowAt: new Date(Date.UTC(2025, 5, 20, 10, 1, seconds)).toISOString() });

describe.each(engines)("a copy brought back into $name", (engine) => {
  test("leaves nothing to be answered, doubts what was on its way, and tells reps of the rest", async () => {
    const { place, dataFolder } = await filled(engine);
    const { file, record } = await backUp(configOf(place, dataFolder), {});
    const to = engine.newPlace();
    const toFolder = folders.make();
    const restored = await restoreFrom(configOf(to, toFolder), file, false);
    expect(restored).toMatchObject({ handedOver: 3, inDoubt: 2, erasedAgain: 0, storeSetAside: null });

    const jobs = await engine.sql(to, "SELECT id, state, code, leased_by, leased_until_at FROM jobs ORDER BY id");
    expect(jobs.map(({ id, state, code }) => [id, state, code])).toEqual([
      ["J-fresh", "done", "restored"],
      ["J-later", "done", "restored"],
      ["J-leased", "done", "restored"],
      ["J-sending", "done", null],
      ["J-sent", "done", null],
      ["J-waiting", "done", null],
    ]);
    const replies = await engine.sql(to, "SELECT id, state, leased_by, leased_until_at FROM outbox ORDER BY id");
    expect(replies.map(({ id, state }) => [id, state])).toEqual([
      ["M-sending.1", "unknown"],
      ["M-sent.1", "sent"],
      ["M-waiting.1", "unknown"],
    ]);
    for (const row of [...jobs, ...replies]) expect([row.leased_by, row.leased_until_at]).toEqual([null, null]);
    const cases = await engine.sql(to, "SELECT message_id, member_key, reason, why, state FROM cases WHERE reason = 'restored'");
    expect(cases.map(({ message_id: id, member_key: key, state }) => `${id} ${key} ${state}`).sort()).toEqual([
      "M-fresh member-fresh open",
      "M-later member-later open",
      "M-leased member-leased open",
    ]);
    expect(String(cases[0]?.why)).toContain(`(${record.copiedAt})`);

    const store = await openAt(to);
    const now = { nowAt: new Date().toISOString() };
    expect(await store.spine.claimJob("w", 30_000, now)).toBeNull();
    expect(await store.spine.claimReply("loopback", "s", 30_000, now)).toMatchObject({ id: "M-sending.1", mayBeOut: true });
    expect(await store.restorations.last()).toMatchObject({ copiedAt: record.copiedAt });
    const done = await store.audit.about({ kind: "store", id: "store" });
    expect(done.at(-1)).toMatchObject({
      action: "store_restored",
      actor: "operator",
      codes: { copyDigest: record.digest, handedOver: 3, inDoubt: 2 },
    });
    expect((await store.audit.check()).brokenAt).toBeNull();
    expect(JSON.stringify(done)).not.toContain(filledMarker);
    // What was there before the copy and comes again is known for a repeat.
    expect(await store.spine.accept(filledMessage("fresh"), { id: "a", jobId: "b", traceId: "c" }, at(9))).toBe("repeat");
    await store.close();
  });

  test("erases again whoever was erased after the copy was made, down to the file", async () => {
    const { place, dataFolder } = await filled(engine);
    const config = configOf(place, dataFolder);
    const { file } = await backUp(config, {});
    const store = await openAt(place);
    await store.privacy.erase("member-later", at(10));
    await store.close();
    const restored = await restoreFrom(config, file, true);
    expect(restored).toMatchObject({ erasedAgain: 1, handedOver: 2 });
    const rows = JSON.stringify(await rowsOf(engine, place));
    expect(rows).not.toContain("member-later");
    expect(rows).not.toContain("Question later");
    expect(rows).toContain("Question fresh");
    expect(await engine.sql(place, "SELECT count(*) AS count FROM erasures")).toMatchObject([{ count: expect.anything() }]);
    if (place.engine === "sqlite") {
      const raw = readFileSync(path.join(place.dataFolder, "noticeboard.sqlite"), "latin1");
      expect(raw).not.toContain("Question later");
      expect(raw).toContain("Question fresh");
    }
  });

  test("is refused while the store is in use or holds people's messages, and changes nothing then", async () => {
    const { place, dataFolder } = await filled(engine);
    const config = configOf(place, dataFolder);
    const { file } = await backUp(config, {});
    const using = await openAt(place);
    await using.check();
    const before = await rowsOf(engine, place);
    await expect(restoreFrom(config, file, true)).rejects.toMatchObject({ code: "in_use" });
    await using.close();
    await expect(restoreFrom(config, file, false)).rejects.toMatchObject({ code: "not_empty" });
    expect(await rowsOf(engine, place)).toEqual(before);
    expect(readdirSync(dataFolder).filter((name) => name.startsWith("noticeboard-"))).toEqual([]);
  });

  test("lets nobody open the store while it is brought back, and everybody after", async () => {
    const { place } = await filled(engine);
    const held =
      place.engine === "sqlite"
        ? holdSqliteStore(place.dataFolder, "x")
        : await holdPostgresStore({ ...place, maxConnections: 1 });
    expect(held).toMatchObject({ isBare: false, damage: null, erasures: [{ erased_at: "2025-06-20T10:00:07.000Z" }] });
    const opening = place.engine === "sqlite" ? async () => openSqliteStore(place.dataFolder, 50) : () => openAt(place);
    await expect(opening()).rejects.toMatchObject({ code: "in_use", message: expect.stringContaining("brought back") });
    await held.release();
    const store = await openAt(place);
    await store.check();
    await store.close();
  });

  test("is refused when it is newer, and the store is as it was", async () => {
    const { place, dataFolder } = await filled(engine);
    const config = configOf(place, dataFolder);
    const { file } = await backUp(config, {});
    const database = new DatabaseSync(file);
    database.exec("UPDATE noticeboard_copy SET schema_version = 99; PRAGMA user_version = 99");
    database.close();
    const before = await rowsOf(engine, place);
    await expect(restoreFrom(config, file, true)).rejects.toMatchObject({
      code: "newer_copy",
      message: expect.stringContaining("schema 99"),
    });
    expect(await rowsOf(engine, place)).toEqual(before);
  });
});

describe("a copy brought back into SQLite", () => {
  test("sets the former store and another secret aside, and brings the copy's secret", async () => {
    const { place, dataFolder } = await filled(sqlite);
    const secret = readMemberSecret(null, dataFolder);
    const config = configOf(place, dataFolder);
    const { file, record } = await backUp(config, {});
    expect(Buffer.from(record.secret!)).toEqual(secret);
    expect(statSync(file).mode & 0o777).toBe(0o600);

    const other = await filled(sqlite);
    const others = readMemberSecret(null, other.dataFolder);
    const restored = await restoreFrom(configOf(other.place, other.dataFolder), file, true);
    expect(readMemberSecret(null, other.dataFolder)).toEqual(secret);
    expect(readFileSync(restored.secretSetAside!)).toEqual(others);
    const former = folders.make();
    copyFileSync(restored.storeSetAside!, path.join(former, "noticeboard.sqlite"));
    const { audit, ...rows } = await rowsOf(sqlite, { engine: "sqlite", dataFolder: former });
    expect(rows.jobs!.filter((row) => row.includes('"leased"'))).toHaveLength(1);
    expect(audit!.some((row) => row.includes("store_restored"))).toBe(false);

    const configured = { memberSecret: "another secret of sixteen letters" };
    const third = folders.make();
    await expect(
      restoreFrom(configOf({ engine: "sqlite", dataFolder: third }, third, configured), file, false),
    ).rejects.toMatchObject({
      code: "other_secret",
    });
    expect(existsSync(path.join(third, "noticeboard.sqlite"))).toBe(false);
  });

  test("asks for the configured secret of the copy's time", async () => {
    const { place, dataFolder } = await filled(sqlite);
    const memberSecret = "a secret of sixteen letters";
    const { file, record } = await backUp(configOf(place, dataFolder, { memberSecret }), {});
    expect(record.secret).toBeNull();
    expect(readFileSync(file).includes(memberSecret)).toBe(false);
    const to = folders.make();
    const config = configOf({ engine: "sqlite", dataFolder: to }, to);
    await expect(restoreFrom(config, file, false)).rejects.toMatchObject({
      code: "other_secret",
      message: expect.stringContaining("set MEMBER_SECRET"),
    });
    await expect(restoreFrom({ ...config, memberSecret }, file, false)).resolves.toMatchObject({ handedOver: 3 });
  });

  test("takes the place of a damaged store, whose log is not taken for its own", async () => {
    const { place, dataFolder } = await filled(sqlite);
    const config = configOf(place, dataFolder);
    const { file } = await backUp(config, {});
    writeFileSync(path.join(dataFolder, "noticeboard.sqlite"), Buffer.alloc(8192, "no database at all"));
    // A log that is good in itself: SQLite would play it into whatever file of that name it finds.
    const other = path.join(folders.make(), "other.sqlite");
    const intruder = new DatabaseSync(other);
    intruder.exec("PRAGMA journal_mode = WAL; CREATE TABLE intruder (id INTEGER PRIMARY KEY); PRAGMA wal_checkpoint(TRUNCATE)");
    intruder.exec("INSERT INTO intruder VALUES (1)");
    copyFileSync(`${other}-wal`, path.join(dataFolder, "noticeboard.sqlite-wal"));
    intruder.close();
    await expect(restoreFrom(config, file, false)).rejects.toMatchObject({ code: "not_empty" });
    const restored = await restoreFrom(config, file, true);
    expect(restored.damage).toContain("not a database");
    expect(readFileSync(restored.storeSetAside!, "utf8")).toContain("no database at all");
    expect(existsSync(`${restored.storeSetAside}-wal`)).toBe(true);
    expect(await sqlite.sql(place, "SELECT * FROM pragma_integrity_check")).toEqual([{ integrity_check: "ok" }]);
    const store = await openAt(place);
    expect((await store.spine.counts({ nowAt: new Date().toISOString() })).jobs).toEqual({ done: 6 });
    await store.close();
  });
});
