import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyPostgresStore } from "../../../src/adapters/postgres/copy-postgres-store.ts";
import { holdPostgresStore } from "../../../src/adapters/postgres/hold-postgres-store.ts";
import { storeFileOf } from "../../../src/adapters/sqlite/open-sqlite-store.ts";
import { backUp, checkBackup, restoreFrom } from "../../../src/compose-copies.ts";
import { configOf, rowsOf, temporaryFolders } from "../../support/copied-stores.ts";
import { filledMarker, fillStore } from "../../support/filled-store.ts";
import { postgresEngine, postgresMissing, sqliteEngine } from "../../support/store-engines.ts";
import { openAt } from "../../support/store-place.ts";

const sqlite = sqliteEngine();
const postgres = postgresEngine();
const folders = temporaryFolders();
const passphrase = "seven green lamps above";
let config: ReturnType<typeof configOf>;
let plain = "";
let locked = "";
/** Another store that a bad copy is brought to: it must stay as it is. */
let target: ReturnType<typeof configOf>;
let targetRows: Record<string, string[]>;

const filledConfig = async () => {
  const place = sqlite.newPlace();
  const store = await openAt(place);
  await fillStore(store);
  await store.close();
  return { place, config: configOf(place, "") };
};

beforeAll(async () => {
  ({ config } = await filledConfig());
  plain = (await backUp(config, {})).file;
  locked = (await backUp({ ...config, backupPassphrase: passphrase }, {})).file;
  const other = await filledConfig();
  target = other.config;
  targetRows = await rowsOf(sqlite, other.place);
}, 60_000);
afterAll(async () => {
  folders.removeAll();
  await sqlite.dropAll();
  if (postgresMissing === null) await postgres.dropAll();
});

const changed = (file: string, change: (bytes: Buffer) => Buffer): string => {
  const to = path.join(folders.make(), path.basename(file));
  writeFileSync(to, change(readFileSync(file)));
  return to;
};

const flippedAt = (file: string, at: (bytes: Buffer) => number): string =>
  changed(file, (bytes) => {
    const place = at(bytes);
    bytes[place] = bytes[place]! ^ 1;
    return bytes;
  });

/** Checking and restoring must refuse alike, and leave the store and the folder as they were. */
const refusedBoth = async (file: string, code: string | RegExp, withPassphrase: string | null = null): Promise<void> => {
  const over = { backupPassphrase: withPassphrase };
  const faults = await Promise.all([
    checkBackup({ ...config, ...over }, file).catch((fault) => fault),
    restoreFrom({ ...target, ...over }, file, true).catch((fault) => fault),
  ]);
  for (const fault of faults) {
    expect(fault).toBeInstanceOf(Error);
    expect(fault.code).toMatch(code);
    expect(fault.message).toContain(path.basename(file));
    expect(fault.message).not.toContain(filledMarker);
  }
  expect(await rowsOf(sqlite, { engine: "sqlite", dataFolder: target.dataFolder })).toEqual(targetRows);
  for (const folder of [config.dataFolder, target.dataFolder])
    expect(readdirSync(folder).filter((name) => name.startsWith("noticeboard-"))).toEqual([]);
};

test("the copies themselves are good", async () => {
  expect(await checkBackup(config, plain)).toMatchObject({ isEncrypted: false, audit: { brokenAt: null } });
  expect(await checkBackup({ ...config, backupPassphrase: passphrase }, locked)).toMatchObject({ isEncrypted: true });
  expect(readFileSync(locked).includes(filledMarker)).toBe(false);
  expect(readFileSync(plain).includes(filledMarker)).toBe(true);
  expect(readFileSync(path.join(config.dataFolder, "noticeboard.sqlite")).includes(filledMarker)).toBe(true);
});

describe("a copy is refused by name, and nothing is changed,", () => {
  test("when there is no such file, or it is something else", async () => {
    await refusedBoth(path.join(folders.make(), "missing.sqlite"), "no_copy");
    await refusedBoth(
      changed(plain, () => Buffer.from("my shopping list")),
      "not_a_copy",
    );
    await refusedBoth(
      changed(plain, () => Buffer.alloc(0)),
      "not_a_copy",
    );
    const foreign = path.join(folders.make(), "photos.sqlite");
    const database = new DatabaseSync(foreign);
    database.exec("CREATE TABLE photos (id INTEGER PRIMARY KEY)");
    database.close();
    await refusedBoth(foreign, "not_a_copy");
    // A store that somebody copied by hand says nothing of itself, so nothing of it can be proved.
    await refusedBoth(path.join(config.dataFolder, "noticeboard.sqlite"), "not_a_copy");
  });

  test("when its end is missing", async () => {
    for (const share of [0.3, 0.999]) {
      const torn = changed(plain, (bytes) => bytes.subarray(0, Math.floor(bytes.length * share)));
      await refusedBoth(torn, /damaged_copy|not_a_copy/);
    }
    const torn = changed(locked, (bytes) => bytes.subarray(0, bytes.length - 20));
    await refusedBoth(torn, "damaged_copy", passphrase);
  });

  test("when one bit of what it says was changed", async () => {
    await refusedBoth(
      flippedAt(plain, (bytes) => bytes.indexOf(filledMarker) + 3),
      "damaged_copy",
    );
    await refusedBoth(
      flippedAt(plain, (bytes) => bytes.lastIndexOf("2025-06-20T10:00:02") + 17),
      "damaged_copy",
    );
    await refusedBoth(
      flippedAt(plain, (bytes) => bytes.lastIndexOf("case events are append-only")),
      "damaged_copy",
    );
    await refusedBoth(
      flippedAt(locked, (bytes) => bytes.length >> 1),
      "damaged_copy",
      passphrase,
    );
  });

  test("when it is encrypted and the passphrase is missing or another", async () => {
    await refusedBoth(locked, "needs_passphrase");
    await refusedBoth(locked, "wrong_passphrase", "seven green lamps below");
  });
});

test("any bit that is changed is noticed or says nothing", async () => {
  const { record } = await checkBackup(config, plain);
  const bytes = readFileSync(plain).length;
  const outcomes: string[] = [];
  for (let place = 7; place < bytes; place += Math.floor(bytes / 100)) {
    const bad = flippedAt(plain, () => place);
    outcomes.push(
      await checkBackup(config, bad).then(
        (checked) => checked.record.digest,
        (fault: { code?: string }) => String(fault.code),
      ),
    );
    rmSync(bad);
  }
  for (const outcome of outcomes) expect(["damaged_copy", "not_a_copy", record.digest]).toContain(outcome);
  expect(outcomes.filter((outcome) => outcome === "damaged_copy").length).toBeGreaterThan(10);
});

test("a copy of an older store leaves that store as it is, and is brought to the present schema when it comes back", async () => {
  const dataFolder = folders.make();
  const database = new DatabaseSync(storeFileOf(dataFolder));
  database.exec(readFileSync(new URL("../../fixtures/store-schema-1.sql", import.meta.url), "utf8"));
  database.exec("PRAGMA user_version = 1");
  database.close();
  const old = configOf({ engine: "sqlite", dataFolder }, "");
  const { file, record, unrecorded } = await backUp(old, {});
  expect(record.schemaVersion).toBe(1);
  expect(unrecorded).toContain("schema 1");
  const still = new DatabaseSync(storeFileOf(dataFolder));
  expect(still.prepare("PRAGMA user_version").get()).toEqual({ user_version: 1 });
  const cases = still.prepare("SELECT count(*) AS count FROM cases").get();
  still.close();
  const to = { engine: "sqlite" as const, dataFolder: folders.make() };
  await restoreFrom(configOf(to, ""), file, false);
  const store = await openAt(to);
  expect(await store.restorations.last()).toMatchObject({ copiedAt: record.copiedAt });
  await store.close();
  expect((await sqlite.sql(to, "SELECT count(*) AS count FROM cases"))[0]).toEqual(cases);
});

test("old copies go when newer ones are kept, and nothing else does", async () => {
  const out = folders.make();
  for (const name of ["noticeboard-20240101-000000.sqlite", "noticeboard-20240102-000000.sqlite.age", "holiday.sqlite"])
    writeFileSync(path.join(out, name), "x");
  const { file, removed } = await backUp(config, { out, keep: 2 });
  expect(removed).toEqual([path.join(out, "noticeboard-20240101-000000.sqlite")]);
  expect(readdirSync(out).sort()).toEqual(
    ["holiday.sqlite", "noticeboard-20240102-000000.sqlite.age", path.basename(file)].sort(),
  );
  await expect(backUp(config, { out: file })).rejects.toMatchObject({
    code: "cannot_write",
    message: expect.stringContaining("exists"),
  });
});

test.skipIf(process.getuid?.() !== 0)(
  "a full disk leaves no half copy (skipped when not root: it mounts a small disk)",
  async () => {
    const disk = folders.make();
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=200k", "tmpfs", disk], { stdio: "pipe" });
    } catch (fault) {
      console.warn(`SKIPPED: no small disk can be mounted here: ${(fault as Error).message}`);
      return;
    }
    try {
      await expect(backUp(config, { out: disk })).rejects.toMatchObject({
        code: "cannot_write",
        message: expect.stringContaining("no room"),
      });
      expect(readdirSync(disk)).toEqual([]);
      const encrypting = { ...config, backupPassphrase: passphrase };
      await expect(backUp(encrypting, { out: disk })).rejects.toMatchObject({ code: "cannot_write" });
      expect(readdirSync(disk)).toEqual([]);
      expect(readdirSync(config.dataFolder).filter((name) => name.startsWith("noticeboard-"))).toEqual([]);

      // Bringing one back to a disk that is too small leaves what was there.
      mkdirSync(path.join(disk, "data"));
      const there = { engine: "sqlite" as const, dataFolder: path.join(disk, "data") };
      await expect(restoreFrom(configOf(there, ""), plain, true)).rejects.toThrow();
      expect(existsSync(storeFileOf(there.dataFolder))).toBe(false);
      expect(readdirSync(there.dataFolder).filter((name) => name.startsWith("noticeboard-working"))).toEqual([]);
    } finally {
      execFileSync("umount", ["-l", disk]);
    }
  },
);

test.skipIf(postgresMissing !== null)("a copy that fails half way leaves PostgreSQL as it was", async () => {
  const place = postgres.newPlace();
  if (place.engine !== "postgres") throw new Error("not PostgreSQL");
  const store = await openAt(place);
  await fillStore(store);
  await store.close();
  const before = await rowsOf(postgres, place);
  const file = path.join(folders.make(), "copy.sqlite");
  await copyPostgresStore({ ...place, maxConnections: 1 }, file);
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: false });
  database.exec("INSERT INTO quotations VALUES ('A-nowhere', 0, 0, 1, 'p', 0, 1, 'x')");
  database.close();
  const held = await holdPostgresStore({ ...place, maxConnections: 1 });
  await expect(held.replaceWith(file)).rejects.toThrow(/foreign key/);
  await held.release();
  expect(await rowsOf(postgres, place)).toEqual(before);
});

const ageOpens = (() => {
  try {
    execFileSync("age", ["--version"], { stdio: "pipe" });
    execFileSync("script", ["--version"], { stdio: "pipe" });
    return true;
  } catch {
    console.warn("SKIPPED: the age tool is not installed (apt install age), so it is not tried on an encrypted copy");
    return false;
  }
})();

test.skipIf(!ageOpens)("the standard age tool opens an encrypted copy", () => {
  const folder = folders.make();
  const to = path.join(folder, "opened.sqlite");
  copyFileSync(locked, path.join(folder, "copy.age"));
  // age asks on a terminal; `script` is one.
  execFileSync("script", ["-qec", `age -d -o ${to} ${path.join(folder, "copy.age")}`, "/dev/null"], {
    input: `${passphrase}\n`,
    stdio: "pipe",
  });
  const database = new DatabaseSync(to, { readOnly: true });
  expect(database.prepare("SELECT count(*) AS count FROM inbox").get()).toEqual({ count: 6 });
  database.close();
});
