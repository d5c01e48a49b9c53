import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { openRetention } from "../src/compose-retention.ts";
import type { RetentionSettings } from "../src/config.ts";
import { sqliteEngine } from "./support/store-engines.ts";
import { openAt } from "./support/store-place.ts";

const engine = sqliteEngine();
const logs = mkdtempSync(path.join(tmpdir(), "noticeboard-retention-"));
afterAll(async () => {
  rmSync(logs, { recursive: true, force: true });
  await engine.dropAll();
});

const days: RetentionSettings = { messagesDays: 1, casesDays: 1, answersDays: 1, auditDays: 1, logsDays: 1 };
const now = () => new Date("2025-06-20T10:00:00Z");
const until = async (isSo: () => Promise<boolean> | boolean): Promise<void> => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
};

test("sweeps at the start, once for all processes of a store, and stops at once", async () => {
  const place = engine.newPlace();
  const [store, other] = [await openAt(place), await openAt(place)];
  const arrive = async (name: string) => {
    const at = { nowAt: "2025-06-01T10:00:00.000Z" };
    const conversation = { channel: "slack" as const, threadKey: name, memberKey: name, replyTo: "b", externalId: name };
    await store.spine.accept(
      { ...conversation, text: "?", sentAt: at.nowAt },
      { id: `M-${name}`, jobId: `J-${name}`, traceId: "T" },
      at,
    );
    await store.spine.claimJob("w", 30_000, at);
    await store.spine.finishJob(
      { jobId: `J-${name}`, worker: "w" },
      { effects: { opened: null, receipt: null }, answer: "", replies: [] },
      at,
    );
  };
  const ids = async () => (await engine.sql(place, "SELECT id FROM inbox")).map(({ id }) => id);
  const logged: string[] = [];
  const log = {
    info: ({ code }: { code: string }) => void logged.push(code),
    error: ({ code }: { code: string }) => void logged.push(code),
  };
  const logFile = path.join(logs, "board.log");
  for (const day of ["2025-06-18", "2025-06-19"]) writeFileSync(`${logFile}.${day}`, "");

  await arrive("a");
  const first = openRetention({ retention: days, logFile }, { store, log: log as never, now });
  first.start();
  await until(() => logged.length === 1);
  expect([logged, await ids()]).toEqual([["retention_swept"], []]);
  expect(readdirSync(logs)).toEqual(["board.log.2025-06-19"]);

  await arrive("b");
  writeFileSync(`${logFile}.2025-06-18`, "");
  const second = openRetention({ retention: days, logFile }, { store: other, log: log as never, now });
  second.start();
  // The log's files are each machine's own, the store is swept by one.
  await until(() => readdirSync(logs).length === 1);
  await second.stop();
  expect(await ids()).toEqual(["M-b"]);
  await first.stop();
  expect(logged).toEqual(["retention_swept"]);

  await other.close();
  const broken = openRetention({ retention: days, logFile: null }, { store: other, log: log as never, now });
  broken.start();
  await until(() => logged.length === 2);
  expect(logged.at(-1)).toBe("retention_failed");
  await broken.stop();
  await store.close();
});
