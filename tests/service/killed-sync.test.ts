import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSqliteStore, storeFileOf } from "../../src/adapters/sqlite/open-sqlite-store.ts";

const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-killed-"));
const [knowledge, data] = [path.join(folder, "pages"), path.join(folder, "data")];
const pages = 40;

/** Enough pages, each with sentences of its own, that a sync can be met while it reads and while it embeds. */
const writePages = (edition: number): void => {
  for (let page = 0; page < pages; page += 1) {
    const sentences = Array.from(
      { length: 4 },
      (_, at) => `Office ${page} has desk number ${edition}${page}${at} in hall ${at}.`,
    );
    writeFileSync(path.join(knowledge, `p${page}.txt`), `Office ${page} of edition ${edition}\n${sentences.join("\n")}\n`);
  }
};
const sync = (): ChildProcess =>
  spawn(process.execPath, ["src/main.ts", "sync", "--knowledge", knowledge, "--data", data], {
    cwd: new URL("../..", import.meta.url),
    stdio: "ignore",
  });
const stored = () => {
  const database = new DatabaseSync(storeFileOf(data), { readOnly: true });
  const one = (query: string) => Object.values(database.prepare(query).get() ?? {})[0];
  const found = {
    isSound: one("PRAGMA integrity_check") === "ok",
    editions: database
      .prepare("SELECT DISTINCT substr(title, -1) AS edition FROM sources")
      .all()
      .map((row) => String(row.edition)),
    sources: one("SELECT count(*) FROM sources"),
    texts: one("SELECT count(DISTINCT source_id) FROM passages"),
    isWhole: one("SELECT revision = embedded_revision FROM knowledge_state") === 1,
    vectors: Number(one("SELECT count(*) FROM vectors")),
  };
  database.close();
  return found;
};

const editionNow = (): string => {
  const database = new DatabaseSync(storeFileOf(data), { readOnly: true });
  const row = database.prepare("SELECT substr(max(title), -1) AS edition FROM sources").get();
  database.close();
  return String(row?.edition);
};

beforeAll(() => mkdirSync(knowledge));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a sync that is killed leaves the old or the new pages whole, says when vectors are missing, and the next one makes up for it", async () => {
  writePages(1);
  expect(await once(sync(), "exit")).toEqual([0, null]);
  const first = stored();
  expect(first).toMatchObject({ isSound: true, editions: ["1"], sources: pages, texts: pages, isWhole: true });

  writePages(2);
  const early = sync();
  await new Promise((resolve) => setTimeout(resolve, 400));
  early.kill("SIGKILL");
  await once(early, "exit");
  expect(stored()).toEqual(first);

  const late = sync();
  while (editionNow() === "1") await new Promise((resolve) => setTimeout(resolve, 2));
  late.kill("SIGKILL");
  await once(late, "exit");
  expect(stored()).toMatchObject({ isSound: true, editions: ["2"], sources: pages, texts: pages, isWhole: false });

  expect(await once(sync(), "exit")).toEqual([0, null]);
  expect(stored()).toEqual({ ...first, editions: ["2"] });
  const store = openSqliteStore(data);
  expect((await store.knowledge.snapshot()).settings).toMatchObject({ wording: {} });
  await store.close();
}, 240_000);
