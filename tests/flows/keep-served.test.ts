import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openSqliteStore } from "../../src/adapters/sqlite/open-sqlite-store.ts";
import type { Store } from "../../src/adapters/store/store.ts";
import { textsToEmbed } from "../../src/flows/embed-passages.ts";
import type { KeptServed, WhenToEmbed } from "../../src/flows/keep-served.ts";
import type { SyncResult } from "../../src/flows/sync-knowledge.ts";
import { type Built, coded, holdModels, keepBuilt, resetRig, rig, storedModels } from "../support/stoppable-models.ts";

const defaultsFolder = new URL("../../knowledge", import.meta.url).pathname;

let folder = "";
let dataFolder = "";
let store: Store;
let faults: string[] = [];
let opened: KeptServed<Built>[] = [];

const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
const open = (configured: string): { kept: KeptServed<Built>; sync: (when: WhenToEmbed) => Promise<SyncResult> } => {
  const kept = keepBuilt(store, configured, faults);
  opened.push(kept);
  return { kept, sync: (when) => kept.sync({ folder, defaultsFolder, today: "2025-06-20" }, when) };
};
const until = async (isSo: () => boolean): Promise<void> => {
  for (let i = 0; i < 500 && !isSo(); i += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  if (!isSo()) throw new Error("it did not come about");
};

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "noticeboard-kept-"));
  dataFolder = mkdtempSync(path.join(tmpdir(), "noticeboard-kept-data-"));
  store = openSqliteStore(dataFolder);
  resetRig();
  faults = [];
  opened = [];
  write("a.txt", "How leave works\nAsk for leave early.\n");
  write("b.txt", "How pay works\nPay is paid each month.\n");
});
afterEach(async () => {
  for (const kept of opened) await kept.close();
  await store.close();
  for (const each of [folder, dataFolder]) rmSync(each, { recursive: true });
});

/** As a former run with the model `old` left the data folder. */
const servedByOld = async (): Promise<void> => {
  await open("old").sync("first");
  rig.asked.length = 0;
};

describe("without a change of the model", () => {
  test("embeds what is new before it is served, and asks for nothing when nothing is new", async () => {
    const { kept, sync } = open("old");
    expect(await sync("in_background")).toMatchObject({ created: 2, embedded: 2 });
    expect(kept.current()).toMatchObject({ by: "old:3", vectors: 2 });
    write("c.txt", "How time works\nTime goes by.\n");
    rig.asked.length = 0;
    expect(await sync("in_background")).toMatchObject({ created: 1, embedded: 1 });
    expect(rig.asked).toEqual(["old Time goes by."]);
    rig.asked.length = 0;
    const again = open("old");
    expect(await again.sync("in_background")).toMatchObject({ created: 0, embedded: 0 });
    expect([rig.asked, again.kept.state()]).toEqual([
      [],
      { model: expect.objectContaining({ modelId: "old:3" }), searchesBy: "vectors_and_words", change: null },
    ]);
  });

  test("forgets the vectors of texts that are gone", async () => {
    const { sync } = open("old");
    await sync("first");
    rmSync(path.join(folder, "a.txt"));
    await sync("first");
    write("a.txt", "How leave works\nAsk for leave early.\n");
    rig.asked.length = 0;
    await sync("first");
    expect(rig.asked).toEqual(["old Ask for leave early."]);
  });

  test("makes a stored vector anew that has another length than its model's", async () => {
    const { kept, sync } = open("old");
    await sync("first");
    const [digest] = [...textsToEmbed((await store.knowledge.snapshot()).passages).keys()];
    await store.knowledge.saveVectors("old:3", [{ textDigest: digest!, vector: Float32Array.of(1, 0) }]);
    expect(await sync("first")).toMatchObject({ embedded: 1 });
    expect((await store.knowledge.vectors("old:3", [digest!])).get(digest!)).toHaveLength(3);
    expect(kept.current()).toMatchObject({ by: "old:3", vectors: 2 });
  });

  test("serves changed pages while their vectors cannot be had, and makes up for it", async () => {
    await servedByOld();
    write("c.txt", "How time works\nTime goes by.\n");
    rig.fault = coded("embedding_unavailable");
    const { kept, sync } = open("old");
    await sync("in_background");
    expect(kept.current()).toMatchObject({ by: "old:3", vectors: 2, texts: expect.arrayContaining(["Time goes by."]) });
    expect(faults[0]).toBe("passages_not_embedded embedding_unavailable");
    rig.fault = null;
    await until(() => kept.current()?.vectors === 3);
    expect(kept.state().change).toBe(null);
  });
});

describe("a first start", () => {
  test("goes on with the bundled model when the configured one cannot be asked, and changes over when it can", async () => {
    rig.outOfReach.add("new");
    const { kept, sync } = open("new");
    await sync("in_background");
    expect(kept.current()).toMatchObject({ by: "bundled:2", vectors: 2 });
    expect(faults[0]).toBe("embeddings_out_of_reach embedding_unavailable");
    rig.outOfReach.clear();
    await until(() => kept.current()?.by === "new:4");
    expect(await storedModels(store)).toEqual(["new 2"]);
  });
});

describe("a change of the model", () => {
  test("serves by the old one at once, then swaps whole and gives the old vectors up", async () => {
    await servedByOld();
    const release = holdModels();
    const { kept, sync } = open("new");
    await sync("in_background");
    expect(kept.current()).toMatchObject({ by: "old:3", vectors: 2 });
    await until(() => rig.asked.length > 0);
    expect([kept.current()?.by, (await store.embeddings.served())?.modelId, kept.state().change]).toEqual([
      "old:3",
      "old:3",
      { modelId: "new:4", done: 0, total: 2, lastFault: null },
    ]);
    release();
    await until(() => kept.state().change === null);
    expect(kept.current()).toMatchObject({ by: "new:4", vectors: 2 });
    expect(await store.embeddings.served()).toEqual({
      modelId: "new:4",
      dimension: 4,
      api: { place: "here", model: "new", askedDimension: null },
    });
    expect(await storedModels(store)).toEqual(["new 2"]);
    expect(faults).toEqual([]);
  });

  test("loses no page that a sync brings in the meantime", async () => {
    await servedByOld();
    const release = holdModels();
    const { kept, sync } = open("new");
    await sync("in_background");
    await until(() => rig.asked.length > 0);
    write("c.txt", "How time works\nTime goes by.\n");
    rmSync(path.join(folder, "a.txt"));
    // The old model is asked through the same gate.
    const second = sync("in_background");
    release();
    await second;
    await until(() => kept.state().change === null);
    const settings = expect.anything();
    expect(kept.current()).toEqual({ by: "new:4", texts: ["Pay is paid each month.", "Time goes by."], vectors: 2, settings });
    expect(rig.asked).toEqual([...new Set(rig.asked)]);
    expect(faults).toEqual([]);
  });

  test("serves by the old one through every failure, says why, and embeds nothing twice", async () => {
    for (let i = 0; i < 200; i += 1) write(`page-${i}.txt`, `How thing ${i} works\nThing number ${i} is here.\n`);
    await servedByOld();
    const { kept, sync } = open("new");
    rig.calls = 0;
    rig.gate = (call) => (call === 3 || call === 4 ? Promise.reject(coded("embedding_limited")) : Promise.resolve());
    await sync("in_background");
    await until(() => kept.state().change?.lastFault === "embedding_limited");
    expect(kept.current()).toMatchObject({ by: "old:3", vectors: 202 });
    await until(() => kept.state().change === null);
    expect(kept.current()).toMatchObject({ by: "new:4", vectors: 202 });
    expect(faults).toEqual(["embedding_change_failed embedding_limited", "embedding_change_failed embedding_limited"]);
    // Two batches of 64 were refused; no other text was sent a second time.
    expect(rig.asked.length).toBe(202 + 2 * 64);
  });

  test("goes on where it was after a stop in the middle", async () => {
    for (let i = 0; i < 100; i += 1) write(`page-${i}.txt`, `How thing ${i} works\nThing number ${i} is here.\n`);
    await servedByOld();
    const first = open("new");
    const never = new Promise(() => {});
    rig.calls = 0;
    rig.gate = (call) => (call === 1 ? Promise.resolve() : never);
    await first.sync("in_background");
    await until(() => rig.calls === 2);
    // As after a kill: the process is gone, the store is what was written.
    await store.close();
    rig.gate = () => Promise.resolve();
    opened = [];
    store = openSqliteStore(dataFolder);
    expect((await store.embeddings.served())?.modelId).toBe("old:3");
    rig.asked.length = 0;
    const second = open("new");
    await second.sync("in_background");
    expect(second.kept.current()?.by).toBe("old:3");
    await until(() => second.kept.current()?.by === "new:4");
    expect(rig.asked.length).toBe(102 - 64);
  });

  test("searches by words alone, and says so, when the old model cannot be asked any more", async () => {
    await servedByOld();
    rig.outOfReach.add("old");
    const release = holdModels();
    const { kept, sync } = open("new");
    await sync("in_background");
    expect([kept.current()?.by, kept.state().searchesBy, faults]).toEqual(["words", "words_alone", ["searching_by_words_alone"]]);
    release();
    await until(() => kept.current()?.by === "new:4");
    expect(kept.state().searchesBy).toBe("vectors_and_words");
  });

  test("comes first for a command that ends, and leaves the old one serving when it fails", async () => {
    await servedByOld();
    rig.outOfReach.add("new");
    const failing = open("new");
    await failing.sync("first");
    expect([failing.kept.current()?.by, failing.kept.state().change, faults]).toEqual([
      "old:3",
      null,
      ["embeddings_out_of_reach embedding_unavailable"],
    ]);
    rig.outOfReach.clear();
    const { kept, sync } = open("new");
    expect(await sync("first")).toMatchObject({ embedded: 2 });
    expect(kept.current()?.by).toBe("new:4");
  });

  test("is left to others when it is not wanted now", async () => {
    await servedByOld();
    const { kept, sync } = open("new");
    await sync("later");
    expect([kept.current()?.by, kept.state().change, rig.asked]).toEqual(["old:3", null, []]);
  });

  test("follows a model that gives another dimension than before, and is told so once", async () => {
    await servedByOld();
    const { kept, sync } = open("old");
    await sync("in_background");
    rig.dimensions.old = 5;
    kept.dimensionChanged();
    await until(() => kept.current()?.by === "old:5");
    expect([await storedModels(store), (await store.embeddings.served())?.dimension]).toEqual([["old 2"], 5]);
    rig.dimensions.old = 6;
    kept.dimensionChanged();
    expect(kept.state().change).toBe(null);
  });

  test("never keeps a vector of another length than the model's", async () => {
    await servedByOld();
    const { kept, sync } = open("new");
    const release = holdModels();
    await sync("in_background");
    await until(() => rig.asked.length > 0);
    // The model said 4 and gives 7 from now on.
    rig.dimensions.new = 7;
    release();
    await until(() => faults.length > 0);
    expect([kept.current()?.by, (await store.embeddings.served())?.modelId]).toEqual(["old:3", "old:3"]);
    expect(await store.knowledge.vectors("new:4", [...textsToEmbed((await store.knowledge.snapshot()).passages).keys()])).toEqual(
      new Map(),
    );
  });
});

test("vectors that were stored before models were kept are served on", async () => {
  const older = path.join(dataFolder, "older");
  mkdirSync(older);
  const database = new DatabaseSync(path.join(older, "noticeboard.sqlite"));
  database.exec(readFileSync(new URL("../fixtures/store-schema-1.sql", import.meta.url), "utf8"));
  const stored = database.prepare("SELECT model_id AS modelId, length(vector) / 4 AS dimension FROM vectors").get();
  database.close();
  const migrated = openSqliteStore(older);
  expect(await migrated.embeddings.served()).toEqual({ ...stored, api: null });
  await migrated.close();
});
