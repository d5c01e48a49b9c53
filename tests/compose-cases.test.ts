import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqliteStore } from "../src/adapters/sqlite/open-sqlite-store.ts";
import type { Store } from "../src/adapters/store/store.ts";
import { type App, openApp } from "../src/compose.ts";
import { readConfig } from "../src/config.ts";
import type { CaseRecord } from "../src/domain/case-record.ts";
import { openPostOffice, type PostOffice } from "../tools/kill-test/post-office.ts";
import { writeKnowledge } from "../tools/kill-test/questions.ts";

let folder = "";
let office: PostOffice;
let app: App;
/** What a rep's console in another process would read. */
let store: Store;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "noticeboard-cases-"));
  const knowledge = path.join(folder, "knowledge");
  writeKnowledge(knowledge);
  office = await openPostOffice();
  const config = readConfig({ knowledge, data: path.join(folder, "data") });
  const engine = { store: { engine: "sqlite" }, model: null, embeddings: { kind: "bundled" } } as const;
  const loopback = { port: 0, postOffice: office.url };
  app = await openApp({ ...config, ...engine, loopback, logLevel: "silent", logFile: null }, () => new Date());
  await app.sync(() => undefined);
  app.spine.start();
  store = openSqliteStore(app.config.dataFolder);
});
afterEach(async () => {
  await app.close();
  await store.close();
  office.close();
  rmSync(folder, { recursive: true, force: true });
});

const until = async (isSo: () => Promise<boolean> | boolean): Promise<void> => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
};

let sent = 0;
const send = async (text: string): Promise<void> => {
  sent += 1;
  const sentAt = new Date().toISOString();
  const from = { channel: "loopback", threadKey: "t1", memberKey: "m1", replyTo: "box" } as const;
  expect(await app.spine.accept({ ...from, externalId: `e${sent}`, text, sentAt })).toMatchObject({ kind: "accepted" });
  await until(async () => {
    const { jobs, replies } = await app.spine.counts();
    return jobs.done === sent && Object.keys(replies).every((state) => state === "sent");
  });
};

const repSays = async (record: CaseRecord, action: object): Promise<CaseRecord> => {
  const actor = { id: "ada", role: "rep", signedAs: "Ada" };
  const actionId = `action-${record.version}`;
  const outcome = await app.actOnCase({ caseId: record.id, seenVersion: record.version, actionId, actor, action });
  expect(outcome.kind).toBe("done");
  return (outcome as { record: CaseRecord }).record;
};

const texts = () =>
  office.brought.filter(({ id }, place) => office.brought.findIndex((one) => one.id === id) === place).map(({ text }) => text);

test("a member and a rep talk through the case until it is resolved, and the bot keeps out of it", async () => {
  await send("My manager told me yesterday that my post is at risk. What should I do?");
  const [opened] = await store.cases.list({ states: ["open"] }, { limit: 5, after: null });
  expect(texts()[0]).toContain(opened!.id);

  await send("How long is the notice period after five years of service?");
  expect(texts()[1]).toContain("five weeks");
  const told = (await store.cases.read(opened!.id))!;
  expect(told.events.map(({ kind }) => kind)).toEqual(["opened", "member_wrote"]);

  await repSays(told.record, { kind: "reply", words: "Do not sign anything. When is the meeting?" });
  await until(() => texts().length === 3);
  expect(texts()[2]).toBe("Do not sign anything. When is the meeting?\n\nAda");

  await send("How long is the notice period after five years of service? The meeting is soon.");
  await send("hello?");
  expect(texts()).toHaveLength(3);
  const { record, events } = (await store.cases.read(opened!.id))!;
  expect(record).toMatchObject({ state: "open", assignee: "ada" });
  expect(events.slice(-2)).toMatchObject([
    { kind: "member_wrote", detail: { words: expect.stringContaining("The meeting is soon.") } },
    { kind: "member_wrote", detail: { words: "hello?" } },
  ]);

  await send("I want to kill myself");
  expect(texts()[3]).toContain("116 123");
  const [crisis] = await store.cases.list({ states: ["open"], assignee: null }, { limit: 5, after: null });
  expect(crisis).toMatchObject({ reason: "crisis", priority: "urgent" });
  await repSays(crisis!, { kind: "resolve" });

  const last = (await store.cases.read(opened!.id))!.record;
  await repSays(last, { kind: "resolve" });
  await send("hello");
  expect(texts()[4]).toContain("I am Noticeboard, a bot");
}, 60_000);
