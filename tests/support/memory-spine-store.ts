import type { CaseNews } from "../../src/domain/case-event.ts";
import type { CaseToOpen } from "../../src/domain/effects.ts";
import { clockSlackMs, longestPauseMs } from "../../src/domain/lease-bounds.ts";
import type { DeliveryState, JobState, LeasedJob, LeasedReply, OutboundReply, StoredMessage } from "../../src/domain/message.ts";
import type { Receipt } from "../../src/domain/receipt.ts";
import { sameWords } from "../../src/domain/same-words.ts";
import type { At, SpineStore } from "../../src/ports/spine-store.ts";

type Lease = { worker: string; untilAt: string } | null;
export type KeptJob = {
  id: string;
  message: StoredMessage;
  state: JobState;
  attempt: number;
  dueAt: string;
  lease: Lease;
  code: string | null;
  answer: string | null;
};
export type KeptReply = {
  reply: OutboundReply;
  state: DeliveryState;
  attempt: number;
  dueAt: string;
  lease: Lease;
  code: string | null;
  externalRef: string | null;
};

/** What a memory store holds, to be looked at by tests. */
export type SpineTables = { jobs: KeptJob[]; replies: KeptReply[]; cases: CaseToOpen[]; told: CaseNews[]; receipts: Receipt[] };

const repeatDays = 30;
const later = (at: string, ms: number): string => new Date(new Date(at).getTime() + ms).toISOString();
const sameThread = (a: StoredMessage | OutboundReply, b: StoredMessage | OutboundReply): boolean =>
  a.channel === b.channel && a.threadKey === b.threadKey;
const isHeldStill = (lease: Lease, worker: string, { nowAt, clockStepped }: At): boolean =>
  lease?.worker === worker && (clockStepped === true || lease.untilAt > nowAt);
/** Past, or further ahead than any time is set. */
const isPast = (instant: string, longestMs: number, { nowAt }: At): boolean =>
  instant <= nowAt || instant > later(nowAt, longestMs + clockSlackMs);
const isDue = ({ attempt, dueAt }: { attempt: number; dueAt: string }, longestMs: number, at: At): boolean =>
  attempt === 0 || isPast(dueAt, longestMs, at);
const isLeft = (lease: Lease, leaseMs: number, at: At): boolean =>
  at.clockStepped !== true && (lease === null || isPast(lease.untilAt, leaseMs, at));
const isOver = (state: DeliveryState): boolean => state === "sent" || state === "dead";

/** The contract of SpineStore, kept in memory and strictly: each function is one step, and a lease that has ended is lost. */
export const memorySpineStore = (): { store: SpineStore; tables: SpineTables } => {
  const tables: SpineTables = { jobs: [], replies: [], cases: [], told: [], receipts: [] };
  const heldJob = (held: { jobId: string; worker: string }, at: At): KeptJob | null =>
    tables.jobs.find(({ id, state, lease }) => id === held.jobId && state === "leased" && isHeldStill(lease, held.worker, at)) ??
    null;
  const heldReply = (held: { replyId: string; worker: string }, at: At): KeptReply | null =>
    tables.replies.find(
      ({ reply, state, lease }) => reply.id === held.replyId && state === "sending" && isHeldStill(lease, held.worker, at),
    ) ?? null;
  const endJob = (
    state: "done" | "dead",
    job: KeptJob | null,
    done: Parameters<SpineStore["finishJob"]>[1],
    code: string | null,
    { nowAt }: At,
  ): boolean => {
    if (job === null) return false;
    const ids = new Set(tables.replies.map(({ reply }) => reply.id));
    if (done.replies.some(({ id }) => ids.has(id))) throw new Error("unique: outbox.id");
    Object.assign(job, { state, lease: null, code, answer: done.answer });
    if (done.effects.opened !== null) tables.cases.push(done.effects.opened);
    if (done.effects.told !== undefined) tables.told.push(done.effects.told);
    if (done.effects.receipt !== null) tables.receipts.push(done.effects.receipt);
    for (const reply of done.replies)
      tables.replies.push({ reply, state: "ready", attempt: 0, dueAt: nowAt, lease: null, code: null, externalRef: null });
    return true;
  };
  const store: SpineStore = {
    accept: async (message, ids, { nowAt }) => {
      const seen = tables.jobs.some(
        ({ message: kept }) =>
          kept.channel === message.channel &&
          kept.externalId === message.externalId &&
          later(kept.arrivedAt, repeatDays * 86_400_000) > nowAt,
      );
      if (seen) return "repeat";
      const stored = { ...message, id: ids.id, traceId: ids.traceId, arrivedAt: nowAt };
      const fresh = { state: "ready", attempt: 0, dueAt: nowAt, lease: null, code: null, answer: null } as const;
      tables.jobs.push({ id: ids.jobId, message: stored, ...fresh });
      return "accepted";
    },
    amend: async (of, message, ids, at) => {
      const newest = tables.jobs.findLast(({ message: { externalId } }) => externalId === of || externalId.startsWith(`${of}#`));
      if (newest === undefined || newest.message.memberKey !== message.memberKey) return "unknown";
      if (newest.code === "withdrawn" || sameWords(newest.message.text, message.text)) return "unchanged";
      if (newest.state === "done" || newest.state === "dead") return store.accept(message, ids, at);
      newest.message = { ...newest.message, text: message.text };
      if (newest.state === "leased") Object.assign(newest, { state: "ready", lease: null, attempt: newest.attempt - 1 });
      return "amended";
    },
    withdraw: async (channel, externalId) => {
      const job = tables.jobs.find(({ message }) => message.channel === channel && message.externalId === externalId);
      if (job === undefined || job.code === "withdrawn") return "unknown";
      Object.assign(job, { state: "done", code: "withdrawn", lease: null, answer: null, message: { ...job.message, text: "" } });
      return "withdrawn";
    },
    claimJob: async (worker, leaseMs, at) => {
      const job = tables.jobs.find(
        (one, place) =>
          ((one.state === "ready" && isDue(one, longestPauseMs.job, at)) ||
            (one.state === "leased" && isLeft(one.lease, leaseMs, at))) &&
          !tables.jobs
            .slice(0, place)
            .some((before) => sameThread(before.message, one.message) && (before.state === "ready" || before.state === "leased")),
      );
      if (job === undefined) return null;
      const untilAt = later(at.nowAt, leaseMs);
      Object.assign(job, { state: "leased", attempt: job.attempt + 1, lease: { worker, untilAt } });
      return { jobId: job.id, attempt: job.attempt, leasedUntilAt: untilAt, message: job.message } satisfies LeasedJob;
    },
    extendJob: async (jobId, worker, leaseMs, at) => {
      const job = heldJob({ jobId, worker }, at);
      if (job !== null) job.lease = { worker, untilAt: later(at.nowAt, leaseMs) };
      return job !== null;
    },
    finishJob: async (held, done, at) => endJob("done", heldJob(held, at), done, null, at),
    retryJob: async (held, code, dueAt, at) => {
      const job = heldJob(held, at);
      if (job !== null) Object.assign(job, { state: "ready", lease: null, code, dueAt });
      return job !== null;
    },
    buryJob: async (held, code, done, at) => endJob("dead", heldJob(held, at), done, code, at),
    release: async (worker, { nowAt }) => {
      for (const job of tables.jobs)
        if (job.state === "leased" && job.lease?.worker === worker)
          Object.assign(job, { state: "ready", attempt: job.attempt - 1, lease: null, dueAt: nowAt });
      for (const reply of tables.replies)
        if (reply.state === "sending" && reply.lease?.worker === worker)
          Object.assign(reply, { state: "unknown", attempt: reply.attempt - 1, lease: null, dueAt: nowAt });
    },
    claimReply: async (channel, worker, leaseMs, at) => {
      const kept = tables.replies.find(
        (one, place) =>
          one.reply.channel === channel &&
          (((one.state === "ready" || one.state === "unknown") && isDue(one, longestPauseMs.reply, at)) ||
            (one.state === "sending" && isLeft(one.lease, leaseMs, at))) &&
          !tables.replies.slice(0, place).some((before) => sameThread(before.reply, one.reply) && !isOver(before.state)),
      );
      if (kept === undefined) return null;
      const mayBeOut = kept.state !== "ready";
      Object.assign(kept, {
        state: "sending",
        attempt: kept.attempt + 1,
        lease: { worker, untilAt: later(at.nowAt, leaseMs) },
      });
      const {
        text: question,
        traceId,
        arrivedAt,
      } = tables.jobs.find(({ message }) => message.id === kept.reply.messageId)!.message;
      return { ...kept.reply, attempt: kept.attempt, mayBeOut, traceId, question, arrivedAt } satisfies LeasedReply;
    },
    replySent: async (held, externalRef, at) => {
      const kept = heldReply(held, at);
      if (kept !== null) Object.assign(kept, { state: "sent", lease: null, externalRef });
      return kept !== null;
    },
    replyFailed: async (held, { code, mayBeOut, dueAt }, at) => {
      const kept = heldReply(held, at);
      if (kept !== null) Object.assign(kept, { state: mayBeOut ? "unknown" : "ready", lease: null, code, dueAt });
      return kept !== null;
    },
    enqueue: async (reply, { nowAt }) => {
      if (tables.replies.some(({ reply: kept }) => kept.id === reply.id)) return "repeat";
      if (!tables.jobs.some(({ message }) => message.id === reply.messageId)) return "message_gone";
      tables.replies.push({ reply, state: "ready", attempt: 0, dueAt: nowAt, lease: null, code: null, externalRef: null });
      return "queued";
    },
    replyPostponed: async (held, { mayBeOut, dueAt }, at) => {
      const kept = heldReply(held, at);
      if (kept === null) return false;
      Object.assign(kept, { state: mayBeOut ? "unknown" : "ready", lease: null, dueAt, attempt: Math.max(1, kept.attempt - 1) });
      return true;
    },
    buryReply: async (held, code, { told, opened }, at) => {
      const kept = heldReply(held, at);
      if (kept === null) return false;
      Object.assign(kept, { state: "dead", lease: null, code });
      if (told === null) tables.cases.push(opened);
      else tables.told.push(told);
      return true;
    },
    latestOf: async ({ channel, threadKey, memberKey }) => {
      const own = tables.jobs.map(({ message }) => message).filter((one) => one.memberKey === memberKey);
      const last = own.findLast((one) => one.channel === channel && one.threadKey === threadKey);
      return last === undefined ? null : { messageId: last.id, channel, threadKey, memberKey, replyTo: last.replyTo };
    },
    turnsBefore: async (messageId, limit) => {
      const place = tables.jobs.findIndex(({ message }) => message.id === messageId);
      const own = tables.jobs[place]!.message;
      return tables.jobs
        .slice(0, place)
        .filter(({ message }) => sameThread(message, own))
        .slice(-limit)
        .map(({ message, answer }) => ({ question: message.text, ...(answer === null ? {} : { answer }) }));
    },
    counts: async ({ nowAt }) => {
      const tally = (states: string[]) =>
        Object.fromEntries([...new Set(states)].map((state) => [state, states.filter((one) => one === state).length]));
      const due = tables.jobs.filter(({ state, dueAt }) => state === "ready" && dueAt <= nowAt).map(({ dueAt }) => dueAt);
      const oldestDueMs = due.length === 0 ? 0 : new Date(nowAt).getTime() - new Date(due.sort()[0]!).getTime();
      return {
        jobs: tally(tables.jobs.map(({ state }) => state)),
        replies: tally(tables.replies.map(({ state }) => state)),
        oldestDueMs,
      };
    },
  };
  return { store, tables };
};
