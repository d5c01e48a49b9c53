import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqliteStore, storeFileOf } from "../../src/adapters/sqlite/open-sqlite-store.ts";
import type { Store } from "../../src/adapters/store/store.ts";
import type { KeptServed, WhenToEmbed } from "../../src/flows/keep-served.ts";
import { type Built, coded, holdModels, keepBuilt, resetRig, rig, storedModels } from "../support/stoppable-models.ts";

const project = new URL("../../", import.meta.url).pathname;

let folder = "";
let dataFolder = "";
let store: Store;
let faults: string[] = [];
let opened: KeptServed<Built>[] = [];

const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
/** A replica of its own over the shared store and folder. */
const replica = (configured: string): KeptServed<Built> => {
  const kept = keepBuilt(store, configured, faults);
  opened.push(kept);
  return kept;
};
const sync = (kept: KeptServed<Built>, when: WhenToEmbed = "first") =>
  kept.sync({ folder, defaultsFolder: path.join(project, "knowledge"), today: "2025-06-20" }, when);
const until = async (isSo: () => boolean): Promise<void> => {
  for (let i = 0; i < 500 && !isSo(); i += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  if (!isSo()) throw new Error("it did not come about");
};

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "noticeboard-follow-"));
  dataFolder = mkdtempSync(path.join(tmpdir(), "noticeboard-follow-data-"));
  store = openSqliteStore(dataFolder);
  resetRig();
  faults = [];
  opened = [];
  cpSync(path.join(project, "knowledge/wording.yaml"), path.join(folder, "wording.yaml"));
  write("a.txt", "How leave works\nAsk for leave early.\n");
  write("b.txt", "How pay works\nPay is paid each month.\n");
});
afterEach(async () => {
  for (const kept of opened) await kept.close();
  await store.close();
  for (const each of [folder, dataFolder]) rmSync(each, { recursive: true });
});

test("serves what another replica synced, and does nothing when nothing is new", async () => {
  const [one, other] = [replica("old"), replica("old")];
  await sync(one);
  await sync(other);
  const before = one.current();
  expect(await one.catchUp()).toBe(false);
  expect(one.current()).toBe(before);
  write("b.txt", "How pay works\nPay is paid each week.\n");
  rmSync(path.join(folder, "a.txt"));
  await sync(other);
  rig.asked.length = 0;
  expect(await one.catchUp()).toBe(true);
  expect(one.current()).toMatchObject({ by: "old:3", texts: ["Pay is paid each week."], vectors: 1 });
  expect([rig.asked, await one.catchUp(), await other.catchUp(), faults]).toEqual([[], false, false, []]);
});

test("serves settings that another replica synced, though no page has changed", async () => {
  const [one, other] = [replica("old"), replica("old")];
  await sync(one);
  await sync(other);
  const { wording } = one.current()!.settings;
  write("wording.yaml", `${JSON.stringify({ ...wording, greeting: "Good day." })}\n`);
  await sync(other);
  expect(await one.catchUp()).toBe(true);
  expect(one.current()?.settings.wording).toEqual({ ...wording, greeting: "Good day." });
});

test("serves new pages at once, and again when their vectors are whole", async () => {
  const [one, other] = [replica("old"), replica("old")];
  await sync(one);
  const release = holdModels();
  write("c.txt", "How time works\nTime goes by.\n");
  const syncing = sync(other);
  await until(() => rig.asked.includes("old Time goes by."));
  expect(await one.catchUp()).toBe(true);
  expect(one.current()).toMatchObject({ by: "old:3", texts: expect.arrayContaining(["Time goes by."]), vectors: 2 });
  expect(await one.catchUp()).toBe(false);
  release();
  await syncing;
  expect(await one.catchUp()).toBe(true);
  expect(one.current()).toMatchObject({ by: "old:3", vectors: 3 });
});

test("a slower sync of older pages does not take away the vectors of newer ones", async () => {
  const [one, other, third] = [replica("old"), replica("old"), replica("old")];
  await sync(third);
  let release = (): void => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const held = rig.calls + 1;
  rig.gate = (call) => (call === held ? gate : Promise.resolve());
  write("c.txt", "How time works\nTime goes by.\n");
  const slow = sync(one);
  await until(() => rig.asked.includes("old Time goes by."));
  write("d.txt", "How notice works\nNotice is given in writing.\n");
  await sync(other);
  release();
  await slow;
  await one.catchUp();
  await third.catchUp();
  for (const kept of [one, other, third]) expect(kept.current()).toMatchObject({ by: "old:3", vectors: 4 });
  expect(await storedModels(store)).toEqual(["old 4"]);
});

test("another replica's new model serves where it can be asked, and words alone do where it cannot", async () => {
  const [one, other] = [replica("old"), replica("new")];
  await sync(one);
  await sync(other);
  rig.outOfReach.add("new");
  expect(await one.catchUp()).toBe(true);
  expect(one.current()).toMatchObject({ by: "words", vectors: 0, texts: expect.arrayContaining(["Ask for leave early."]) });
  expect(one.state()).toMatchObject({ searchesBy: "words_alone", model: { modelId: "new:4" } });
  expect(await one.catchUp()).toBe(false);
  expect(faults).toEqual(["searching_by_words_alone"]);
  // Nor does it start a change back: two replicas would have the pages embedded for ever.
  expect(one.state().change).toBe(null);

  rig.outOfReach.clear();
  write("a.txt", "How leave works\nAsk for leave late.\n");
  await sync(other);
  expect(await one.catchUp()).toBe(true);
  expect(one.current()).toMatchObject({ by: "new:4", vectors: 2 });
});

test("waits for an own sync that is under way", async () => {
  const [one, other] = [replica("old"), replica("old")];
  await sync(other);
  const release = holdModels();
  write("c.txt", "How time works\nTime goes by.\n");
  const syncing = sync(one);
  await until(() => rig.asked.includes("old Time goes by."));
  let caughtUp = false;
  const catching = one.catchUp().then((isNew) => {
    caughtUp = true;
    return isNew;
  });
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(caughtUp).toBe(false);
  release();
  await syncing;
  expect(await catching).toBe(false);
  expect(one.current()).toMatchObject({ vectors: 3 });
});

test("keeps the old when the new cannot be built, and gets it the next time", async () => {
  const [one, other] = [replica("old"), replica("old")];
  await sync(one);
  write("c.txt", "How time works\nTime goes by.\n");
  await sync(other);
  rig.buildFault = coded("out_of_memory");
  await expect(one.catchUp()).rejects.toThrow("out_of_memory");
  expect(one.current()).toMatchObject({ vectors: 2 });
  rig.buildFault = null;
  expect(await one.catchUp()).toBe(true);
  expect(one.current()).toMatchObject({ vectors: 3 });
});

test.each([
  ["in a later form", '{"form":2,"glossary":{}}', "folder_settings_of_other_form"],
  ["with keys of another release", '{"form":1,"glossary":{"terms":[]},"mood":"good"}', "folder_settings_of_other_form"],
  ["by a release that kept none", null, "folder_settings_never_kept"],
])("serves another replica's pages with its own settings when they were kept %s", async (_how, settings, code) => {
  const [one, other] = [replica("old"), replica("old")];
  await sync(one);
  const own = one.current()!.settings;
  write("c.txt", "How time works\nTime goes by.\n");
  await sync(other);
  const database = new DatabaseSync(storeFileOf(dataFolder));
  database.prepare("UPDATE knowledge_state SET folder_settings = ?").run(settings);
  database.close();
  expect(await one.catchUp()).toBe(true);
  expect(one.current()).toMatchObject({ vectors: 3, settings: own });
  expect(faults).toEqual([`${code} ${code}`]);
  // A replica that has read no folder of its own serves nothing that it does not understand.
  await expect(replica("old").catchUp()).rejects.toMatchObject({ code });
});

test("a replica that has read no folder serves the store's pages and settings whole", async () => {
  const [one, fresh] = [replica("old"), replica("old")];
  await sync(one);
  expect(await fresh.catchUp()).toBe(true);
  expect(fresh.current()).toEqual(one.current());
});
