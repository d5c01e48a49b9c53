import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test, vi } from "vitest";
import { openSqliteStore, storeFileOf } from "../../../src/adapters/sqlite/open-sqlite-store.ts";

const at = { nowAt: "2025-06-20T10:00:00.000Z" };

test("no claim walks through a table however much is waiting or done", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-plan-"));
  const store = openSqliteStore(folder);
  const prepare = vi.spyOn(DatabaseSync.prototype, "prepare");
  expect(await store.spine.claimJob("w", 30_000, at)).toBeNull();
  expect(await store.spine.claimReply("loopback", "w", 30_000, at)).toBeNull();
  const statements = [...new Set(prepare.mock.calls.map(([sql]) => sql))].filter((sql) => sql.startsWith("select"));
  prepare.mockRestore();
  await store.close();

  expect(statements.length).toBeGreaterThanOrEqual(8);
  const database = new DatabaseSync(storeFileOf(folder));
  const plans = statements.map((sql) => ({
    sql,
    plan: database
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => String(detail)),
  }));
  database.close();
  rmSync(folder, { recursive: true, force: true });
  for (const { sql, plan } of plans) {
    // Only what is held by a lease, a few for each worker, is looked at one by one.
    const isOfHeld = sql.includes("leased_until_at");
    const walks = plan.filter((step) => /\bSCAN\b/.test(step) || (!isOfHeld && /(jobs|outbox)_by_state \([^<>]*\)$/.test(step)));
    expect({ sql, walks }).toEqual({ sql, walks: [] });
  }
});
