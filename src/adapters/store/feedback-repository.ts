import type { DecisionRecord } from "../../domain/decision-record.ts";
import type { FeedbackKind, FeedbackProblem } from "../../domain/feedback.ts";
import type { ChannelName } from "../../domain/message.ts";
import type { FeedbackStore } from "../../ports/feedback-store.ts";
import { contentOf } from "./outbox-repository.ts";
import { inTransaction, locksRows, type Tables } from "./tables.ts";

/** What members said of replies, over a migrated database. */
export const feedbackRepository = (tables: Tables): FeedbackStore => ({
  subject: async (messageId) => {
    const row = await tables
      .selectFrom("inbox")
      .select(["id", "channel", "thread_key", "member_key", "reply_to", "text", "decision"])
      .where("id", "=", messageId)
      .$if(locksRows(tables), (query) => query.forUpdate())
      .executeTakeFirst();
    if (row === undefined) return null;
    const replies = await tables
      .selectFrom("outbox")
      .select(["text", "content"])
      .where("message_id", "=", messageId)
      .orderBy("position", "desc")
      .execute();
    for (const reply of replies) {
      const answer = contentOf(reply);
      if (answer.kind !== "answer") continue;
      const { id, channel, thread_key: threadKey, member_key: memberKey, reply_to: replyTo, text: question } = row;
      const decision = row.decision === null ? null : (JSON.parse(row.decision) as DecisionRecord);
      const origin = { messageId: id, channel: channel as ChannelName, threadKey, memberKey, replyTo };
      return { question, origin, routing: decision?.routing ?? null, answer, text: reply.text };
    }
    return null;
  },
  given: async (messageId, memberKey) => {
    const rows = await tables
      .selectFrom("feedback")
      .selectAll()
      .where("message_id", "=", messageId)
      .where("member_key", "=", memberKey)
      .orderBy("given_at")
      .orderBy("id")
      .execute();
    return rows.map(({ id, kind, problem, words, answer_id: answerId, case_id: caseId }) => ({
      ...{ id, messageId, memberKey, words, answerId, caseId },
      kind: kind as FeedbackKind,
      problem: problem as FeedbackProblem | null,
    }));
  },
  add: ({ id, messageId, memberKey, kind, problem, words, answerId, caseId }, { nowAt }) =>
    inTransaction(tables, async (inside) => {
      const message = inside.selectFrom("inbox").select("channel").where("id", "=", messageId);
      const { channel } = await message.executeTakeFirstOrThrow();
      await inside
        .insertInto("members")
        .values({ key: memberKey, channel, first_seen_at: nowAt })
        .onConflict((conflict) => conflict.column("key").doNothing())
        .execute();
      const said = { kind, problem, words, answer_id: answerId, case_id: caseId, given_at: nowAt };
      await inside
        .insertInto("feedback")
        .values({ id, message_id: messageId, member_key: memberKey, ...said })
        .execute();
    }),
});
