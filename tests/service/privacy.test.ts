import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { handleRepAction } from "../../src/flows/handle-rep-action.ts";
import { countsOf } from "../../tools/kill-test/counts-of.ts";
import { freePort } from "../../tools/kill-test/places.ts";
import { writeKnowledge } from "../../tools/kill-test/questions.ts";
import { type RunningService, startService } from "../../tools/kill-test/service.ts";
import { filesHolding, postgresFolder, storeFilesHolding } from "../support/raw-files.ts";
import { postgresEngine, postgresMissing, type StoreEngine, sqliteEngine, testDatabaseUrl } from "../support/store-engines.ts";
import { openAt, type StorePlace } from "../support/store-place.ts";

const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-privacy-"));
const knowledgeFolder = path.join(folder, "knowledge");
const secret = "a secret of the tests alone";
const started: RunningService[] = [];

/** Takes every reply but one that says "held back", which waits in the outbox. */
const postOffice = createServer((request, response) => {
  let body = "";
  request.on("data", (part) => {
    body += part;
  });
  request.on("end", () => {
    const status = request.method === "GET" ? 404 : body.includes("held back") ? 503 : 201;
    response.writeHead(status, { "content-type": "application/json" }).end('{"ref":"taken"}');
  });
});

beforeAll(async () => {
  writeKnowledge(knowledgeFolder);
  await new Promise<void>((resolve) => postOffice.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  for (const service of started.splice(0)) {
    service.kill("SIGKILL");
    await service.ended;
  }
});
afterAll(() => {
  postOffice.closeAllConnections();
  postOffice.close();
  rmSync(folder, { recursive: true, force: true });
});

const until = async (isSo: () => Promise<boolean> | boolean): Promise<void> => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 30));
};

/** A fault of the store whose message is the member's words, as databases like to word them. */
const tripwire: Record<string, string> = {
  SQLite: `CREATE TRIGGER tripwire BEFORE INSERT ON cases WHEN NEW.question LIKE '%tripwire%'
    BEGIN SELECT RAISE(ABORT, NEW.question); END`,
  PostgreSQL: `CREATE FUNCTION tripwire() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.question LIKE '%tripwire%' THEN RAISE EXCEPTION '%', NEW.question; END IF; RETURN NEW; END $$;
    CREATE TRIGGER tripwire BEFORE INSERT ON cases FOR EACH ROW EXECUTE FUNCTION tripwire()`,
};

const databaseUrlOf = async (engine: StoreEngine, place: StorePlace): Promise<string | null> => {
  if (place.engine === "sqlite") return null;
  await engine.sql(place, `CREATE SCHEMA ${place.schema}`);
  const address = new URL(testDatabaseUrl);
  address.searchParams.set("options", `-c search_path=${place.schema}`);
  return address.href;
};

const markerTest = (engine: StoreEngine, why: string | null): void => {
  const readable = engine.name === "SQLite" || postgresFolder !== null;
  describe.skipIf(why !== null)(`privacy beside a running service on ${engine.name}${why === null ? "" : ` (${why})`}`, () => {
    afterAll(() => engine.dropAll());

    test("a marker planted wherever words go is in no log, can be exported, and after erasing is nowhere", async () => {
      const place = engine.newPlace();
      const databaseUrl = await databaseUrlOf(engine, place);
      const own = mkdtempSync(path.join(folder, "run-"));
      const dataFolder = place.engine === "sqlite" ? place.dataFolder : path.join(own, "data");
      const environment = {
        KNOWLEDGE_DIR: knowledgeFolder,
        MEMBER_SECRET: secret,
        LOG_FILE: path.join(own, "logs", "board.log"),
      };
      const [port, terminal] = [await freePort(), path.join(own, "terminal")];
      const office = `http://127.0.0.1:${(postOffice.address() as AddressInfo).port}`;
      const settings = { knowledgeFolder, dataFolder, databaseUrl, port, postOffice: office, logFile: terminal, environment };
      const service = startService(settings, null);
      started.push(service);
      await until(async () => (await countsOf(port)) !== null);
      await engine.sql(place, tripwire[engine.name]!);

      const marker = `Zq${randomBytes(8).toString("hex")}`;
      const post = (name: string, threadKey: string, member: string, text: string) =>
        until(async () => {
          const id = member === "ada" ? `${name}-${marker}` : name;
          const response = await fetch(`http://127.0.0.1:${port}/messages`, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ externalId: id, threadKey, member, replyTo: id, text }),
          });
          return response.ok;
        });
      const filler = Array.from({ length: 100 }, () => randomBytes(500).toString("hex")).join(` ${marker}\n`);
      await post("question", "t1", "ada", `How long is the notice period of ${marker} after five years of service?`);
      await post(
        "several",
        "t2",
        "ada",
        `How long is the notice period, asks ${marker}? What is the redundancy payment of ${marker} based on?`,
      );
      await post("personal", "t3", "ada", `My manager ${marker} told me yesterday that my post is at risk. What should I do?`);
      await post("mail", "t4", "ada", `Subject: my post\n\n${filler}`);
      await post("tripwire", "t5", "ada", `My manager ${marker} says tripwire and that my own post will go. What should I do?`);
      await post(
        "quoting",
        "t3",
        "bob",
        `> My manager ${marker} told me yesterday that my post is at risk.\n\nMy post too. Is that so for everybody?`,
      );
      await until(async () => ((await countsOf(port))?.replies.sent ?? 0) === 5);
      await until(() => readFileSync(terminal, "utf8").includes('"job_retried"'));

      const rows = (query: string) => engine.sql(place, query);
      const [opened] = await rows("SELECT id FROM cases WHERE question LIKE '%told me yesterday%' AND question NOT LIKE '>%'");
      const store = await openAt(place);
      const act = async (action: object) => {
        const version = (await store.cases.read(String(opened!.id)))!.record.version;
        const actor = { id: "rep-1", role: "rep", signedAs: "Rep One" };
        const submitted = { caseId: opened!.id, seenVersion: version, actionId: randomBytes(8).toString("hex"), actor, action };
        expect(await handleRepAction({ store, now: () => new Date() }, submitted)).toMatchObject({ kind: "done" });
      };
      await act({ kind: "claim" });
      await act({ kind: "note", words: `${marker} rang today` });
      await act({ kind: "reply", words: `This is held back, ${marker}.` });
      await until(() => /reply_refused/.test(readFileSync(terminal, "utf8")));
      await store.close();

      const where = async (): Promise<string[]> => [
        ...(await storeFilesHolding(place, marker)),
        ...filesHolding(dataFolder, marker),
      ];
      if (readable) expect((await where()).length).toBeGreaterThan(0);
      expect(filesHolding(own, marker)).toEqual([]);
      const messageIds = (await rows("SELECT id FROM inbox WHERE text NOT LIKE '>%'")).map(({ id }) => String(id));
      const inLogs = (): string[] => messageIds.filter((id) => filesHolding(path.join(own, "logs"), id).length > 0);
      expect(inLogs()).toHaveLength(5);

      // Not spawnSync: the post office of this process must go on answering.
      const run = async (...args: string[]) => {
        const child = spawn(process.execPath, ["src/main.ts", "privacy", ...args, "--data", dataFolder], {
          cwd: new URL("../..", import.meta.url),
          env: { ...process.env, ...environment, DATABASE_URL: databaseUrl ?? "" },
        });
        let [stdout, stderr] = ["", ""];
        child.stdout.on("data", (part) => {
          stdout += part;
        });
        child.stderr.on("data", (part) => {
          stderr += part;
        });
        const status = await new Promise((resolve) => child.once("close", resolve));
        return { status, stdout, stderr };
      };
      const ada = ["--channel", "loopback", "--member", "ada"];
      const held = JSON.parse((await run("report", ...ada, "--json")).stdout).held;
      expect(held).toMatchObject({ inbox: 5, members: 1, cases: 3 });
      const file = path.join(own, "ada.json");
      expect((await run("export", ...ada, "--out", file)).status).toBe(0);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      const record = JSON.parse(readFileSync(file, "utf8"));
      expect(record.messages).toHaveLength(5);
      expect(JSON.stringify(record.cases)).toContain(`${marker} rang today`);
      expect(JSON.stringify(record.messages)).toContain(`This is held back, ${marker}.`);
      rmSync(file);

      const asked = await run("erase", ...ada);
      expect(asked).toMatchObject({ status: 2, stdout: "", stderr: expect.stringMatching(/Nothing was removed\. Say --yes/) });
      const erased = await run("erase", ...ada, "--yes");
      expect(erased).toMatchObject({ status: 0, stdout: expect.stringMatching(/Removed, in rows:[\s\S]*inbox +5/) });
      expect(erased.stdout).toMatch(/Taken out of what others wrote or were told[\s\S]*inbox +1/);
      expect(erased.stdout).not.toContain("NOT clean");
      expect(await where()).toEqual([]);
      expect(inLogs()).toEqual([]);

      // The service goes on, and brings nothing back: what it had in hand was taken from it.
      const before = (await countsOf(port))?.replies.sent ?? 0;
      await post("after", "t9", "bob", "What is the redundancy payment based on?");
      await until(async () => ((await countsOf(port))?.replies.sent ?? 0) > before);
      expect((await countsOf(port))?.jobs).toEqual({ done: 2 });
      service.kill("SIGTERM");
      expect(await service.ended).toBe("exit 0");
      expect(await where()).toEqual([]);
      expect(filesHolding(own, marker)).toEqual([]);
      expect((await run("report", ...ada)).stdout).toBe("Nothing is held of this person.\n");
      const report = await run("report", "--json");
      expect(JSON.parse(report.stdout).audit).toMatchObject({ brokenAt: null });
      await engine.sql(place, "UPDATE audit SET actor = 'nobody' WHERE position = 1");
      expect(await run("report")).toMatchObject({ status: 1, stdout: expect.stringMatching(/CHANGED at entry 1/) });
    }, 180_000);
  });
};

markerTest(sqliteEngine(), null);
markerTest(postgresEngine(), postgresMissing);

test("privacy says what it needs, and makes no secret of its own", async () => {
  const engine = sqliteEngine();
  const place = engine.newPlace() as Extract<StorePlace, { engine: "sqlite" }>;
  await (await openAt(place)).close();
  const run = (...args: string[]) =>
    new Promise<{ status: number; said: string }>((resolve) => {
      const env = { PATH: process.env.PATH, MEMBER_SECRET: "", DATABASE_URL: "" };
      const child = spawn(process.execPath, ["src/main.ts", "privacy", ...args, "--data", place.dataFolder], {
        cwd: new URL("../..", import.meta.url),
        env,
      });
      let said = "";
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (part) => {
          said += part;
        });
      child.once("close", (status) => resolve({ status: status!, said }));
    });
  expect(await run("erase", "--yes")).toMatchObject({ status: 2, said: expect.stringMatching(/Name the person/) });
  expect(await run("forget")).toMatchObject({ status: 2, said: expect.stringMatching(/Say export, erase, report/) });
  expect(await run("report", "--channel", "fax", "--member", "x")).toMatchObject({
    status: 2,
    said: expect.stringMatching(/takes one of/),
  });
  expect(await run("report", "--channel", "slack", "--member", "x")).toMatchObject({
    status: 2,
    said: expect.stringMatching(/MEMBER_SECRET/),
  });
  expect(existsSync(path.join(place.dataFolder, "member-secret"))).toBe(false);
  expect(await run("erase", "--key", "nobody", "--yes")).toMatchObject({
    status: 0,
    said: expect.stringMatching(/Nothing was held/),
  });
  expect(await run("report")).toMatchObject({
    status: 0,
    said: expect.stringMatching(/inbox +0 +kept 90 days[\s\S]*Audit: 1 entries, unchanged/),
  });
  await engine.dropAll();
}, 60_000);
