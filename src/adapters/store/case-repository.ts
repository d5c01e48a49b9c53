import type { CasePriority } from "../../domain/case.ts";
import type { CaseStore } from "../../ports/case-store.ts";
import { newCaseId } from "../new-reference-number.ts";
import { inTransaction, type Tables } from "./tables.ts";

const attempts = 20;

/** Cases and their history over a migrated database. */
export const caseRepository = (tables: Tables): CaseStore => ({
  open: (newCase) =>
    inTransaction(tables, async (inside) => {
      const { priority, dueOn, queue, topic, question, scenario, reason, why, dueWords, passageIds, openedAt } = newCase;
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const id = newCaseId();
        const row = {
          id,
          state: "open",
          priority,
          due_on: dueOn,
          queue,
          topic,
          question,
          scenario,
          reason,
          why,
          due_words: dueWords,
        };
        const inserted = await inside
          .insertInto("cases")
          .values({ ...row, passage_ids: JSON.stringify(passageIds), opened_at: openedAt })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (inserted.numInsertedOrUpdatedRows !== 1n) continue;
        const event = { case_id: id, kind: "opened", detail: JSON.stringify({ reason, why, queue }), happened_at: openedAt };
        await inside.insertInto("case_events").values(event).execute();
        return { id, priority, dueOn, queue, topic };
      }
      throw new Error("no free case number was found");
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
