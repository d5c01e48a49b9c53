import { longestPauseMs } from "../../domain/lease-bounds.ts";
import type { ChannelName, LeasedReply, Origin, OutboundReply } from "../../domain/message.ts";
import type { ReplyContent } from "../../domain/reply.ts";
import { retractedBy } from "../../domain/retraction.ts";
import type { At, SpineStore } from "../../ports/spine-store.ts";
import { caseRepository } from "./case-repository.ts";
import { firstClaimed, type WayToClaim, waysToClaim } from "./may-be-claimed.ts";
import { originColumns, originOf } from "./origin-rows.ts";
import type { Schema } from "./schema.ts";
import { inTransaction, locksRows, type Tables } from "./tables.ts";

const shifted = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

const free = { leased_by: null, leased_until_at: null };

/** Rows of replies that wait to be sent, in the order in which they are to go out. */
export const rowsOfReplies = (replies: readonly OutboundReply[], { nowAt }: At): Omit<Schema["outbox"], "position">[] =>
  replies.map(({ id, messageId, channel, threadKey, replyTo, text, content }) => ({
    id,
    message_id: messageId,
    channel,
    thread_key: threadKey,
    reply_to: replyTo,
    text,
    content: JSON.stringify(content),
    state: "ready",
    attempt: 0,
    due_at: nowAt,
    code: null,
    external_ref: null,
    ...free,
  }));

/** A reply that an older version wrote has its text alone. */
export const contentOf = ({ content, text }: Pick<Schema["outbox"], "content" | "text">): ReplyContent =>
  content === "" ? { kind: "worded", text } : (JSON.parse(content) as ReplyContent);

/** Changes a reply while its sender's lease lasts; false when the lease was lost. */
const settle = async (
  tables: Tables,
  { replyId, worker }: { replyId: string; worker: string },
  change: Partial<Pick<Schema["outbox"], "state" | "code" | "due_at" | "external_ref">>,
  at: At,
): Promise<boolean> => {
  const { numUpdatedRows } = await tables
    .updateTable("outbox")
    .set({ ...change, ...free })
    .where("id", "=", replyId)
    .where("state", "=", "sending")
    .where("leased_by", "=", worker)
    .$if(at.clockStepped !== true, (query) => query.where("leased_until_at", ">", at.nowAt))
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
};

/** The channel's reply that has been due for longest in one way of being claimed, and is first of its thread. */
const nextReply = (inside: Tables, channel: ChannelName, way: WayToClaim) =>
  inside
    .selectFrom("outbox")
    .innerJoin("inbox", "inbox.id", "outbox.message_id")
    .selectAll("outbox")
    .select(["inbox.trace_id", "inbox.text as question", "inbox.arrived_at"])
    .where("outbox.channel", "=", channel)
    .where(way)
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
    .orderBy("outbox.due_at")
    .orderBy("outbox.position")
    .limit(1)
    .$if(locksRows(inside), (query) => query.forUpdate("outbox").skipLocked())
    .executeTakeFirst();

const originOfReply = async (inside: Tables, replyId: string): Promise<Origin> => {
  const row = await inside
    .selectFrom("outbox")
    .innerJoin("inbox", "inbox.id", "outbox.message_id")
    .select(originColumns)
    .where("outbox.id", "=", replyId)
    .executeTakeFirstOrThrow();
  return originOf(row);
};

/** The half of the spine that goes out: replies and how far they have come. */
export const outboxRepository = (
  tables: Tables,
): Pick<SpineStore, "enqueue" | "claimReply" | "replySent" | "replyFailed" | "replyPostponed" | "buryReply"> => ({
  enqueue: (reply, at) =>
    inTransaction(tables, async (inside) => {
      const kept = await inside.selectFrom("inbox").select("id").where("id", "=", reply.messageId).executeTakeFirst();
      if (kept === undefined) return "message_gone";
      const written = await inside
        .insertInto("outbox")
        .values(rowsOfReplies([reply], at))
        .onConflict((conflict) => conflict.column("id").doNothing())
        .executeTakeFirstOrThrow();
      return written.numInsertedOrUpdatedRows === 1n ? "queued" : "repeat";
    }),
  claimReply: (channel, worker, leaseMs, at) =>
    inTransaction(tables, async (inside): Promise<LeasedReply | null> => {
      const longest = { leaseMs, longestPauseMs: longestPauseMs.reply };
      const ways = waysToClaim("outbox", ["unknown", "ready"], "sending", longest, at);
      const row = await firstClaimed(ways, (way) => nextReply(inside, channel, way));
      if (row === undefined) return null;
      const attempt = row.attempt + 1;
      const leased = { state: "sending" as const, attempt, leased_by: worker, leased_until_at: shifted(at.nowAt, leaseMs) };
      await inside.updateTable("outbox").set(leased).where("id", "=", row.id).execute();
      const { id, message_id: messageId, thread_key: threadKey, reply_to: replyTo, text, question } = row;
      const mayBeOut = row.state !== "ready";
      const content = contentOf(row);
      return {
        id,
        messageId,
        channel,
        threadKey,
        replyTo,
        text,
        content,
        attempt,
        mayBeOut,
        traceId: row.trace_id,
        question,
        arrivedAt: row.arrived_at,
      };
    }),
  replySent: (held, externalRef, at) =>
    inTransaction(tables, async (inside) => {
      if (!(await settle(inside, held, { state: "sent", external_ref: externalRef }, at))) return false;
      const retracted = retractedBy(held.replyId);
      if (retracted !== null)
        await inside.updateTable("outbox").set({ text: "", content: "" }).where("id", "=", retracted).execute();
      return true;
    }),
  replyFailed: (held, { code, mayBeOut, dueAt }, at) =>
    settle(tables, held, { state: mayBeOut ? "unknown" : "ready", code, due_at: dueAt }, at),
  replyPostponed: (held, { mayBeOut, dueAt }, at) =>
    inTransaction(tables, async (inside) => {
      if (!(await settle(inside, held, { state: mayBeOut ? "unknown" : "ready", due_at: dueAt }, at))) return false;
      // One try stays counted: what was never tried is due at once, whatever its due time.
      await inside
        .updateTable("outbox")
        .set(({ eb }) => ({ attempt: eb("attempt", "-", 1) }))
        .where("id", "=", held.replyId)
        .where("attempt", ">", 1)
        .execute();
      return true;
    }),
  buryReply: (held, code, { told, opened }, at) =>
    inTransaction(tables, async (inside) => {
      if (!(await settle(inside, held, { state: "dead", code }, at))) return false;
      const cases = caseRepository(inside);
      if (told === null || !(await cases.tell(told, at))) await cases.open(opened, await originOfReply(inside, held.replyId));
      return true;
    }),
});
