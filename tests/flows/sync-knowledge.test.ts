import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { openSqliteStore } from "../../src/adapters/sqlite/open-sqlite-store.ts";
import type { Store } from "../../src/adapters/store/store.ts";
import { wordingKeys } from "../../src/domain/knowledge-config.ts";
import { type SyncProgress, syncKnowledge } from "../../src/flows/sync-knowledge.ts";
import { KnowledgeError } from "../../src/ingestion/knowledge-error.ts";
import { parseFile } from "../../src/ingestion/parse-file.ts";
import type { Embedder } from "../../src/ports/embedder.ts";
import type { FileParser } from "../../src/ports/file-parser.ts";

const folderOf = (files: Record<string, string>): string => {
  const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-sync-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
};
const routes = "general personal deadline crisis greeting thanks about_bot membership_office off_topic abuse injection".split(
  " ",
);
const defaultsFolder = folderOf({
  "glossary.yaml": "terms: []\n",
  "wording.yaml": wordingKeys.map((key) => `${key}: "words"\n`).join(""),
  "routes.yaml": `examples: {${routes.map((name) => `${name}: []`).join(", ")}}\ntopics: []\n`,
  "reps.yaml": "fallbackQueue: a\nurgentQueue: a\nqueues: [{id: a, name: A, contact: a@example.org}]\n",
});

let parsed: string[] = [];
let embeddedTexts: string[] = [];
const parser: FileParser = {
  parse: (file) => {
    parsed.push(file.name);
    return parseFile(file);
  },
  close: async () => {},
};
const embedder: Embedder = {
  modelId: "letters",
  dimension: 2,
  remote: false,
  embed: async (texts) => {
    embeddedTexts.push(...texts);
    return texts.map((text) => Float32Array.from([text.length, 1]));
  },
  close: async () => {},
};

let folder = "";
let store: Store;
const run = (today = "2025-06-20", withEmbedder = true, progress: SyncProgress[] = []) => {
  parsed = [];
  embeddedTexts = [];
  const deps = { store: store.knowledge, parser, embedder: withEmbedder ? embedder : null };
  return syncKnowledge(deps, { folder, defaultsFolder, today, onProgress: (each) => progress.push(each) });
};
const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
const served = async (): Promise<string[]> => (await store.knowledge.snapshot()).passages.map((passage) => passage.text);

beforeEach(() => {
  folder = folderOf({
    "a.txt": "How leave works\nStaff can ask for:\n- leave\n- pay under the Annual Leave Code (ALC)\n",
    "b.txt": "How pay works\nPay is paid each month.\n",
  });
  store = openSqliteStore(mkdtempSync(path.join(tmpdir(), "noticeboard-data-")));
});

describe("syncKnowledge", () => {
  test("creates, and the second time does nothing at all", async () => {
    const progress: SyncProgress[] = [];
    const first = await run("2025-06-20", true, progress);
    expect(first).toMatchObject({ created: 2, updated: 0, unchanged: 0, removed: 0, unreadable: [], embedded: 4 });
    expect(embeddedTexts).toContain("Staff can ask for: leave");
    expect(first.glossaryLearned).toEqual([{ short: "ALC", long: "Annual Leave Code" }]);
    expect(progress.map(({ step, done, total }) => `${step} ${done}/${total}`)).toEqual([
      "reading 0/2",
      "reading 1/2",
      "embedding 0/4",
      "embedding 4/4",
    ]);
    const second = await run();
    expect(second).toMatchObject({ created: 0, updated: 0, unchanged: 2, removed: 0, embedded: 0, revision: first.revision });
    expect([parsed, embeddedTexts]).toEqual([[], []]);
  });

  test("reads again what has changed, forgets what is gone, embeds only new sentences", async () => {
    const first = await run();
    write("b.txt", "How pay works\nPay is paid each month. It is paid late.\n");
    rmSync(path.join(folder, "a.txt"));
    const second = await run();
    expect(second).toMatchObject({ created: 0, updated: 1, unchanged: 0, removed: 1, embedded: 1 });
    expect(parsed).toEqual(["b.txt"]);
    expect(embeddedTexts).toEqual(["It is paid late."]);
    expect(second.revision).not.toBe(first.revision);
    expect(await served()).toEqual(["Pay is paid each month. It is paid late."]);
  });

  test("a changed row of the manifest reaches its document", async () => {
    const manifest = (title: string) =>
      `sources: [{id: a, file: b.txt, title: ${title}, standing: archived, publishedOn: 2020-01-01}]\n`;
    write("sources.yaml", manifest("Old"));
    await run();
    write("sources.yaml", manifest("New"));
    expect(await run()).toMatchObject({ updated: 1, unchanged: 0 });
    const { documents } = await store.knowledge.snapshot();
    expect(documents).toMatchObject([{ title: "New", standing: "archived", publishedOn: "2020-01-01", basis: "manifest" }]);
  });

  test("a file that turns bad is no longer served, is named, and stops nothing", async () => {
    await run();
    write("a.txt", "");
    write("c.txt", "How time works\nTime goes by.\n");
    const second = await run();
    expect(second).toMatchObject({ created: 1, unchanged: 1, removed: 0 });
    expect(second.unreadable).toMatchObject([{ sourceId: "a", file: "a.txt", code: "empty" }]);
    expect(await served()).toEqual(["Pay is paid each month.", "Time goes by."]);
    await run();
    expect(parsed).toEqual([]);
    write("a.txt", "How leave works\nAsk for it.\n");
    expect(await run()).toMatchObject({ created: 1, unreadable: [] });
  });

  test("a broken configuration changes nothing", async () => {
    const { revision } = await run();
    write("b.txt", "How pay works\nAll is new.\n");
    write("sources.yaml", "sources: [{id: a, file: b.txt, colour: red}]\n");
    await expect(run()).rejects.toThrow(KnowledgeError);
    expect(await store.knowledge.snapshot()).toMatchObject({ revision });
    expect(parsed).toEqual([]);
  });

  test("without an embedder vectors are left for the sync that has one", async () => {
    expect((await run("2025-06-20", false)).embedded).toBe(0);
    expect((await run()).embedded).toBe(4);
    expect(parsed).toEqual([]);
  });

  test("a date still to come is looked at again when its day may have come", async () => {
    write("b.txt", "How pay works\nLast updated: 1 August 2025\nPay is paid.\n");
    await run();
    const dates = async () => (await store.knowledge.snapshot()).documents.find(({ sourceId }) => sourceId === "b");
    expect(await dates()).toMatchObject({ updatedOn: null });
    expect(await run()).toMatchObject({ unchanged: 2 });
    await run("2025-08-02");
    expect(await dates()).toMatchObject({ updatedOn: "2025-08-01", basis: "text" });
  });

  test("an empty folder empties the store", async () => {
    await run();
    for (const name of ["a.txt", "b.txt"]) rmSync(path.join(folder, name));
    expect(await run()).toMatchObject({ removed: 2, unchanged: 0 });
    expect(await served()).toEqual([]);
  });
});
