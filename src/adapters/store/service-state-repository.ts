import { sql } from "kysely";
import { type CasePriority, type CaseState, caseStates } from "../../domain/case.ts";
import { type ChannelName, channelNames } from "../../domain/message.ts";
import type { AnsweringSwitch, ServiceStateStore } from "../../ports/service-state.ts";
import type { At } from "../../ports/spine-store.ts";
import { locksRows, type Tables } from "./tables.ts";

const openStates = caseStates.filter((state) => state !== "resolved");

const sinceMs = (dueAt: string | null | undefined, { nowAt }: At): number =>
  dueAt ? Math.max(0, Date.parse(nowAt) - Date.parse(dueAt)) : 0;

/** When the oldest job became due that waits for no earlier message of its thread. */
const oldestJob = async (tables: Tables, { nowAt }: At): Promise<string | null> => {
  const row = await tables
    .selectFrom("jobs")
    .innerJoin("inbox", "inbox.position", "jobs.position")
    .select(({ fn }) => fn.min("jobs.due_at").as("due_at"))
    .where("jobs.state", "=", "ready")
    .where("jobs.due_at", "<=", nowAt)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("inbox as before")
            .innerJoin("jobs as open", "open.position", "before.position")
            .select("before.position")
            .whereRef("before.channel", "=", "inbox.channel")
            .whereRef("before.thread_key", "=", "inbox.thread_key")
            .whereRef("before.position", "<", "inbox.position")
            .where("open.state", "in", ["ready", "leased"]),
        ),
      ),
    )
    .executeTakeFirst();
  return row?.due_at ?? null;
};

/** When the channel's oldest reply became due that waits for no earlier one of its thread. */
const oldestReply = async (tables: Tables, channel: ChannelName, { nowAt }: At): Promise<string | null> => {
  const row = await tables
    .selectFrom("outbox")
    .select(({ fn }) => fn.min("due_at").as("due_at"))
    .where("channel", "=", channel)
    .where("state", "in", ["ready", "unknown"])
    .where("due_at", "<=", nowAt)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("outbox as before")
            .select("before.position")
            .whereRef("before.channel", "=", "outbox.channel")
            .whereRef("before.thread_key", "=", "outbox.thread_key")
            .whereRef("before.position", "<", "outbox.position")
            .where("before.state", "in", ["ready", "sending", "unknown"]),
        ),
      ),
    )
    .executeTakeFirst();
  return row?.due_at ?? null;
};

/** The one row about the service itself, over a migrated database. */
export const serviceStateRepository = (tables: Tables): ServiceStateStore => ({
  clock: async () => {
    if (!locksRows(tables)) {
      // SQLite runs in this process; a reading tells that the file is there and in form.
      await tables.selectFrom("service_state").select("answering").executeTakeFirstOrThrow();
      return null;
    }
    const { rows } = await sql<{ milliseconds: number }>`
      SELECT (extract(epoch FROM clock_timestamp()) * 1000)::BIGINT AS milliseconds FROM service_state`.execute(tables);
    return new Date(rows[0]!.milliseconds).toISOString();
  },
  tryWriting: async ({ nowAt }) => {
    await tables.updateTable("service_state").set({ probed_at: nowAt }).execute();
  },
  waiting: async (at) => {
    const replyMs: Partial<Record<ChannelName, number>> = {};
    for (const channel of channelNames) {
      const dueAt = await oldestReply(tables, channel, at);
      if (dueAt !== null) replyMs[channel] = sinceMs(dueAt, at);
    }
    return { jobMs: sinceMs(await oldestJob(tables, at), at), replyMs };
  },
  openCases: async () => {
    const rows = await tables
      .selectFrom("cases")
      .select(({ fn }) => ["state", "priority", "queue", fn.countAll().as("count")])
      .where("state", "in", openStates)
      .groupBy(["state", "priority", "queue"])
      .execute();
    return rows.map(({ state, priority, queue, count }) => {
      return { state: state as CaseState, priority: priority as CasePriority, queue, count: Number(count) };
    });
  },
  answering: async () => {
    const row = await tables.selectFrom("service_state").select(["answering", "answering_changed_at"]).executeTakeFirstOrThrow();
    return { state: row.answering as AnsweringSwitch["state"], changedAt: row.answering_changed_at };
  },
  switchAnswering: async (to, { nowAt }) => {
    const { numUpdatedRows } = await tables
      .updateTable("service_state")
      .set({ answering: to, answering_changed_at: nowAt })
      .where("answering", "!=", to)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  },
});
