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

test("the service answers over loopback, stops in peace, and goes on where it was killed", async () => {
  const knowledgeFolder = path.join(folder, "knowledge");
  writeKnowledge(knowledgeFolder);
  const port = await freePort();
  const logFile = path.join(folder, "log");
  const place = { knowledgeFolder, dataFolder: path.join(folder, "data"), databaseUrl: null, port, postOffice: office.url, logFile };
  const start = (failpoint: string | null): RunningService => {
    const service = startService(place, failpoint);
    started.push(service);
    return service;
  };
  const send = (id: string, text: string) => until(async () => (await postMessage(port, id, "thread", text)) !== null);
  const replyTo = (id: string) => office.brought.filter((reply) => reply.replyTo === id);

  const first = start(null);
  await send("one", "How long is the notice period after five years of service?");
  await until(() => replyTo("one").length > 0);
  expect(replyTo("one")[0]!.text).toContain("one week for each full year of service");
  first.kill("SIGTERM");
  expect(await first.ended).toBe("exit 0");

  const second = start("after_store:1");
  await until(async () => second.isGone() || (await postMessage(port, "two", "thread", "My manager Quentin Oddname wants me out")) !== null);
  expect(await second.ended).toBe("SIGKILL");
  expect(replyTo("two")).toEqual([]);

  start(null);
  await send("two", "My manager Quentin Oddname wants me out");
  await until(async () => ((await countsOf(port))?.replies.sent ?? 0) === 2);
  expect(replyTo("two")).toHaveLength(1);
  expect(replyTo("one")).toHaveLength(1);
  const log = readFileSync(logFile, "utf8");
  expect(log).toContain('"reply_sent"');
  expect(log).not.toContain("Oddname");
  expect(log).not.toContain("member of thread");
});
