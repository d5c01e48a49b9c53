import { sql } from "kysely";
import { type CasePriority, type CaseState, casePriorities } from "../../domain/case.ts";
import type { CaseEvent } from "../../domain/case-event.ts";
import { type CaseChange, type CaseRecord, changeOfNews } from "../../domain/case-record.ts";
import type { Acted, CaseFilter, CasePlace, CaseStore } from "../../ports/case-store.ts";
import { columnsOfChange, eventOfRow, recordOfRow } from "./case-rows.ts";
import { inOneReading, inTransaction, locksRows, type Tables } from "./tables.ts";

/** The most urgent first. Spelt as in the indexes of migration 005, by which the engines find them. */
const need = sql<number>`(CASE priority WHEN 'urgent' THEN 0 WHEN 'high' THEN 1 ELSE 2 END)`;
const needOf = (priority: CasePriority): number => casePriorities.length - 1 - casePriorities.indexOf(priority);

const eventColumns = ["case_id", "kind", "detail", "happened_at", "version", "actor", "action_id"] as const;

/** A case for the rest of the transaction: others wait for it where rows can be locked, and elsewhere for the transaction itself. */
const hold = async (inside: Tables, id: string): Promise<CaseRecord | null> => {
  const one = inside.selectFrom("cases").selectAll().where("id", "=", id);
  const row = await one.$if(locksRows(inside), (query) => query.forUpdate()).executeTakeFirst();
  return row === undefined ? null : recordOfRow(row);
};

const eventsOf = (inside: Tables, id: string) =>
  inside.selectFrom("case_events").select(eventColumns).where("case_id", "=", id).orderBy("version");

const eventOfAction = async (inside: Tables, id: string, actionId: string | null): Promise<CaseEvent | null> => {
  if (actionId === null) return null;
  const row = await eventsOf(inside, id).where("action_id", "=", actionId).executeTakeFirst();
  return row === undefined ? null : eventOfRow(row);
};

const staleSince = async (inside: Tables, current: CaseRecord, seenVersion: number): Promise<Acted> => {
  const unseen = await eventsOf(inside, current.id).where("version", ">", seenVersion).limit(1).executeTakeFirst();
  // A version that does not exist yet was never seen: the last event is what can be told.
  const row = unseen ?? (await eventsOf(inside, current.id).where("version", "=", current.version).executeTakeFirstOrThrow());
  const { actor: by, kind: what } = eventOfRow(row);
  return { kind: "stale", current, by, what };
};

const write = async (
  inside: Tables,
  before: CaseRecord,
  change: CaseChange,
  { nowAt, actionId = null }: { nowAt: string; actionId?: string | null },
): Promise<CaseRecord> => {
  const version = before.version + 1;
  const { kind, detail } = change.event;
  const event = { case_id: before.id, kind, detail: JSON.stringify(detail), actor: change.actor, action_id: actionId };
  await inside
    .insertInto("case_events")
    .values({ ...event, version, happened_at: nowAt })
    .execute();
  await inside
    .updateTable("cases")
    .set({ ...columnsOfChange(change), version })
    .where("id", "=", before.id)
    .execute();
  return { ...before, ...change.becomes, version };
};

const listOfState = async (
  tables: Tables,
  state: CaseState,
  { queue, assignee }: CaseFilter,
  { limit, after }: { limit: number; after: CasePlace | null },
): Promise<CaseRecord[]> => {
  let query = tables.selectFrom("cases").selectAll().where("state", "=", state);
  if (queue !== undefined) query = query.where("queue", "=", queue);
  if (assignee !== undefined) query = query.where("assignee", assignee === null ? "is" : "=", assignee);
  if (after !== null) {
    const place = sql`(${needOf(after.priority)}, ${after.openedAt}, ${after.id})`;
    query = query.where(sql<boolean>`(${need}, opened_at, id) > ${place}`);
  }
  const rows = await query.orderBy(need).orderBy("opened_at").orderBy("id").limit(limit).execute();
  return rows.map(recordOfRow);
};

const byNeed = (a: CaseRecord, b: CaseRecord): number => {
  const [one, other] = [a, b].map(({ priority, openedAt, id }) => `${needOf(priority)} ${openedAt} ${id}`) as [string, string];
  return one < other ? -1 : 1;
};

/** Cases and their history over a migrated database. */
export const caseRepository = (tables: Tables): CaseStore => ({
  open: ({ id, priority, dueOn, queue, topic, question, scenario, reason, why, dueWords, passageIds, openedAt }, origin) =>
    inTransaction(tables, async (inside) => {
      const matter = { queue, topic, question, scenario, reason, why, passage_ids: JSON.stringify(passageIds) };
      const row = { id, state: "open", priority, due_on: dueOn, due_words: dueWords, opened_at: openedAt, ...matter };
      const { messageId = null, memberKey = null, channel = null, threadKey = null, replyTo = null } = origin ?? {};
      const conversation = { message_id: messageId, member_key: memberKey, channel, thread_key: threadKey, reply_to: replyTo };
      await inside
        .insertInto("cases")
        .values({ ...row, ...conversation })
        .execute();
      const event = { case_id: id, kind: "opened", detail: JSON.stringify({ reason, why, queue }), happened_at: openedAt };
      await inside.insertInto("case_events").values(event).execute();
    }),
  recent: async (limit) => {
    const rows = await tables
      .selectFrom("cases")
      .select(["id", "priority", "due_on", "queue", "topic", "question", "reason", "opened_at"])
      .orderBy("opened_at", "desc")
      .orderBy("id")
      .limit(limit)
      .execute();
    return rows.map(({ due_on: dueOn, opened_at: openedAt, priority, ...row }) => {
      return { ...row, priority: priority as CasePriority, dueOn, openedAt };
    });
  },
  read: (id) =>
    inOneReading(tables, async (inside) => {
      const row = await inside.selectFrom("cases").selectAll().where("id", "=", id).executeTakeFirst();
      if (row === undefined) return null;
      return { record: recordOfRow(row), events: (await eventsOf(inside, id).execute()).map(eventOfRow) };
    }),
  list: (filter, page) =>
    inOneReading(tables, async (inside) => {
      // One state at a time, so that an index gives the order and nothing is sorted but the few that are shown.
      const lists: CaseRecord[][] = [];
      for (const state of new Set(filter.states)) lists.push(await listOfState(inside, state, filter, page));
      return lists.flat().sort(byNeed).slice(0, page.limit);
    }),
  unresolvedOf: async ({ channel, threadKey, memberKey }) => {
    const row = await tables
      .selectFrom("cases")
      .selectAll()
      .where("channel", "=", channel)
      .where("thread_key", "=", threadKey)
      .where("member_key", "=", memberKey)
      .where("state", "!=", "resolved")
      .orderBy(sql`assignee IS NULL`)
      .orderBy("opened_at", "desc")
      .orderBy("id")
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : recordOfRow(row);
  },
  act: (caseId, seenVersion, change, at) =>
    inTransaction(tables, async (inside): Promise<Acted> => {
      const record = await hold(inside, caseId);
      if (record === null) return { kind: "unknown_case" };
      const event = await eventOfAction(inside, caseId, at.actionId ?? null);
      if (event !== null) return { kind: "repeat", record, event };
      if (seenVersion !== null && seenVersion !== record.version) return staleSince(inside, record, seenVersion);
      return { kind: "done", record: await write(inside, record, change, at) };
    }),
  tell: ({ caseId, event }, at) =>
    inTransaction(tables, async (inside) => {
      const record = await hold(inside, caseId);
      if (record !== null) await write(inside, record, changeOfNews(event), at);
      return record !== null;
    }),
  dueToWake: async (nowAt, limit) => {
    const rows = await tables
      .selectFrom("cases")
      .selectAll()
      .where("snoozed_until_at", "<=", nowAt)
      .orderBy("snoozed_until_at")
      .limit(limit)
      .execute();
    return rows.map(recordOfRow);
  },
});
