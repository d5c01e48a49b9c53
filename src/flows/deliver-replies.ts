import type { CaseNews } from "../domain/case-event.ts";
import type { PassCrashPoint } from "../domain/crash-point.ts";
import type { RepsFile } from "../domain/knowledge-config.ts";
import { longestPauseMs } from "../domain/lease-bounds.ts";
import type { LeasedReply } from "../domain/message.ts";
import type { Delivery, FoundDelivery, ReplyChannel } from "../ports/reply-channel.ts";
import type { At, SpineStore } from "../ports/spine-store.ts";
import type { Bell } from "./bell.ts";
import { handOver } from "./hand-over.ts";
import { retryDelayMs } from "./retry-delay.ts";
import { type RunningSlots, runSlots } from "./run-slots.ts";
import type { RecordSpineEvent, SpineEvent } from "./spine-event.ts";
import { within } from "./within.ts";

/*
 * The life of a reply:
 *
 *   ready -> sending     by `claimReply`: marked before anything is sent, so that a crash from here on leaves a trace of the doubt.
 *   sending -> sent      the channel says that it has it.
 *   sending -> ready     the channel refused, so nothing is out: again after a pause, or when the channel says (Retry-After).
 *   sending -> ready     the channel is leaving that conversation alone for now; this is no try.
 *   sending -> unknown   no answer, or the sender was killed: it may be out. Whoever claims it next asks the channel before sending,
 *                        and sends only when the channel says that it has nothing of that id.
 *   sending -> dead      refused for good, or tried for about an hour: a case for a rep says that the member was not told.
 *
 * Each channel has senders of its own, so that one that hangs holds up no other. Of one thread one reply is out at a time, in order; the
 * store sees to that. A claim is never sent upon late: a sender that was held up for half its lease hands the reply back, since by the time
 * the message is out somebody else might have taken it.
 */

/** What the senders of one channel need. `worker` is a name no other process has; the bell rings when replies were written. */
export type DeliverRepliesDeps = {
  store: Pick<SpineStore, "claimReply" | "replySent" | "replyFailed" | "replyPostponed" | "buryReply" | "release">;
  channel: ReplyChannel;
  reps: () => RepsFile;
  newCaseId: () => string;
  worker: string;
  bell: Bell;
  now: () => Date;
  /** The instants by which leases are given and judged (spine-clock.ts). */
  at: () => At;
  random: () => number;
  pass: PassCrashPoint;
  record: RecordSpineEvent;
};

/** The settings of the senders; times in milliseconds. Twenty tries at this pace are about an hour. */
export const deliveryPace = {
  leaseMs: 30_000,
  timeoutMs: 6000,
  maxTries: 20,
  retry: { firstMs: 2000, longestMs: 300_000 },
  longestRetryAfterMs: longestPauseMs.reply,
  pollMs: 1000,
  concurrency: 4,
};

type Held = { replyId: string; worker: string };

/** A try that did not end with a delivery; `final` when no repetition would help. */
type Failure = { code: string; mayBeOut: boolean; final: boolean; retryAfterMs: number | null };

const eventOf = (reply: LeasedReply): Pick<SpineEvent, "traceId" | "channel" | "messageId" | "replyId" | "attempt"> => ({
  traceId: reply.traceId,
  channel: reply.channel,
  messageId: reply.messageId,
  replyId: reply.id,
  attempt: reply.attempt,
});

/** Asks the channel, with an end to waiting; what it throws leaves the matter open, for it may have sent first and failed after. */
const asked = async <T extends { kind: string }>(
  deps: DeliverRepliesDeps,
  reply: LeasedReply,
  question: (timeoutMs: number) => Promise<T>,
  open: T,
): Promise<T> => {
  try {
    // The channel keeps its own time; this is for one that forgets to.
    return await within(question(deliveryPace.timeoutMs), deliveryPace.timeoutMs + 500, open);
  } catch (cause) {
    deps.record({ code: "channel_fault", ...eventOf(reply), cause });
    return open;
  }
};

const find = (deps: DeliverRepliesDeps, reply: LeasedReply): Promise<FoundDelivery> =>
  asked<FoundDelivery>(deps, reply, (timeoutMs) => deps.channel.find(reply, timeoutMs), { kind: "cannot_tell" });

const deliver = (deps: DeliverRepliesDeps, reply: LeasedReply): Promise<Delivery> =>
  asked<Delivery>(deps, reply, (timeoutMs) => deps.channel.deliver(reply, timeoutMs), { kind: "unknown", code: "no_answer" });

const noteSent = async (
  deps: DeliverRepliesDeps,
  reply: LeasedReply,
  held: Held,
  ref: string,
  code: "reply_sent" | "reply_found",
) => {
  const at = deps.at();
  const written = await deps.store.replySent(held, ref, at);
  if (!written) return deps.record({ code: "reply_lease_lost", ...eventOf(reply) });
  // A rep's reply goes back to a message of days ago, and says nothing of how fast the service is.
  const waitedMs = Math.max(0, Date.parse(at.nowAt) - Date.parse(reply.arrivedAt));
  deps.record({ code, ...eventOf(reply), ...(reply.content.kind === "answer" && { waitedMs }) });
};

/** The case that a reply belongs to: a rep's own, or the one that the reply says was opened. */
const caseOf = ({ content }: LeasedReply): string | null => {
  if (content.kind === "rep") return content.caseId;
  return content.kind === "answer" ? (content.case?.id ?? null) : null;
};

/** Ends the reply with a case: the member was not told, or perhaps not, and only a person can put that right. */
const bury = async (deps: DeliverRepliesDeps, reply: LeasedReply, held: Held, failure: Failure): Promise<void> => {
  const why =
    reply.content.kind === "retraction"
      ? `the member took their message back, and the reply to it could not be removed where it stands: ${failure.code}`
      : failure.mayBeOut
        ? `the reply may not have reached the member: ${failure.code}`
        : `the reply could not be delivered to the member: ${failure.code}`;
  const opened = handOver(
    { reps: deps.reps(), newCaseId: deps.newCaseId, now: deps.now },
    { question: reply.question, scenario: null, reason: "fault", why, routing: null, passageIds: [] },
  );
  const { code, mayBeOut } = failure;
  const caseId = caseOf(reply);
  const told: CaseNews | null =
    caseId === null ? null : { caseId, event: { kind: "reply_failed", detail: { replyId: reply.id, code, mayBeOut } } };
  const written = await deps.store.buryReply(held, code, { told, opened }, deps.at());
  deps.record({ code: written ? "reply_buried" : "reply_lease_lost", ...eventOf(reply), why: failure.code });
};

const noteFailed = async (deps: DeliverRepliesDeps, reply: LeasedReply, held: Held, failure: Failure): Promise<void> => {
  if (failure.final || reply.attempt >= deliveryPace.maxTries) return bury(deps, reply, held, failure);
  const pauseMs = Math.max(
    retryDelayMs(deliveryPace.retry, reply.attempt, deps.random),
    Math.min(failure.retryAfterMs ?? 0, deliveryPace.longestRetryAfterMs),
  );
  const at = deps.at();
  const dueAt = new Date(Date.parse(at.nowAt) + pauseMs).toISOString();
  const written = await deps.store.replyFailed(held, { code: failure.code, mayBeOut: failure.mayBeOut, dueAt }, at);
  const code = failure.mayBeOut ? "reply_unknown" : "reply_refused";
  deps.record({ code: written ? code : "reply_lease_lost", ...eventOf(reply), why: failure.code });
};

/** Puts a reply off without counting a try: its conversation is to be left alone for a while. */
const postpone = async (deps: DeliverRepliesDeps, reply: LeasedReply, held: Held, dueInMs: number): Promise<void> => {
  const at = deps.at();
  const dueAt = new Date(Date.parse(at.nowAt) + Math.min(dueInMs, deliveryPace.longestRetryAfterMs)).toISOString();
  const written = await deps.store.replyPostponed(held, { mayBeOut: false, dueAt }, at);
  deps.record({ code: written ? "reply_postponed" : "reply_lease_lost", ...eventOf(reply) });
};

/** Settles whether an earlier try arrived; null when it did not and the reply is to be sent. */
const settleDoubt = async (deps: DeliverRepliesDeps, reply: LeasedReply, held: Held): Promise<"settled" | null> => {
  const found = await find(deps, reply);
  if (found.kind === "absent") return null;
  if (found.kind === "sent") await noteSent(deps, reply, held, found.externalRef, "reply_found");
  else await noteFailed(deps, reply, held, { code: "cannot_tell", mayBeOut: true, final: false, retryAfterMs: null });
  return "settled";
};

/** Sends a claimed reply. Gives for how long the whole channel wants to be left alone, in milliseconds. */
const send = async (deps: DeliverRepliesDeps, reply: LeasedReply, held: Held, claimingSinceMs: number): Promise<number> => {
  if (reply.mayBeOut && (await settleDoubt(deps, reply, held)) === "settled") return 0;
  if (performance.now() - claimingSinceMs > deliveryPace.leaseMs / 2) {
    await noteFailed(deps, reply, held, { code: "held_up", mayBeOut: false, final: false, retryAfterMs: null });
    return 0;
  }
  const delivery = await deliver(deps, reply);
  if (delivery.kind === "sent") {
    deps.pass("after_delivery");
    await noteSent(deps, reply, held, delivery.externalRef, "reply_sent");
    return 0;
  }
  if (delivery.kind === "unknown") {
    await noteFailed(deps, reply, held, { code: delivery.code, mayBeOut: true, final: false, retryAfterMs: null });
    return 0;
  }
  if (delivery.kind === "later") {
    await postpone(deps, reply, held, delivery.dueInMs);
    return 0;
  }
  await noteFailed(deps, reply, held, { ...delivery, mayBeOut: false });
  if (delivery.pauses === "conversation") return 0;
  return Math.min(delivery.retryAfterMs ?? 0, deliveryPace.longestRetryAfterMs);
};

/** Starts delivering the replies of one channel until told to stop. */
export const deliverReplies = (deps: DeliverRepliesDeps): RunningSlots => {
  // Spans are measured on the clock that nobody can put back.
  let leftAloneUntilMs = 0;
  return runSlots({
    ...deps,
    workers: Array.from({ length: deliveryPace.concurrency }, (_, slot) => `${deps.worker}/${deps.channel.name}-${slot}`),
    pollMs: deliveryPace.pollMs,
    turn: async (worker) => {
      const claimingSinceMs = performance.now();
      if (claimingSinceMs < leftAloneUntilMs) return false;
      const reply = await deps.store.claimReply(deps.channel.name, worker, deliveryPace.leaseMs, deps.at());
      if (reply === null) return false;
      const leaveAloneMs = await send(deps, reply, { replyId: reply.id, worker }, claimingSinceMs);
      leftAloneUntilMs = Math.max(leftAloneUntilMs, performance.now() + leaveAloneMs);
      return true;
    },
    release: (worker) => deps.store.release(worker, deps.at()),
  });
};
