import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openSqliteStore, storeFileOf } from "../../../src/adapters/sqlite/open-sqlite-store.ts";
import type { Store } from "../../../src/adapters/store/store.ts";

let folder = "";
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "noticeboard-together-"));
  store = openSqliteStore(folder, 50);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const at = { nowAt: "2025-06-20T10:00:00.000Z" };
const arrive = (name: string, id = name): Promise<string> =>
  store.spine
    .accept(
      {
        channel: "loopback",
        externalId: name,
        threadKey: "thread",
        memberKey: "m1",
        replyTo: "box",
        text: `Question ${name}?`,
        sentAt: at.nowAt,
      },
      { id: `M-${id}`, jobId: `J-${id}`, traceId: "t" },
      at,
    )
    .catch((fault: Error) => fault.message);

test("what arrives while another is being stored is stored in one transaction with it, each with its own outcome, in order", async () => {
  const prepare = vi.spyOn(DatabaseSync.prototype, "prepare");
  const names = Array.from({ length: 60 }, (_, index) => `n${index}`);
  const outcomes = await Promise.all([...names.map((name) => arrive(name)), arrive("n7", "again")]);
  expect(outcomes).toEqual([...names.map(() => "accepted"), "repeat"]);
  // The first by itself, then at most fifty at a time.
  expect(prepare.mock.calls.filter(([sql]) => sql === "begin immediate")).toHaveLength(3);
  const claimed = await store.spine.claimJob("w", 30_000, at);
  expect(claimed?.message.externalId).toBe("n0");
});

test("one that cannot be stored does not refuse its neighbours", async () => {
  await arrive("known");
  const outcomes = await Promise.all([arrive("first"), arrive("a"), arrive("of the same id", "known"), arrive("b")]);
  expect(outcomes).toEqual(["accepted", "accepted", expect.stringContaining("UNIQUE constraint failed"), "accepted"]);
  expect((await store.spine.counts(at)).jobs).toEqual({ ready: 4 });
});

test("when the store is out of order all are refused at once, and none is tried by itself", async () => {
  const other = new DatabaseSync(storeFileOf(folder));
  other.exec("BEGIN IMMEDIATE");
  const startedAtMs = performance.now();
  const outcomes = await Promise.all(Array.from({ length: 40 }, (_, index) => arrive(`n${index}`)));
  expect(new Set(outcomes)).toEqual(new Set(["database is locked"]));
  // Two waits of 50 ms; one for each message would be two seconds.
  expect(performance.now() - startedAtMs).toBeLessThan(1500);
  other.exec("ROLLBACK");
  other.close();
  expect(await arrive("n0")).toBe("accepted");
});
