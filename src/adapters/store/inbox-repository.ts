import { longestPauseMs } from "../../domain/lease-bounds.ts";
import type { ChannelName, LeasedJob, StoredMessage } from "../../domain/message.ts";
import { withIntro } from "../../domain/with-intro.ts";
import type { At, SpineStore } from "../../ports/spine-store.ts";
import { caseRepository } from "./case-repository.ts";
import { firstClaimed, type WayToClaim, waysToClaim } from "./may-be-claimed.ts";
import { originColumns, originOf } from "./origin-rows.ts";
import { rowsOfReplies } from "./outbox-repository.ts";
import { receiptRepository } from "./receipt-repository.ts";
import type { Schema } from "./schema.ts";
import { markSeen, storeMessage } from "./store-message.ts";
import { inTransaction, locksRows, type Tables } from "./tables.ts";

const shifted = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

type InboxRow = Omit<Schema["inbox"], "position" | "decision" | "form_of">;

/** The message in a row of `inbox`. */
export const messageOf = (row: InboxRow): StoredMessage => ({
  id: row.id,
  traceId: row.trace_id,
  arrivedAt: row.arrived_at,
  channel: row.channel as ChannelName,
  externalId: row.external_id,
  threadKey: row.thread_key,
  memberKey: row.member_key,
  replyTo: row.reply_to,
  text: row.text,
  sentAt: row.sent_at,
});

/** The row of a job while its holder's lease lasts, locked where rows can be. */
const isHeld = async (inside: Tables, { jobId, worker }: { jobId: string; worker: string }, at: At) => {
  const row = await inside
    .selectFrom("jobs")
    .select("position")
    .where("id", "=", jobId)
    .where("state", "=", "leased")
    .where("leased_by", "=", worker)
    .$if(at.clockStepped !== true, (query) => query.where("leased_until_at", ">", at.nowAt))
    .$if(locksRows(inside), (query) => query.forUpdate())
    .executeTakeFirst();
  return row ?? null;
};

const free = { leased_by: null, leased_until_at: null };

/** Whether a member is told at this moment, and never was before; of two replies written at once it is true for one. */
const isFirstTold = async (inside: Tables, memberKey: string, { nowAt }: At): Promise<boolean> => {
  const { numUpdatedRows } = await inside
    .updateTable("members")
    .set({ told_at: nowAt })
    .where("key", "=", memberKey)
    .where("told_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
};

const endJob = (
  tables: Tables,
  held: { jobId: string; worker: string },
  to: { state: "done" | "dead"; code: string | null },
  done: Parameters<SpineStore["finishJob"]>[1],
  at: At,
): Promise<boolean> =>
  inTransaction(tables, async (inside) => {
    const job = await isHeld(inside, held, at);
    if (job === null) return false;
    await inside
      .updateTable("jobs")
      .set({ ...to, ...free })
      .where("id", "=", held.jobId)
      .execute();
    const { opened, receipt, decision, told, movedTo, forgetsWords } = done.effects;
    const reached = {
      answer: done.answer,
      decision: decision === undefined ? null : JSON.stringify(decision),
      ...(movedTo !== undefined && { thread_key: movedTo }),
      ...(forgetsWords && { text: "", decision: null }),
    };
    await inside.updateTable("inbox").set(reached).where("position", "=", job.position).execute();
    const origin = originOf(
      await inside.selectFrom("inbox").select(originColumns).where("position", "=", job.position).executeTakeFirstOrThrow(),
    );
    if (opened !== null) await caseRepository(inside).open(opened, origin);
    if (receipt !== null) await receiptRepository(inside).save(receipt, origin);
    // Thrown, so that the message is decided upon again: without its case it may need an answer.
    if (told !== undefined && !(await caseRepository(inside).tell(told, at))) throw new Error(`case ${told.caseId} is gone`);
    const introduced = done.replies.length > 0 && done.intro && (await isFirstTold(inside, origin.memberKey, at));
    const replies = introduced ? withIntro(done.replies, done.intro!) : done.replies;
    if (replies.length > 0) await inside.insertInto("outbox").values(rowsOfReplies(replies, at)).execute();
    return true;
  });

/** The job that has been due for longest in one way of being claimed, with nothing of its thread before it unfinished. */
const nextJob = (inside: Tables, way: WayToClaim) =>
  inside
    .selectFrom("jobs")
    .innerJoin("inbox", "inbox.position", "jobs.position")
    .selectAll("inbox")
    .select(["jobs.id as job_id", "jobs.attempt"])
    .where(way)
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
    .orderBy("jobs.due_at")
    .orderBy("jobs.position")
    .limit(1)
    // Another worker's choice is passed over, not waited for.
    .$if(locksRows(inside), (query) => query.forUpdate("jobs").skipLocked())
    .executeTakeFirst();

/** The half of the spine that comes in: messages and the jobs of answering them. */
export const inboxRepository = (
  tables: Tables,
): Pick<SpineStore, "accept" | "claimJob" | "extendJob" | "finishJob" | "retryJob" | "buryJob" | "latestOf" | "turnsBefore"> => ({
  accept: (message, ids, { nowAt }) =>
    inTransaction(tables, async (inside) => {
      if (!(await markSeen(inside, message, ids.id, nowAt))) return "repeat";
      await storeMessage(inside, message, ids, null, nowAt);
      return "accepted";
    }),
  claimJob: (worker, leaseMs, at) =>
    inTransaction(tables, async (inside): Promise<LeasedJob | null> => {
      const longest = { leaseMs, longestPauseMs: longestPauseMs.job };
      const ways = waysToClaim("jobs", ["ready"], "leased", longest, at);
      const row = await firstClaimed(ways, (way) => nextJob(inside, way));
      if (row === undefined) return null;
      const attempt = row.attempt + 1;
      const leasedUntilAt = shifted(at.nowAt, leaseMs);
      await inside
        .updateTable("jobs")
        .set({ state: "leased", attempt, leased_by: worker, leased_until_at: leasedUntilAt })
        .where("id", "=", row.job_id)
        .execute();
      return { jobId: row.job_id, attempt, leasedUntilAt, message: messageOf(row) };
    }),
  extendJob: (jobId, worker, leaseMs, at) =>
    inTransaction(tables, async (inside) => {
      if ((await isHeld(inside, { jobId, worker }, at)) === null) return false;
      const leased = { leased_until_at: shifted(at.nowAt, leaseMs) };
      await inside.updateTable("jobs").set(leased).where("id", "=", jobId).execute();
      return true;
    }),
  finishJob: (held, done, at) => endJob(tables, held, { state: "done", code: null }, done, at),
  buryJob: (held, code, done, at) => endJob(tables, held, { state: "dead", code }, done, at),
  retryJob: (held, code, dueAt, at) =>
    inTransaction(tables, async (inside) => {
      if ((await isHeld(inside, held, at)) === null) return false;
      const again = { state: "ready" as const, code, due_at: dueAt, ...free };
      await inside.updateTable("jobs").set(again).where("id", "=", held.jobId).execute();
      return true;
    }),
  latestOf: async ({ channel, threadKey, memberKey }) => {
    const row = await tables
      .selectFrom("inbox")
      .select(originColumns)
      .where("channel", "=", channel)
      .where("thread_key", "=", threadKey)
      .where("member_key", "=", memberKey)
      .orderBy("position", "desc")
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : originOf(row);
  },
  turnsBefore: async (messageId, limit) => {
    const rows = await tables
      .selectFrom("inbox as own")
      .innerJoin("inbox as before", (join) =>
        join
          .onRef("before.channel", "=", "own.channel")
          .onRef("before.thread_key", "=", "own.thread_key")
          .onRef("before.position", "<", "own.position"),
      )
      .select(["before.text", "before.answer"])
      .where("own.id", "=", messageId)
      // Taken back by its writer.
      .where("before.text", "<>", "")
      .orderBy("before.position", "desc")
      .limit(limit)
      .execute();
    return rows.reverse().map(({ text, answer }) => ({ question: text, ...(answer === null ? {} : { answer }) }));
  },
});
