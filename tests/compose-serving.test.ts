import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openSqliteStore } from "../src/adapters/sqlite/open-sqlite-store.ts";
import type { Store } from "../src/adapters/store/store.ts";
import { openServing, type Serving } from "../src/compose-serving.ts";
import type { EmbeddingSettings } from "../src/config.ts";
import type { WhenToEmbed } from "../src/flows/keep-served.ts";
import type { Redactor } from "../src/ports/redactor.ts";
import { type EmbeddingsServer, startEmbeddingsServer } from "./support/scripted-embeddings-server.ts";

const project = new URL("..", import.meta.url).pathname;
const bundled: EmbeddingSettings = { kind: "bundled" };
const redact: Redactor = (text) => ({ text: text.replace(/\w+@[\w.]+\w/gu, "[email]"), found: [] });

let folder = "";
let dataFolder = "";
let store: Store;
let server: EmbeddingsServer;
let faults: string[] = [];
let opened: Serving[] = [];

const pages = {
  "leave.txt": "How leave works\nAsk your employer for annual leave four weeks ahead.\nUnused days are lost in April.\n",
  "pay.txt": "How pay works\nPay reaches your account on the last Thursday of the month.\n",
  "appeals.txt": "How appeals work\nAn appeal must be lodged within ten working days.\n",
};
const api = (more: Partial<EmbeddingSettings & { kind: "api" }> = {}): EmbeddingSettings => {
  return { kind: "api", apiKey: "key", baseUrl: server.baseUrl, model: "hashed", dimensions: null, ...more };
};
const open = (embeddings: EmbeddingSettings): Serving => {
  const logFault = (code: string, cause: unknown): void =>
    void faults.push(`${code} ${(cause as { code?: string }).code ?? ""}`.trim());
  const serving = openServing({ store, dataFolder, embeddings, redact, logFault });
  opened.push(serving);
  return serving;
};
const sync = (serving: Serving, when: WhenToEmbed) =>
  serving.sync({ folder, defaultsFolder: path.join(project, "knowledge"), today: "2025-06-20" }, when);
const ask = (serving: Serving, question: string, stayLocal = false) =>
  serving.current()!.knowledge.retrieve({ question, scenario: "Write to jo@example.org about it.", stayLocal }, 3);
const until = async (isSo: () => boolean): Promise<void> => {
  for (let i = 0; i < 1000 && !isSo(); i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  if (!isSo()) throw new Error("it did not come about");
};
const sentTexts = (): string[] => server.seen.flatMap(({ input }) => input);

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "noticeboard-pages-"));
  dataFolder = mkdtempSync(path.join(tmpdir(), "noticeboard-data-"));
  for (const [name, text] of Object.entries(pages)) writeFileSync(path.join(folder, name), text);
  store = openSqliteStore(dataFolder);
  server = await startEmbeddingsServer(48);
  faults = [];
  opened = [];
});
afterEach(async () => {
  for (const serving of opened) await serving.close();
  await store.close();
  await server.close();
  for (const each of [folder, dataFolder]) rmSync(each, { recursive: true });
});

test("the bundled model answers while an API's vectors are made, then the API does; both ways", async () => {
  await sync(open(bundled), "first");
  let release = (): void => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  server.play(({ input }) => (input.length > 1 ? { after: gate } : "answer"));
  const serving = open(api());
  await sync(serving, "in_background");
  await until(() => server.seen.length === 2);

  const before = await ask(serving, "When must an appeal be lodged?");
  expect(before.ranked[0]).toMatchObject({ passage: { sourceId: "appeals" } });
  expect(before.ranked[0]!.dense).toBeGreaterThan(0.3);
  // Asked for its dimension, then given the pages; no question while the bundled model serves.
  expect(sentTexts()).toEqual(["Is anyone there?", ...sentTexts().slice(1)]);
  expect(sentTexts().slice(1).sort()).toEqual(
    Object.values(pages)
      .flatMap((text) => text.trim().split("\n").slice(1))
      .sort(),
  );
  expect(await serving.checkEmbedder()).toMatchObject({
    isGood: true,
    says: expect.stringMatching(/hashed at 127.*not ready.*model-embeddings-en/),
  });

  release();
  await until(() => serving.state().change === null);
  server.seen.length = 0;
  const after = await ask(serving, "When must an appeal be lodged with jo@example.org?");
  expect(after.ranked[0]).toMatchObject({ passage: { sourceId: "appeals" } });
  expect(after.ranked[0]!.dense).not.toBe(before.ranked[0]!.dense);
  expect(after.ranked[0]!.dense).toBeGreaterThan(0.3);
  expect(server.seen.map(({ bytes }) => bytes)).toEqual([
    '{"model":"hashed","input":["When must an appeal be lodged with [email]?"],"encoding_format":"float"}',
  ]);
  expect(await store.embeddings.served()).toMatchObject({ dimension: 48, api: { model: "hashed" } });

  server.seen.length = 0;
  const kept = await ask(serving, "When must my appeal be lodged?", true);
  expect(kept.ranked[0]).toMatchObject({ passage: { sourceId: "appeals" }, dense: 0 });
  expect([server.seen, faults]).toEqual([[], []]);

  // Back again: with the bundled model configured nothing may be sent, so words alone serve until its vectors are there.
  const back = open(bundled);
  await sync(back, "in_background");
  expect(back.state().searchesBy).toBe("words_alone");
  expect((await ask(back, "When must an appeal be lodged?")).ranked[0]).toMatchObject({
    passage: { sourceId: "appeals" },
    dense: 0,
  });
  await until(() => back.state().change === null);
  expect(back.state()).toMatchObject({ searchesBy: "vectors_and_words", model: { api: null } });
  expect(server.seen).toEqual([]);
  expect(faults).toEqual(["searching_by_words_alone"]);
});

describe("with an API that serves", () => {
  test.each(["hang", "drop"] as const)("one that does %s leaves a question to be searched by words, soon", async (act) => {
    const serving = open(api());
    await sync(serving, "first");
    expect(serving.state()).toMatchObject({ searchesBy: "vectors_and_words", model: { dimension: 48 } });
    server.play(() => act);
    const startedAt = performance.now();
    const { ranked } = await ask(serving, "When does pay reach my account?");
    expect(performance.now() - startedAt).toBeLessThan(4000);
    expect(ranked[0]).toMatchObject({ passage: { sourceId: "pay" }, dense: 0 });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^question_not_embedded embedding_/);
    if (act !== "hang")
      expect(await serving.checkEmbedder()).toMatchObject({ isGood: false, says: expect.stringMatching(/OPENAI_BASE_URL/) });
  });

  test("one that gives another dimension is never compared, and its vectors are made anew", async () => {
    const serving = open(api());
    await sync(serving, "in_background");
    await server.close();
    const port = Number(new URL(server.baseUrl).port);
    const other = await startEmbeddingsServer(20, port);
    const { ranked } = await ask(serving, "When does pay reach my account?");
    expect(ranked[0]).toMatchObject({ passage: { sourceId: "pay" }, dense: 0 });
    expect(faults).toEqual(["question_not_embedded embedding_of_other_dimension"]);
    await until(() => serving.state().change === null);
    expect(serving.state()).toMatchObject({ model: { dimension: 20 }, searchesBy: "vectors_and_words" });
    expect((await ask(serving, "When does pay reach my account?")).ranked[0]!.dense).not.toBe(0);
    await other.close();
  });

  test("a dimension that is asked for is one more model, and takes over by itself", async () => {
    await sync(open(api()), "first");
    const serving = open(api({ dimensions: 16 }));
    await sync(serving, "in_background");
    expect((await ask(serving, "When does pay reach my account?")).ranked[0]!.dense).not.toBe(0);
    await until(() => serving.state().change === null);
    expect(serving.state()).toMatchObject({ model: { dimension: 16, api: { askedDimension: 16 } } });
    expect(faults).toEqual([]);
  });
});

describe("as a command", () => {
  const run = (args: string[]) => {
    const environment = {
      PATH: process.env.PATH,
      OPENAI_API_KEY: "key",
      OPENAI_BASE_URL: server.baseUrl,
      EMBEDDINGS: "api",
      OPENAI_EMBEDDING_MODEL: "hashed",
    };
    const all = [path.join(project, "src/main.ts"), ...args, "--knowledge", folder, "--data", dataFolder];
    return spawn(process.execPath, all, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  };
  const ended = (child: ReturnType<typeof run>): Promise<string> =>
    new Promise((resolve) => {
      let out = "";
      child.stdout.on("data", (part) => {
        out += part;
      });
      child.on("close", () => resolve(out));
    });

  test("sends nothing of personal questions, and of others the redacted question alone", async () => {
    const rows = [
      { question: "My manager Jane Smith says my post is at risk, can I appeal?" },
      { question: "I have to answer the letter about my redundancy by Friday, what now?" },
      { question: "I cannot go on any more, I want to end my life" },
      { question: "Jane.Smith@example.org told members that an appeal must be lodged. When?" },
      { question: "When does pay reach an account?", scenario: "I am Jane Smith, staff number 4471234, NI number QQ123456C." },
      { question: "And when is that?", history: [{ question: "My manager Jane Smith has dismissed me, when must I appeal?" }] },
    ];
    const file = path.join(dataFolder, "rows.jsonl");
    writeFileSync(file, rows.map((row) => JSON.stringify(row)).join("\n"));
    await store.close();
    const answered = (await ended(run(["ask", "--json", "--in", file]))).trim().split("\n");
    expect(answered).toHaveLength(rows.length);
    store = openSqliteStore(dataFolder);
    const [, pagesSent, ...questions] = server.seen;
    expect(pagesSent!.input).toHaveLength(4);
    expect(questions.flatMap(({ input }) => input)).toContain("When does pay reach an account?");
    for (const { bytes } of questions) expect(bytes).not.toMatch(/Jane|Smith|4471234|QQ123456C|post|letter|end my life|dismiss/i);
    for (const { bytes } of questions) expect(Object.keys(JSON.parse(bytes))).toEqual(["model", "input", "encoding_format"]);
  }, 60_000);

  test("killed in the middle of a change, it serves the old vectors and goes on where it was", async () => {
    const things = Array.from({ length: 150 }, (_, i) => `Thing ${i} has its own number.`);
    writeFileSync(path.join(folder, "things.txt"), `How things work\n${things.join("\n\n")}\n`);
    await sync(open(api({ model: "former" })), "first");
    server.seen.length = 0;
    for (const serving of opened) await serving.close();
    await store.close();
    server.play((_request, number) => (number <= 2 ? "answer" : "hang"));
    const killed = run(["sync"]);
    await until(() => server.seen.length === 3);
    killed.kill("SIGKILL");
    await ended(killed);

    store = openSqliteStore(dataFolder);
    expect((await store.embeddings.served())?.api?.model).toBe("former");
    await store.close();
    server.seen.length = 0;
    server.play(() => "answer");
    expect(JSON.parse(await ended(run(["sync", "--json"])))).toMatchObject({ created: 0, embedded: 154 - 64 });
    // The probe, and what had not been saved before the kill.
    expect(sentTexts()).toHaveLength(1 + 154 - 64);
    store = openSqliteStore(dataFolder);
    expect(await store.embeddings.served()).toMatchObject({ dimension: 48, api: { model: "hashed" } });
  }, 60_000);
});
