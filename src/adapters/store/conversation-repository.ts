import type { DecisionRecord } from "../../domain/decision-record.ts";
import type { JobState } from "../../domain/message.ts";
import type { ConversationReply, ConversationStore, Participant } from "../../ports/conversation-store.ts";
import { contentOf } from "./outbox-repository.ts";
import { inOneReading, type Tables } from "./tables.ts";

const ofThread = (tables: Tables, { channel, memberKey }: Participant, threadKey: string) =>
  tables
    .selectFrom("inbox")
    .innerJoin("jobs", "jobs.position", "inbox.position")
    .where("inbox.channel", "=", channel)
    .where("inbox.thread_key", "=", threadKey)
    .where("inbox.member_key", "=", memberKey);

const isUnderWay = (state: JobState): boolean => state === "ready" || state === "leased";

/** Replies to the given messages, by message, each in the order in which they were written. */
const repliesTo = async (tables: Tables, messageIds: string[]): Promise<Map<string, ConversationReply[]>> => {
  const byMessage = new Map<string, ConversationReply[]>(messageIds.map((id) => [id, []]));
  if (messageIds.length === 0) return byMessage;
  const rows = await tables
    .selectFrom("outbox")
    .select(["id", "message_id", "text", "content"])
    .where("message_id", "in", messageIds)
    .orderBy("position")
    .execute();
  for (const row of rows) {
    const content = contentOf(row);
    if (content.kind !== "retraction") byMessage.get(row.message_id)?.push({ id: row.id, text: row.text, content });
  }
  return byMessage;
};

/** Conversations over a migrated database. */
export const conversationRepository = (tables: Tables): ConversationStore => ({
  threads: async ({ channel, memberKey }, limit) => {
    const rows = await tables
      .with("threads", (query) =>
        query
          .selectFrom("inbox")
          .select(({ fn }) => ["thread_key", fn.min("position").as("first"), fn.max("position").as("last")])
          .where("channel", "=", channel)
          .where("member_key", "=", memberKey)
          .groupBy("thread_key")
          .orderBy("last", "desc")
          .limit(limit),
      )
      .selectFrom("threads")
      .innerJoin("inbox as opening", "opening.position", "threads.first")
      .innerJoin("inbox as latest", "latest.position", "threads.last")
      .select(["threads.thread_key", "opening.text", "latest.arrived_at"])
      .orderBy("threads.last", "desc")
      .execute();
    return rows.map((row) => ({ threadKey: row.thread_key, opening: row.text, lastAt: row.arrived_at }));
  },
  isKnown: async (channel, threadKey) => {
    const row = await tables
      .selectFrom("inbox")
      .select("position")
      .where("channel", "=", channel)
      .where("thread_key", "=", threadKey)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  },
  turns: (of, threadKey, limit) =>
    inOneReading(tables, async (inside) => {
      const { count } = await ofThread(inside, of, threadKey)
        .select(({ fn }) => fn.countAll().as("count"))
        .executeTakeFirstOrThrow();
      const rows = await ofThread(inside, of, threadKey)
        .select(["inbox.id", "inbox.text", "inbox.arrived_at", "inbox.decision", "jobs.state"])
        .orderBy("inbox.position", "desc")
        .limit(limit)
        .execute();
      const replies = await repliesTo(
        inside,
        rows.map(({ id }) => id),
      );
      return rows
        .map((row, place) => ({
          number: Number(count) - place,
          messageId: row.id,
          question: row.text,
          arrivedAt: row.arrived_at,
          isSettled: !isUnderWay(row.state),
          replies: replies.get(row.id) ?? [],
          decision: row.decision === null ? null : (JSON.parse(row.decision) as DecisionRecord),
        }))
        .reverse();
    }),
  messageOf: async ({ channel, memberKey }, externalId) => {
    const row = await tables
      .selectFrom("seen_messages")
      .innerJoin("inbox", "inbox.id", "seen_messages.message_id")
      .select(["inbox.id", "inbox.thread_key"])
      .where("seen_messages.channel", "=", channel)
      .where("seen_messages.external_id", "=", externalId)
      .where("inbox.member_key", "=", memberKey)
      .executeTakeFirst();
    return row === undefined ? null : { messageId: row.id, threadKey: row.thread_key };
  },
  isSettled: async (messageId) => {
    const row = await tables
      .selectFrom("jobs")
      .innerJoin("inbox", "inbox.position", "jobs.position")
      .select("jobs.state")
      .where("inbox.id", "=", messageId)
      .executeTakeFirst();
    return row === undefined || !isUnderWay(row.state);
  },
  replyIds: async (messageId) => {
    const rows = await tables.selectFrom("outbox").select("id").where("message_id", "=", messageId).orderBy("position").execute();
    return rows.map(({ id }) => id);
  },
});
