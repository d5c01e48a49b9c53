import type { SpineStore } from "../../ports/spine-store.ts";
import { changedMessagesRepository } from "./changed-messages-repository.ts";
import { inboxRepository } from "./inbox-repository.ts";
import { outboxRepository } from "./outbox-repository.ts";
import { inTransaction, type Tables } from "./tables.ts";

const free = { leased_by: null, leased_until_at: null };

const tally = (rows: { state: string; count: number | string | bigint }[]): Record<string, number> =>
  Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));

/** Inbox, jobs and outbox over a migrated database. */
export const spineRepository = (tables: Tables): SpineStore => ({
  ...inboxRepository(tables),
  ...outboxRepository(tables),
  ...changedMessagesRepository(tables),
  release: (worker, { nowAt }) =>
    inTransaction(tables, async (inside) => {
      // The try did not fail: without it back, a few restarts would bury whatever happened to be in hand.
      const back = { due_at: nowAt, ...free };
      await inside
        .updateTable("jobs")
        .set(({ eb }) => ({ state: "ready", attempt: eb("attempt", "-", 1), ...back }))
        .where("leased_by", "=", worker)
        .where("state", "=", "leased")
        .execute();
      await inside
        .updateTable("outbox")
        .set(({ eb }) => ({ state: "unknown", attempt: eb("attempt", "-", 1), ...back }))
        .where("leased_by", "=", worker)
        .where("state", "=", "sending")
        .execute();
    }),
  counts: async ({ nowAt }) => {
    const count = (table: "jobs" | "outbox") =>
      tables
        .selectFrom(table)
        .select(({ fn }) => ["state", fn.countAll().as("count")])
        .groupBy("state")
        .execute();
    const due = await tables
      .selectFrom("jobs")
      .select(({ fn }) => fn.min("due_at").as("due_at"))
      .where("state", "=", "ready")
      .where("due_at", "<=", nowAt)
      .executeTakeFirst();
    const oldestDueMs = due?.due_at ? Date.parse(nowAt) - Date.parse(due.due_at) : 0;
    return { jobs: tally(await count("jobs")), replies: tally(await count("outbox")), oldestDueMs };
  },
});
