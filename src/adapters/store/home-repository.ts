import { sql } from "kysely";
import type { Outcome } from "../../domain/answer.ts";
import type { CasePriority, CaseState } from "../../domain/case.ts";
import type { HomeStore, QueueAtAGlance, RecentQuestion } from "../../ports/home-store.ts";
import { contentOf } from "./outbox-repository.ts";
import { inOneReading, type Tables } from "./tables.ts";

/** Small talk among the newest messages is read past, up to so many messages for each that is shown. */
const readForEach = 4;

/** What a message came to, by message; the newest answer of each counts. */
const outcomesOf = async (inside: Tables, messageIds: string[]): Promise<Map<string, Outcome>> => {
  const rows = await inside
    .selectFrom("outbox")
    .select(["message_id", "text", "content"])
    .where("message_id", "in", messageIds)
    .orderBy("position")
    .execute();
  const outcomes = new Map<string, Outcome>();
  for (const row of rows) {
    const content = contentOf(row);
    if (content.kind === "answer") outcomes.set(row.message_id, content.outcome);
  }
  return outcomes;
};

const casesOf = async (inside: Tables, messageIds: string[], memberKey: string): Promise<Map<string, RecentQuestion["case"]>> => {
  const rows = await inside
    .selectFrom("cases")
    .select(["id", "message_id", "state"])
    .where("message_id", "in", messageIds)
    .where("member_key", "=", memberKey)
    .orderBy("opened_at")
    .execute();
  return new Map(rows.map(({ id, message_id: messageId, state }) => [messageId!, { id, state: state as CaseState }]));
};

/** Nobody needs to be shown again that they said hello. */
const isSmallTalk = (outcome: Outcome | null): boolean => outcome === "signposted" || outcome === "declined";

/** Pages of somebody's own, over a migrated database. */
export const homeRepository = (tables: Tables): HomeStore => ({
  recentQuestions: ({ channel, memberKey }, limit) =>
    inOneReading(tables, async (inside) => {
      const rows = await inside
        .selectFrom("inbox")
        .innerJoin("jobs", "jobs.position", "inbox.position")
        .select(["inbox.id", "inbox.text", "inbox.arrived_at", "jobs.state"])
        .where("inbox.channel", "=", channel)
        .where("inbox.member_key", "=", memberKey)
        .where("inbox.text", "!=", "")
        .orderBy("inbox.position", "desc")
        .limit(limit * readForEach)
        .execute();
      if (rows.length === 0) return [];
      const ids = rows.map(({ id }) => id);
      const [outcomes, cases] = [await outcomesOf(inside, ids), await casesOf(inside, ids, memberKey)];
      return rows
        .map((row) => ({
          messageId: row.id,
          question: row.text,
          arrivedAt: row.arrived_at,
          isSettled: row.state === "done" || row.state === "dead",
          outcome: outcomes.get(row.id) ?? null,
          case: cases.get(row.id) ?? null,
        }))
        .filter((question) => question.case !== null || !isSmallTalk(question.outcome))
        .slice(0, limit);
    }),
  openCases: async ({ channel, memberKey }, limit) => {
    const rows = await tables
      .selectFrom("cases")
      .select(["id", "state", "question", "opened_at", "due_on", "assignee"])
      .where("channel", "=", channel)
      .where("member_key", "=", memberKey)
      .where("state", "!=", "resolved")
      .orderBy("opened_at", "desc")
      .orderBy("id")
      .limit(limit)
      .execute();
    return rows.map(({ id, state, question, opened_at: openedAt, due_on: dueOn, assignee }) => {
      return { id, state: state as CaseState, question, openedAt, dueOn, isTaken: assignee !== null };
    });
  },
  queues: async (dueBy) => {
    const one = (is: ReturnType<typeof sql<boolean>>) => sql<number | string>`sum(CASE WHEN ${is} THEN 1 ELSE 0 END)`;
    const rows = await tables
      .selectFrom("cases")
      .select(({ fn }) => [
        "queue",
        "priority",
        fn.countAll().as("count"),
        fn.min("opened_at").as("oldest"),
        one(sql`assignee IS NULL`).as("unassigned"),
        one(sql`due_on <= ${dueBy}`).as("due"),
      ])
      .where("state", "!=", "resolved")
      .groupBy(["queue", "priority"])
      .orderBy("queue")
      .execute();
    const queues = new Map<string, QueueAtAGlance>();
    for (const { queue, priority, count, oldest, unassigned, due } of rows) {
      const empty = { normal: 0, high: 0, urgent: 0 };
      const glance = queues.get(queue) ?? { queue, waiting: empty, unassigned: 0, dueSoon: 0, oldestAt: null };
      glance.waiting[priority as CasePriority] += Number(count);
      glance.unassigned += Number(unassigned);
      glance.dueSoon += Number(due);
      if (glance.oldestAt === null || oldest < glance.oldestAt) glance.oldestAt = oldest;
      queues.set(queue, glance);
    }
    return [...queues.values()];
  },
});
