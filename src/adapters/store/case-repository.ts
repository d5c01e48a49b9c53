import type { CasePriority } from "../../domain/case.ts";
import type { CaseStore } from "../../ports/case-store.ts";
import { inTransaction, type Tables } from "./tables.ts";

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
});
