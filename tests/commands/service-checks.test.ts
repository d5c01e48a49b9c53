import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { lastCopyAt } from "../../src/adapters/store-copy/last-copy.ts";
import { serviceChecks } from "../../src/commands/service-checks.ts";
import type { App } from "../../src/compose.ts";

type Parts = Pick<App, "config" | "operations" | "spine">;
type Seen = NonNullable<ReturnType<App["operations"]["health"]["observed"]>>;

const megabyte = 1024 * 1024;
const well: Seen = {
  isStopping: false,
  store: "answers",
  clockAheadMs: 12,
  disk: { freeBytes: 50_000 * megabyte, totalBytes: 100_000 * megabyte },
  diskHoldsStore: true,
  sourceCount: 3,
  waiting: { jobMs: 0, replyMs: {} },
  streaks: { isNotStoring: false, failedMessages: 0, failedReplies: {} },
  isModelResting: false,
  answering: "on",
};
const retention = { messagesDays: 90, casesDays: 730, answersDays: null, auditDays: 2190, logsDays: 30 };

const check = async (
  over: { seen?: Partial<Seen>; dead?: number; isAnsweringOff?: boolean; brokenAt?: number; copiedAt?: string | null } = {},
) => {
  const { seen = {}, dead = 0, isAnsweringOff = false, brokenAt = null } = over;
  const copiedAt = over.copiedAt === undefined ? new Date(Date.now() - 3_600_000).toISOString() : over.copiedAt;
  const parts = {
    config: { retention, isAnsweringOff },
    operations: {
      health: { look: async () => undefined, observed: () => ({ ...well, ...seen }) },
      checkAudit: async () => ({ entries: 7, head: "", brokenAt }),
      lastCopyAt: () => copiedAt,
    },
    spine: { counts: async () => ({ jobs: { done: 5, dead }, replies: { sent: 5 }, oldestDueMs: 0 }) },
  } as unknown as Parts;
  return Object.fromEntries((await serviceChecks(parts)).map(({ name, state, says }) => [name, `${state} ${says}`]));
};

test("a service with nothing wrong is told so, with its figures", async () => {
  const said = await check();
  expect(Object.values(said).every((line) => line.startsWith("good "))).toBe(true);
  expect(said).toMatchObject({
    messages: "good 5 done; replies: 5 sent",
    audit: "good 7 entries, unchanged",
    "kept for": "good messages 90 days, resolved cases 730 days, answers for ever, audit 2190 days",
    "last copy": "good made 60 minutes ago",
  });
});

test.each<[string, Parameters<typeof check>[0], RegExp]>([
  ["store", { seen: { store: "cannot_write" } }, /^bad cannot be written/],
  ["answering", { isAnsweringOff: true }, /^off ANSWERING=off/],
  ["answering", { seen: { answering: "off" } }, /^off switched off.*answering -- on/],
  ["messages", { seen: { waiting: { jobMs: 600_000, replyMs: {} } } }, /^bad .*due for 10 minutes.*npm start/],
  ["messages", { seen: { waiting: { jobMs: 0, replyMs: { email: 7_200_000 } } } }, /^bad .*due for 2 hours/],
  ["dead letters", { dead: 2 }, /^good 2 messages could not be answered, 0 replies/],
  ["clock", { seen: { clockAheadMs: -6000 } }, /^bad the store's is 6\.0 s behind.*time server/],
  ["disk", { seen: { disk: { freeBytes: megabyte, totalBytes: 20 * megabyte } } }, /^bad 1 MB free.*make room/],
  ["audit", { brokenAt: 4 }, /^bad changed at entry 4 of 7/],
  ["last copy", { copiedAt: null }, /^off none.*npm run --silent backup/],
  ["last copy", { copiedAt: "2025-06-01T00:00:00Z" }, /^bad made \d+ days ago/],
])("%s is told when something is wrong: %o", async (name, wrong, words) => {
  expect((await check(wrong))[name]).toMatch(words);
});

test("the newest copy is found by its name, encrypted or not, and a missing folder has none", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-copies-"));
  const backups = path.join(folder, "backups");
  expect(lastCopyAt(backups)).toBeNull();
  mkdirSync(backups);
  for (const name of ["noticeboard-20250601-120000.sqlite", "noticeboard-20250603-081500.sqlite.age", "other-20260101.sqlite"])
    writeFileSync(path.join(backups, name), "");
  expect(lastCopyAt(backups)).toBe("2025-06-03T08:15:00Z");
  rmSync(folder, { recursive: true });
});
