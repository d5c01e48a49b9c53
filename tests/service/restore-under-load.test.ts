import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { type Counts, countsOf } from "../../tools/kill-test/counts-of.ts";
import { createRunDatabase, type RunDatabase } from "../../tools/kill-test/database.ts";
import { freePort } from "../../tools/kill-test/places.ts";
import { openPostOffice } from "../../tools/kill-test/post-office.ts";
import { questions, writeKnowledge } from "../../tools/kill-test/questions.ts";
import { type RunningService, type ServicePlace, startService } from "../../tools/kill-test/service.ts";
import { postgresMissing, testDatabaseUrl } from "../support/store-engines.ts";

const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const run = promisify(execFile);
const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-restore-"));
const services: RunningService[] = [];
const databases: RunDatabase[] = [];
afterAll(async () => {
  for (const service of services) {
    service.kill("SIGKILL");
    await service.ended;
  }
  for (const database of databases) await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const until = async (isSo: () => Promise<boolean> | boolean): Promise<void> => {
  while (!(await isSo())) await pause(50);
};
const stop = async (service: RunningService): Promise<void> => {
  service.kill("SIGTERM");
  expect(await service.ended).toBe("exit 0");
};

/** Runs a command with its result in JSON on the store of a place. */
const command = async (place: ServicePlace, name: string, ...args: string[]): Promise<Record<string, unknown>> => {
  const { stdout } = await run(
    process.execPath,
    ["--no-warnings", main, name, ...args, "--json", "--knowledge", place.knowledgeFolder, "--data", place.dataFolder],
    { env: { PATH: process.env.PATH, OPENAI_API_KEY: "", DATABASE_URL: place.databaseUrl ?? "" } },
  );
  return JSON.parse(stdout) as Record<string, unknown>;
};

type Sent = { externalId: string; threadKey: string; text: string; sentAt: string };
/** Sent at least, and after the copy was made: so that some are in it, some are not, and some are half done. */
const leastMessages = 30;
const messagesAfterCopy = 15;
const nthMessage = (number: number): Sent => ({
  externalId: `message-${number}`,
  threadKey: `thread-${number % 40}`,
  text: questions[number % questions.length]!,
  sentAt: new Date().toISOString(),
});
const post = async (port: number, { externalId, threadKey, text, sentAt }: Sent): Promise<string | null> => {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/messages`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ externalId, threadKey, member: threadKey, replyTo: externalId, text, sentAt }),
      signal: AbortSignal.timeout(10_000),
    });
    return response.ok ? ((await response.json()) as { kind: string }).kind : null;
  } catch {
    return null;
  }
};
const postUntilTaken = async (port: number, message: Sent): Promise<string> => {
  for (;;) {
    const answer = await post(port, message);
    if (answer !== null) return answer;
    await pause(100);
  }
};
const isQuiet = ({ jobs, replies }: Counts): boolean =>
  [jobs.ready, jobs.leased, replies.ready, replies.sending, replies.unknown].every((count) => (count ?? 0) === 0);

const placeOf = async (name: string, postOffice: string, engine: "sqlite" | "postgres"): Promise<ServicePlace> => {
  const database = engine === "postgres" ? await createRunDatabase(testDatabaseUrl) : null;
  if (database !== null) databases.push(database);
  const knowledgeFolder = path.join(folder, `knowledge-${engine}`);
  writeKnowledge(knowledgeFolder);
  return {
    knowledgeFolder,
    dataFolder: path.join(folder, `${engine}-${name}`),
    databaseUrl: database?.url ?? null,
    port: await freePort(),
    postOffice,
    logFile: path.join(folder, `${engine}-${name}.log`),
  };
};

const engines = postgresMissing === null ? (["sqlite", "postgres"] as const) : (["sqlite"] as const);

/** A copy is looked at in SQLite, whatever it came from. */
const readCopy = (file: string, sql: string) => {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database.prepare(sql).all() as Record<string, string | null>[];
  } finally {
    database.close();
  }
};

describe.each(engines)("a copy of a service at work on %s, brought back elsewhere", (engine) => {
  test("every message has one outcome, nothing is delivered twice, and old ones are not answered again", async () => {
    const office = await openPostOffice();
    const from = await placeOf("from", office.url, engine);
    const to = await placeOf("to", office.url, engine);
    const start = (place: ServicePlace): RunningService => {
      const service = startService(place, null);
      services.push(service);
      return service;
    };

    const first = start(from);
    await until(async () => (await countsOf(from.port)) !== null);
    const sent: Sent[] = [];
    let enough = leastMessages;
    let isCopied = false;
    const sending = (async () => {
      while (!isCopied || sent.length < enough) {
        const message = nthMessage(sent.length);
        await postUntilTaken(from.port, message);
        sent.push(message);
        await pause(100);
      }
    })();
    await until(() => office.brought.length >= 5);
    const copy = path.join(folder, `${engine}.sqlite`);
    const made = await command(from, "backup", "--out", copy);
    enough = Math.max(enough, sent.length + messagesAfterCopy);
    isCopied = true;
    expect(made.hasSecret).toBe(true);
    // While it runs, nothing may take the place of its store.
    await expect(command(from, "restore", copy, "--yes")).rejects.toMatchObject({
      stderr: expect.stringMatching(/uses the store|is in use/),
    });
    await sending;
    await until(async () => isQuiet((await countsOf(from.port)) ?? { jobs: { ready: 1 }, replies: {} }));
    await stop(first);
    const broughtBefore = office.brought.length;
    expect(new Set(office.brought.map(({ replyTo }) => replyTo)).size).toBe(sent.length);

    const inCopy = readCopy(copy, "SELECT inbox.id, external_id, state FROM inbox JOIN jobs ON jobs.position = inbox.position");
    expect(inCopy.length).toBeGreaterThan(10);
    expect(inCopy.length).toBeLessThan(sent.length);

    const restored = await command(to, "restore", copy);
    expect(restored.handedOver).toBe(inCopy.filter(({ state }) => state !== "done").length);
    const second = start(to);
    await until(async () => isQuiet((await countsOf(to.port)) ?? { jobs: { ready: 1 }, replies: {} }));

    // The sender does not know what arrived, and sends everything again; and one message that is new.
    const answers: string[] = [];
    for (const message of sent) answers.push(await postUntilTaken(to.port, message));
    expect(answers.filter((answer) => answer === "repeat")).toHaveLength(inCopy.length);
    const fresh = { ...nthMessage(0), externalId: "new", threadKey: "thread-new", sentAt: new Date().toISOString() };
    expect(await postUntilTaken(to.port, fresh)).toBe("accepted");
    await until(() => office.brought.some(({ replyTo }) => replyTo === "new"));
    await until(async () => isQuiet((await countsOf(to.port)) ?? { jobs: { ready: 1 }, replies: {} }));
    await stop(second);

    const times = new Map<string, number>();
    for (const { replyTo } of office.brought) times.set(replyTo, (times.get(replyTo) ?? 0) + 1);
    expect([...times.values()].filter((count) => count !== 1)).toEqual([]);
    expect(office.brought.length).toBe(broughtBefore + 1);

    // What came of each message, looked at in a copy of the store that it came back to.
    const last = path.join(folder, `${engine}-last.sqlite`);
    await command(to, "backup", "--out", last);
    expect((await command(to, "backup", "--check", last)).audit).toMatchObject({ brokenAt: null });
    const outcomes = readCopy(
      last,
      `SELECT external_id, jobs.state AS job,
         (SELECT count(*) FROM outbox WHERE message_id = inbox.id AND state = 'sent') AS replies,
         (SELECT count(*) FROM cases WHERE message_id = inbox.id AND reason = 'restored' OR message_id = inbox.id AND why LIKE '%brought back%') AS cases
       FROM inbox JOIN jobs ON jobs.position = inbox.position`,
    ).map((row) => ({ id: row.external_id, job: row.job, ended: Number(row.replies) + Number(row.cases) }));
    expect(outcomes).toHaveLength(sent.length + 1);
    expect(outcomes.filter(({ job, ended }) => job !== "done" || ended !== 1)).toEqual([]);
    expect(readFileSync(to.logFile, "utf8")).not.toContain(questions[4]!);
    expect(readdirSync(to.dataFolder).filter((name) => name.startsWith("noticeboard-working"))).toEqual([]);
    office.close();
  }, 300_000);
});
