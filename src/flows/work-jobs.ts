import type { Reason } from "../domain/answer.ts";
import type { PassCrashPoint } from "../domain/crash-point.ts";
import type { RepsFile, WordingFile } from "../domain/knowledge-config.ts";
import { longestPauseMs } from "../domain/lease-bounds.ts";
import type { ChannelName, LeasedJob, StoredMessage } from "../domain/message.ts";
import type { Turn } from "../domain/question.ts";
import type { At, SpineStore } from "../ports/spine-store.ts";
import type { Bell } from "./bell.ts";
import { buryMessage } from "./bury-message.ts";
import type { HandledQuestion } from "./handle-question.ts";
import { keepLease } from "./keep-lease.ts";
import { replyFor } from "./reply-for.ts";
import { retryDelayMs } from "./retry-delay.ts";
import { type RunningSlots, runSlots } from "./run-slots.ts";
import type { RecordSpineEvent, SpineEvent } from "./spine-event.ts";
import { within } from "./within.ts";

/*
 * The life of a job, in states that only the store can change, each in one transaction:
 *
 *   ready -> leased    by `claimJob`, for 30 s; every 10 s the worker asks for 30 s more. A thread's next message waits for this one.
 *   leased -> done     by `finishJob`, together with all that the answer changes: the case, the receipt, the reply in the outbox.
 *   leased -> ready    by `retryJob` after a fault, due again after a pause that doubles; by `release` when the service stops, and when
 *                      the store is back after an outage, which costs no try.
 *   leased -> leased   by another worker's `claimJob`, once the lease has run out: its holder was killed, hangs, or has lost the store.
 *   leased -> dead     by `buryJob` at the fifth try: a case in the urgent queue, and a reply that says so.
 *
 * Where a crash can fall, and what comes of it. Before `finishJob` is committed: nothing was written, the lease runs out, and the message
 * is worked from the start. After it: everything was written, and the outbox (deliver-replies.ts) has the reply. There is no third
 * place, because nothing is shown and nothing kept but through that one transaction.
 *
 * For one lease after the clock was put forward or back nothing is taken over, since no end of a lease can be told (spine-clock.ts).
 * A worker that lost its lease writes nothing: the store refuses whoever is not the holder. A message that kills its worker every time
 * never reaches the fault branch; its tries are counted at the claim, and the sixth claim buries it without looking at its words.
 * An answer that never comes ends after two minutes as a fault like any other, for the lease would be kept for ever.
 */

/** What the worker loop needs. `worker` is a name no other process has; `done` tells the senders of this process of a new reply. */
export type WorkJobsDeps = {
  store: Pick<SpineStore, "claimJob" | "extendJob" | "finishJob" | "retryJob" | "buryJob" | "release" | "turnsBefore">;
  /** Decides the reply to a message; writes nothing. */
  handleMessage: (message: StoredMessage, history: Turn[]) => Promise<HandledMessage>;
  /** Read at each use: a sync may have changed them. */
  reps: () => RepsFile;
  wording: () => WordingFile;
  newCaseId: () => string;
  /** What a member of the message's channel is told at first contact; null where they are told in another way. */
  introOf?: (message: StoredMessage) => string | null;
  worker: string;
  bell: Bell;
  done: (channel: ChannelName) => void;
  now: () => Date;
  /** The instants by which leases are given and judged (spine-clock.ts). */
  at: () => At;
  random: () => number;
  pass: PassCrashPoint;
  record: RecordSpineEvent;
  /** Whether a fault says that the store is out of order, whatever was to be written. */
  isOutage: (fault: unknown) => boolean;
};

/** The part of a handled question that goes through the spine. `reply` is null where only a rep can tell whether one is still due. */
export type HandledMessage = Pick<HandledQuestion, "effects"> & { reply: HandledQuestion["reply"] | null };

/** The settings of the worker loop; times in milliseconds. */
export const jobPace = {
  leaseMs: 30_000,
  answerTimeoutMs: 120_000,
  maxTries: 5,
  retry: { firstMs: 1000, longestMs: longestPauseMs.job },
  pollMs: 1000,
  concurrency: 4,
  historyTurns: 10,
};

/** Nothing stands before the words for a crisis; and nobody is introduced to whom little is said. */
const withoutIntro: ReadonlySet<Reason> = new Set(["crisis", "outsider", "keep_out", "channel_off"]);

const fitsIntro = (reply: HandledMessage["reply"]): boolean =>
  reply !== null && (reply.reason === null || !withoutIntro.has(reply.reason));

/** A job in one worker's hands, with the words to record about it. */
type Held = { jobId: string; worker: string };

const eventOf = (job: LeasedJob): Pick<SpineEvent, "traceId" | "channel" | "messageId" | "attempt"> => ({
  traceId: job.message.traceId,
  channel: job.message.channel,
  messageId: job.message.id,
  attempt: job.attempt,
});

const bury = async (deps: WorkJobsDeps, job: LeasedJob, held: Held, why: string): Promise<void> => {
  const ending = buryMessage(
    { reps: deps.reps(), wording: deps.wording(), newCaseId: deps.newCaseId, now: deps.now },
    job.message,
    why,
  );
  const intro = deps.introOf?.(job.message) ?? null;
  const written = await deps.store.buryJob(held, why, { ...ending, intro }, deps.at());
  deps.record({ code: written ? "job_buried" : "job_lease_lost", ...eventOf(job), why });
  if (written) deps.done(job.message.channel);
};

/** Gives the job back for later, or buries it when that was its last try. */
const giveBack = async (deps: WorkJobsDeps, job: LeasedJob, held: Held, why: string, cause?: unknown): Promise<void> => {
  if (job.attempt >= jobPace.maxTries) return bury(deps, job, held, why);
  const at = deps.at();
  const dueAt = new Date(Date.parse(at.nowAt) + retryDelayMs(jobPace.retry, job.attempt, deps.random)).toISOString();
  const written = await deps.store.retryJob(held, why, dueAt, at);
  deps.record({ code: written ? "job_retried" : "job_lease_lost", ...eventOf(job), why, cause });
};

const answerAndFinish = async (deps: WorkJobsDeps, job: LeasedJob, held: Held, lost: Promise<"lost">): Promise<void> => {
  const { message } = job;
  const decide = async (): Promise<HandledMessage> =>
    deps.handleMessage(message, await deps.store.turnsBefore(message.id, jobPace.historyTurns));
  const startedAtMs = performance.now();
  const handled = await within(Promise.race([decide(), lost]), jobPace.answerTimeoutMs, "late" as const);
  if (handled === "lost") return deps.record({ code: "job_lease_lost", ...eventOf(job) });
  if (handled === "late") return giveBack(deps, job, held, "answer_too_late");
  const tookMs = Math.round(performance.now() - startedAtMs);
  deps.pass("after_draft");
  // A matter that moves is answered in the conversation in which it goes on.
  const threadKey = handled.effects.movedTo ?? message.threadKey;
  const replies = handled.reply === null ? [] : [replyFor({ ...message, threadKey }, handled.reply)];
  const intro = fitsIntro(handled.reply) ? (deps.introOf?.(message) ?? null) : null;
  const ending = { effects: handled.effects, answer: replies[0]?.text ?? null, replies, intro };
  const written = await deps.store.finishJob(held, ending, deps.at());
  if (!written) return deps.record({ code: "job_lease_lost", ...eventOf(job) });
  const { outcome, reason } = handled.reply ?? {
    outcome: "handed_over" as const,
    reason: handled.effects.opened?.reason ?? null,
  };
  const wordedBy = handled.effects.receipt?.mode ?? null;
  deps.record({ code: "job_done", ...eventOf(job), outcome, reason, wordedBy, tookMs });
  deps.done(job.message.channel);
};

const workOn = async (deps: WorkJobsDeps, job: LeasedJob, held: Held): Promise<void> => {
  if (job.attempt > jobPace.maxTries) return bury(deps, job, held, "too_many_tries");
  const lease = keepLease(
    () => deps.store.extendJob(job.jobId, held.worker, jobPace.leaseMs, deps.at()),
    jobPace.leaseMs / 3,
    (cause) => deps.record({ code: "lease_not_extended", ...eventOf(job), cause }),
  );
  try {
    await answerAndFinish(deps, job, held, lease.lost);
  } catch (cause) {
    // An outage says nothing about the message, and must not use up its tries: the slot waits, then hands back what it holds.
    if (deps.isOutage(cause)) throw cause;
    // Also when it cannot be known whether the end of the job was written: if it was, the store refuses to have it back.
    await giveBack(deps, job, held, "job_fault", cause);
  } finally {
    lease.end();
  }
};

/** Starts answering what is in the inbox, several messages at once, until told to stop. */
export const workJobs = (deps: WorkJobsDeps): RunningSlots =>
  runSlots({
    ...deps,
    workers: Array.from({ length: jobPace.concurrency }, (_, slot) => `${deps.worker}/job-${slot}`),
    pollMs: jobPace.pollMs,
    turn: async (worker) => {
      const job = await deps.store.claimJob(worker, jobPace.leaseMs, deps.at());
      if (job === null) return false;
      deps.pass("after_claim");
      await workOn(deps, job, { jobId: job.jobId, worker });
      return true;
    },
    release: (worker) => deps.store.release(worker, deps.at()),
  });
