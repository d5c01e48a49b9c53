import type { ExpiringKind } from "../../domain/expiring.ts";
import type { RetentionStore } from "../../ports/retention-store.ts";
import { removeAnswers } from "./remove-answers.ts";
import { removeEmptySilences } from "./remove-empty-silences.ts";
import { inTransaction, type Tables } from "./tables.ts";

type Remove = (inside: Tables, before: string, limit: number) => Promise<Record<string, number>>;

const count = async (
  inside: Tables,
  table: "jobs" | "outbox",
  column: "position" | "message_id",
  values: (string | number)[],
) => {
  const { rows } = await inside
    .selectFrom(table)
    .select(({ fn }) => fn.countAll().as("rows"))
    .where(inside.dynamic.ref<"position">(column), "in", values as number[])
    .executeTakeFirstOrThrow();
  return Number(rows);
};

const removeMessages: Remove = async (inside, before, limit) => {
  const ended = await inside
    .selectFrom("inbox")
    .select(["inbox.id", "inbox.position", "inbox.channel", "inbox.thread_key"])
    .where("inbox.arrived_at", "<", before)
    .where(({ and, not, exists, selectFrom }) =>
      and([
        not(
          exists(
            selectFrom("jobs")
              .select("jobs.id")
              .whereRef("jobs.position", "=", "inbox.position")
              .where("jobs.state", "in", ["ready", "leased"]),
          ),
        ),
        not(
          exists(
            selectFrom("outbox")
              .select("outbox.id")
              .whereRef("outbox.message_id", "=", "inbox.id")
              .where("outbox.state", "in", ["ready", "sending", "unknown"]),
          ),
        ),
        not(
          exists(
            selectFrom("cases")
              .select("cases.id")
              .whereRef("cases.channel", "=", "inbox.channel")
              .whereRef("cases.thread_key", "=", "inbox.thread_key")
              .where((where) => where.or([where("cases.state", "!=", "resolved"), where("cases.resolved_at", ">=", before)])),
          ),
        ),
      ]),
    )
    .orderBy("inbox.position")
    .limit(limit)
    .execute();
  if (ended.length === 0) return {};
  const [ids, positions] = [ended.map(({ id }) => id), ended.map(({ position }) => position)];
  const [jobs, outbox] = [await count(inside, "jobs", "position", positions), await count(inside, "outbox", "message_id", ids)];
  await inside.deleteFrom("inbox").where("id", "in", ids).execute();
  const threads = ended.map(({ channel, thread_key: threadKey }) => ({ channel, threadKey }));
  return { inbox: ids.length, jobs, outbox, silences: await removeEmptySilences(inside, threads) };
};

const removeCases: Remove = async (inside, before, limit) => {
  const ended = await inside
    .selectFrom("cases")
    .select(["id", "version"])
    .where("state", "=", "resolved")
    .where("resolved_at", "<", before)
    .orderBy("resolved_at")
    .limit(limit)
    .execute();
  if (ended.length === 0) return {};
  const ids = ended.map(({ id }) => id);
  const { rows } = await inside
    .selectFrom("case_events")
    .select(({ fn }) => fn.countAll().as("rows"))
    .where("case_id", "in", ids)
    .executeTakeFirstOrThrow();
  // Somebody may have reopened one meanwhile, which then stays.
  const removed = await inside
    .deleteFrom("cases")
    .where("id", "in", ids)
    .where("state", "=", "resolved")
    .executeTakeFirstOrThrow();
  return { cases: Number(removed.numDeletedRows), case_events: Number(rows) };
};

const removeOldAnswers: Remove = async (inside, before, limit) => {
  const ended = await inside
    .selectFrom("answers")
    .select("id")
    .where("answered_at", "<", before)
    .orderBy("answered_at")
    .limit(limit)
    .execute();
  return removeAnswers(
    inside,
    ended.map(({ id }) => id),
  );
};

const removeSeen: Remove = async (inside, before, limit) => {
  const ended = await inside
    .selectFrom("seen_messages")
    .select(["channel", "external_id"])
    .where("arrived_at", "<", before)
    .limit(limit)
    .execute();
  let removed = 0;
  for (const channel of new Set(ended.map((row) => row.channel))) {
    const ids = ended.flatMap((row) => (row.channel === channel ? row.external_id : []));
    const gone = await inside
      .deleteFrom("seen_messages")
      .where("channel", "=", channel)
      .where("external_id", "in", ids)
      .where("arrived_at", "<", before)
      .executeTakeFirstOrThrow();
    removed += Number(gone.numDeletedRows);
  }
  return { seen_messages: removed };
};

const removeMembers: Remove = async (inside, before, limit) => {
  const gone = await inside
    .selectFrom("members")
    .select("key")
    .where("first_seen_at", "<", before)
    .where(({ and, not, exists, selectFrom }) =>
      and(
        (["inbox", "cases", "answer_owners", "feedback"] as const).map((table) =>
          not(exists(selectFrom(table).select("member_key").whereRef(`${table}.member_key`, "=", "members.key"))),
        ),
      ),
    )
    .limit(limit)
    .execute();
  if (gone.length === 0) return {};
  const keys = gone.map(({ key }) => key);
  await inside.deleteFrom("members").where("key", "in", keys).execute();
  return { members: keys.length };
};

const removeOf: Record<ExpiringKind, Remove> = {
  messages: removeMessages,
  cases: removeCases,
  answers: removeOldAnswers,
  seen_messages: removeSeen,
  members: removeMembers,
};

/** What has been kept for long enough, over a migrated database. */
export const retentionRepository = (tables: Tables): RetentionStore => ({
  takeChore: async (name, everyMs, { nowAt }) => {
    const dueAt = new Date(Date.parse(nowAt) + everyMs).toISOString();
    const { numInsertedOrUpdatedRows } = await tables
      .insertInto("chores")
      .values({ name, due_at: dueAt })
      .onConflict((conflict) =>
        conflict
          .column("name")
          .doUpdateSet({ due_at: dueAt })
          // Further off than it can be: the clock was put back since.
          .where((where) => where.or([where("chores.due_at", "<=", nowAt), where("chores.due_at", ">", dueAt)])),
      )
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  },
  removeExpired: (kind, before, limit) =>
    inTransaction(tables, async (inside) => {
      const removed = Object.entries(await removeOf[kind](inside, before, limit));
      return Object.fromEntries(removed.filter(([, rows]) => rows > 0));
    }),
});
