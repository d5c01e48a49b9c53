import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { countsOf } from "../../tools/kill-test/counts-of.ts";
import { freePort } from "../../tools/kill-test/places.ts";
import { openPostOffice, type PostOffice } from "../../tools/kill-test/post-office.ts";
import { writeKnowledge } from "../../tools/kill-test/questions.ts";
import { postMessage } from "../../tools/kill-test/send-messages.ts";
import { type RunningService, startService } from "../../tools/kill-test/service.ts";

let folder = "";
let office: PostOffice;
const started: RunningService[] = [];

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "noticeboard-spine-"));
  office = await openPostOffice();
});
afterEach(async () => {
  for (const service of started.splice(0)) {
    service.kill("SIGKILL");
    await service.ended;
  }
  office.close();
  rmSync(folder, { recursive: true, force: true });
});

const until = async (isSo: () => Promise<boolean> | boolean): Promise<void> => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
};

test("the service answers over loopback, goes on where it was killed, and stops in peace", async () => {
  const knowledgeFolder = path.join(folder, "knowledge");
  writeKnowledge(knowledgeFolder);
  const port = await freePort();
  const logFile = path.join(folder, "log");
  const place = {
    knowledgeFolder,
    dataFolder: path.join(folder, "data"),
    databaseUrl: null,
    port,
    postOffice: office.url,
    logFile,
  };
  const start = (failpoint: string | null): RunningService => {
    const service = startService(place, failpoint);
    started.push(service);
    return service;
  };
  const send = (id: string, text: string) => until(async () => (await postMessage(port, id, "thread", text)) !== null);
  const replyTo = (id: string) => office.brought.filter((reply) => reply.replyTo === id);

  const first = start("after_store:2");
  await send("one", "How long is the notice period after five years of service?");
  await until(async () => ((await countsOf(port))?.replies.sent ?? 0) === 1);
  expect(replyTo("one")[0]!.text).toContain("one week for each full year of service");
  const words = "My manager Quentin Oddname wants me out";
  expect(await postMessage(port, "two", "thread", words)).toBeNull();
  expect(await first.ended).toBe("SIGKILL");
  expect(replyTo("two")).toEqual([]);

  const second = start(null);
  await until(async () => {
    const answer = await postMessage(port, "two", "thread", words);
    if (answer !== null) expect(answer).toBe("repeat");
    return answer !== null;
  });
  await until(async () => ((await countsOf(port))?.replies.sent ?? 0) === 2);
  expect(office.brought.map((reply) => reply.replyTo)).toEqual(["one", "two"]);
  second.kill("SIGTERM");
  expect(await second.ended).toBe("exit 0");

  const log = readFileSync(logFile, "utf8");
  expect(log).toContain('"reply_sent"');
  expect(log).not.toContain("Oddname");
  expect(log).not.toContain("member of thread");
});
