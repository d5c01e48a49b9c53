import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { openSqliteStore } from "../../../src/adapters/sqlite/open-sqlite-store.ts";
import { schemaVersion } from "../../../src/adapters/store/migrations.ts";
import { StoreFault } from "../../../src/adapters/store/store-fault.ts";
import type { Document } from "../../../src/domain/document.ts";
import { splitPassages } from "../../../src/ingestion/split-passages.ts";
import type { NewCase } from "../../../src/ports/case-store.ts";
import { pageOf, receiptOf } from "../../support/receipts.ts";

const dataFolder = (): string => mkdtempSync(path.join(tmpdir(), "noticeboard-store-"));

const documentOf = (sourceId: string, text: string): Document => ({
  sourceId,
  title: "Title",
  url: "https://example.org/a",
  publisher: "Example",
  kind: "guide",
  standing: "current",
  reviewBy: null,
  owner: null,
  publishedOn: null,
  updatedOn: "2025-06-06",
  notAfterOn: null,
  basis: "text",
  digest: `digest of ${text}`,
  sections: [{ heading: ["Title", "Part"], anchor: "part", page: 3, blocks: [{ kind: "paragraph", text, introducedBy: null }] }],
});
const upsert = (sourceId: string, text: string) => {
  const document = documentOf(sourceId, text);
  return { document, passages: splitPassages(sourceId, document.sections) };
};
const newCase: NewCase = {
  question: "Am I at risk?",
  scenario: null,
  reason: "personal_matter",
  why: "speaks of the own post",
  priority: "high",
  dueOn: "2025-07-01",
  dueWords: "by 1 July",
  queue: "reps",
  topic: "redundancy",
  passageIds: ["a#1"],
  openedAt: "2025-06-20T10:00:00.000Z",
};

describe("the knowledge store", () => {
  test("gives back what was put in, after a restart too", async () => {
    const folder = dataFolder();
    const put = upsert("a", "It is so. It stays so.");
    const unreadable = [{ sourceId: "x", file: "x.pdf", code: "damaged", message: "broken", digest: "d" }];
    const first = openSqliteStore(folder);
    await first.knowledge.apply({ upserted: [put], removedSourceIds: [], unreadable });
    await first.close();
    const second = openSqliteStore(folder);
    const snapshot = await second.knowledge.snapshot();
    const { sections: _sections, ...record } = put.document;
    expect(snapshot).toMatchObject({ documents: [record], passages: put.passages, unreadable });
    expect(await second.knowledge.documentDigests()).toEqual(new Map([["a", put.document.digest]]));
    await second.close();
  });

  test("changes its revision with whatever is served, and only then", async () => {
    const { knowledge, close } = openSqliteStore(dataFolder());
    const revisions: string[] = [];
    const apply = async (change: Parameters<typeof knowledge.apply>[0]): Promise<void> => {
      await knowledge.apply(change);
      revisions.push((await knowledge.snapshot()).revision);
    };
    await apply({ upserted: [upsert("a", "One."), upsert("b", "Two.")], removedSourceIds: [], unreadable: [] });
    await apply({ upserted: [], removedSourceIds: ["nothing"], unreadable: [] });
    await apply({ upserted: [upsert("a", "New one.")], removedSourceIds: [], unreadable: [] });
    await apply({ upserted: [], removedSourceIds: ["b"], unreadable: [] });
    await apply({ upserted: [], removedSourceIds: [], unreadable: [{ sourceId: "c", file: "c", code: "empty", message: "" }] });
    await apply({ upserted: [], removedSourceIds: [], unreadable: [{ sourceId: "c", file: "c", code: "empty", message: "" }] });
    expect(revisions[1]).toBe(revisions[0]);
    expect(revisions[5]).toBe(revisions[4]);
    expect(new Set(revisions).size).toBe(4);
    expect((await knowledge.snapshot()).passages.map((passage) => passage.text)).toEqual(["New one."]);
    await close();
  });

  test("changes all or nothing", async () => {
    const { knowledge, close } = openSqliteStore(dataFolder());
    await knowledge.apply({ upserted: [upsert("a", "One.")], removedSourceIds: [], unreadable: [] });
    const before = await knowledge.snapshot();
    const good = upsert("b", "Two.");
    const clash = { ...upsert("c", "Three."), passages: [...good.passages] };
    await expect(knowledge.apply({ upserted: [good, clash], removedSourceIds: ["a"], unreadable: [] })).rejects.toThrow();
    expect(await knowledge.snapshot()).toEqual(before);
    await close();
  });

  test("caches vectors by text and model", async () => {
    const { knowledge, close } = openSqliteStore(dataFolder());
    const vector = Float32Array.from([0.25, -1, 3.5e-8]);
    await knowledge.saveVectors("m", [{ textDigest: "t", vector }]);
    await knowledge.saveVectors("m", [{ textDigest: "t", vector }]);
    expect(await knowledge.vectors("m", ["t", "u"])).toEqual(new Map([["t", vector]]));
    expect(await knowledge.vectors("other", ["t"])).toEqual(new Map());
    const many = Array.from({ length: 1200 }, (_, index) => ({ textDigest: `d${index}`, vector }));
    await knowledge.saveVectors("m", many);
    const found = await knowledge.vectors(
      "m",
      many.map((row) => row.textDigest),
    );
    expect(found.size).toBe(1200);
    await close();
  });
});

describe("the case store", () => {
  test("opens cases under short, unguessable numbers and lists the newest first", async () => {
    const { cases, close } = openSqliteStore(dataFolder());
    const opened = await Promise.all(
      Array.from({ length: 30 }, (_, index) => cases.open({ ...newCase, openedAt: `2025-06-20T10:00:${10 + index}.000Z` })),
    );
    expect(new Set(opened.map((each) => each.id)).size).toBe(30);
    for (const { id } of opened) expect(id).toMatch(/^C-[0-9A-HJKMNP-TV-Z]{6}$/u);
    const recent = await cases.recent(2);
    expect(recent.map((each) => each.openedAt)).toEqual(["2025-06-20T10:00:39.000Z", "2025-06-20T10:00:38.000Z"]);
    expect(recent[0]).toMatchObject({ priority: "high", dueOn: "2025-07-01", queue: "reps", question: newCase.question });
    await close();
  });
});

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

  test("refuses the schema of a newer version and says so", async () => {
    const folder = dataFolder();
    await openSqliteStore(folder).close();
    const database = new DatabaseSync(path.join(folder, "noticeboard.sqlite"));
    database.exec("PRAGMA user_version = 99");
    database.close();
    expect(() => openSqliteStore(folder)).toThrow(StoreFault);
    expect(() => openSqliteStore(folder)).toThrow(`schema 99; this version knows ${schemaVersion}`);
  });

  test("takes a store of the first schema forward, with everything that was in it", async () => {
    const folder = dataFolder();
    const old = new DatabaseSync(path.join(folder, "noticeboard.sqlite"));
    old.exec(readFileSync(new URL("../../fixtures/store-schema-1.sql", import.meta.url), "utf8"));
    const tables = ["sources", "documents", "passages", "vectors", "unreadable", "knowledge_state", "cases", "case_events"];
    const contents = (database: DatabaseSync) => tables.map((table) => database.prepare(`SELECT * FROM ${table}`).all());
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

  test("of several processes that write at once, each waits for its turn", async () => {
    const folder = dataFolder();
    await openSqliteStore(folder).close();
    const script = `
      const { openSqliteStore } = await import(${JSON.stringify(new URL("../../../src/adapters/sqlite/open-sqlite-store.ts", import.meta.url).href)});
      const store = openSqliteStore(${JSON.stringify(folder)});
      for (let index = 0; index < 20; index += 1) await store.cases.open(${JSON.stringify(newCase)});
      await store.close();`;
    const run = () => promisify(execFile)(process.execPath, ["--no-warnings", "--input-type=module", "-e", script]);
    const outputs = await Promise.all([run(), run(), run()]);
    expect(outputs.map(({ stderr }) => stderr)).toEqual(["", "", ""]);
    const store = openSqliteStore(folder);
    expect(await store.cases.recent(100)).toHaveLength(60);
    await store.close();
  }, 30_000);
});
