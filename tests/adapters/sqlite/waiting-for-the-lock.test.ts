import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { openSqliteStore, storeFileOf } from "../../../src/adapters/sqlite/open-sqlite-store.ts";

const folders: string[] = [];
const newFolder = (): string => {
  folders.push(mkdtempSync(path.join(tmpdir(), "noticeboard-lock-")));
  return folders.at(-1)!;
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Takes the write lock of a store and keeps it until its standard input ends. */
const holder = (file: string) =>
  spawn(
    process.execPath,
    [
      "--no-warnings",
      "--input-type=module",
      "-e",
      `import { DatabaseSync } from "node:sqlite";
       const database = new DatabaseSync(${JSON.stringify(file)}, { timeout: 5000 });
       database.exec("BEGIN IMMEDIATE");
       process.stdout.write("held");
       process.stdin.on("end", () => { database.exec("COMMIT"); database.close(); }).resume();`,
    ],
    { stdio: ["pipe", "pipe", "inherit"] },
  );

const message = {
  channel: "loopback" as const,
  externalId: "event",
  threadKey: "thread",
  memberKey: "m1",
  replyTo: "box",
  text: "How long?",
  sentAt: "2025-06-20T10:00:00.000Z",
};
const ids = { id: "M", jobId: "J", traceId: "t" };
const at = { nowAt: "2025-06-20T10:00:00.000Z" };

test("while another process holds the lock, everything else in this one goes on, and then it is written", async () => {
  const folder = newFolder();
  const store = openSqliteStore(folder);
  expect(await store.spine.accept(message, ids, at)).toBe("accepted");
  const other = holder(storeFileOf(folder));
  await once(other.stdout, "data");

  const written = Promise.all([
    store.spine.accept({ ...message, externalId: "second" }, { id: "M2", jobId: "J2", traceId: "t2" }, at),
    // Without a transaction of its own.
    store.spine.replySent({ replyId: "none", worker: "w" }, "ref", at),
  ]);
  let longestGapMs = 0;
  for (let tick = 0, lastMs = performance.now(); tick < 100; tick += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    longestGapMs = Math.max(longestGapMs, performance.now() - lastMs);
    lastMs = performance.now();
  }
  other.stdin.end();
  expect(await written).toEqual(["accepted", false]);
  // Asleep for the lock it would be as long as the lock is held.
  expect(longestGapMs).toBeLessThan(400);
  expect((await store.spine.counts(at)).jobs).toEqual({ ready: 2 });
  await store.close();
});

test("a writer gives up after its time, changes nothing, and can write again once the lock is free", async () => {
  const folder = newFolder();
  const store = openSqliteStore(folder, 50);
  const other = holder(storeFileOf(folder));
  await once(other.stdout, "data");
  await expect(store.spine.accept(message, ids, at)).rejects.toThrow(/locked/);
  other.stdin.end();
  await once(other, "exit");
  expect(await store.spine.accept(message, ids, at)).toBe("accepted");
  await store.close();
});

test("a long queue of writing lets timers in between", async () => {
  const store = openSqliteStore(newFolder());
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  await Promise.all(Array.from({ length: 300 }, (_, index) => store.spend.reserve(`day ${index}`, 1, 10)));
  clearInterval(timer);
  expect(turns).toBeGreaterThan(3);
  await store.close();
});
