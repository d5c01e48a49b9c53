import type { CaseNews } from "../domain/case-event.ts";
import type { CaseToOpen, Effects } from "../domain/effects.ts";
import type { ChannelName, InboundMessage, LeasedJob, LeasedReply, Origin, OutboundReply } from "../domain/message.ts";
import type { Turn } from "../domain/question.ts";

/**
 * Instants are ISO 8601 in UTC and come from the caller's clock; leases are compared with the same clock. `clockStepped`: it was put forward
 * or back less than a lease ago, so that it cannot be told whose lease has ended. Nothing is taken over then, and who holds something
 * holds it still.
 */
export type At = { nowAt: string; clockStepped?: boolean };

/**
 * What ends a job. `intro` are the words of a first contact: they go with the first reply when the member was never told them, which is noted in
 * the same transaction; without a reply they keep.
 */
export type JobEnd = { effects: Effects; answer: string | null; replies: OutboundReply[]; intro?: string | null };

/**
 * What became of new words for a message. `amended`: it had not been answered, and will be in its new form. `accepted`: it had been, and the new
 * form is a message of its own. `unchanged`: no word of it differs, it is an older form, or the message was taken back. `unknown`: nothing is
 * kept under that id for that member.
 */
export type Amended = "amended" | "accepted" | "unchanged" | "repeat" | "unknown";

/** What became of taking a message back. `kept_for_case`: it, or a form of it, is a rep's matter by now. */
export type Withdrawn = "withdrawn" | "kept_for_case" | "unknown";

/**
 * Inbox, jobs and outbox of all channels. Every function is one transaction. Of two workers that want the same thing one gets it, in one
 * process, two, or on two machines. Due times and leases that lie further ahead than any is ever set (`lease-bounds.ts`) come from a clock
 * that was put back since: they count as past. What was never tried is due at once, whatever its due time.
 */
export type SpineStore = {
  /** Stores a message with its job. `repeat` when the channel's id was seen in the last 30 days: then nothing is written. */
  accept(message: InboundMessage, ids: { id: string; jobId: string; traceId: string }, at: At): Promise<"accepted" | "repeat">;
  /** Gives the message that came under the id `of` new words; `message` comes under an id of its own, the same for the same edit. */
  amend(of: string, message: InboundMessage, ids: { id: string; jobId: string; traceId: string }, at: At): Promise<Amended>;
  /**
   * Takes a message back with all its forms: what is not answered never will be; what is answered loses its words, its receipt and its replies,
   * which the channel is told to remove, unless a rep has the matter.
   */
  withdraw(channel: ChannelName, externalId: string, at: At): Promise<Withdrawn>;
  /**
   * Leases the oldest job that is due, whose lease has ended or was never given, and in whose thread no earlier message is unfinished. Null
   * when there is none.
   */
  claimJob(worker: string, leaseMs: number, at: At): Promise<LeasedJob | null>;
  /** False when the lease was lost: the worker must stop, and write nothing. */
  extendJob(jobId: string, worker: string, leaseMs: number, at: At): Promise<boolean>;
  /** Ends a job with all its effects and replies, or writes nothing and gives false when the lease was lost. */
  finishJob(held: { jobId: string; worker: string }, done: JobEnd, at: At): Promise<boolean>;
  /** Gives a failed job back for later, with a code; false when the lease was lost. */
  retryJob(held: { jobId: string; worker: string }, code: string, dueAt: string, at: At): Promise<boolean>;
  /** Ends a job that failed too often, with the case and reply that tell a rep and the member so. */
  buryJob(held: { jobId: string; worker: string }, code: string, done: JobEnd, at: At): Promise<boolean>;
  /** Hands back everything that a worker holds, at a graceful stop, with the try that it took. Replies being sent become unknown. */
  release(worker: string, at: At): Promise<void>;
  /**
   * Puts a reply in the outbox that does not end a job, such as a rep's own, behind what waits there for its thread. `repeat` when there is
   * one of its id already, `message_gone` when the message that it replies to is no longer kept: nothing is written then.
   */
  enqueue(reply: OutboundReply, at: At): Promise<"queued" | "repeat" | "message_gone">;
  /**
   * Leases the channel's oldest reply that is due and first of its thread (`sent` and `dead` ones no longer count), and marks it as being
   * sent. A reply whose sender's lease ended may be out. By channel, so that a slow one holds up no other, and so that nobody takes what
   * they cannot send.
   */
  claimReply(channel: ChannelName, worker: string, leaseMs: number, at: At): Promise<LeasedReply | null>;
  replySent(held: { replyId: string; worker: string }, externalRef: string, at: At): Promise<boolean>;
  /** `mayBeOut`: the channel must be asked before the next try. */
  replyFailed(
    held: { replyId: string; worker: string },
    failure: { code: string; mayBeOut: boolean; dueAt: string },
    at: At,
  ): Promise<boolean>;
  /** Puts a reply off without a try, because its conversation is to be left alone; it is then as it was before the claim. */
  replyPostponed(held: { replyId: string; worker: string }, to: { mayBeOut: boolean; dueAt: string }, at: At): Promise<boolean>;
  /**
   * Ends a reply that cannot be delivered; its thread goes on. The case that it belongs to is told; where there is none, or no more, one is
   * opened in which a rep takes it up. False when the lease was lost.
   */
  buryReply(
    held: { replyId: string; worker: string },
    code: string,
    ending: { told: CaseNews | null; opened: CaseToOpen },
    at: At,
  ): Promise<boolean>;
  /** The newest message of a member's conversation that is still kept, to which a reply goes; null when there is none. */
  latestOf(conversation: Pick<Origin, "channel" | "threadKey" | "memberKey">): Promise<Origin | null>;
  /** The earlier turns of a thread before a message, oldest first, at most `limit`. */
  turnsBefore(messageId: string, limit: number): Promise<Turn[]>;
  /** Counts for health, metrics and tests: jobs and replies by state, age of the oldest due job in milliseconds. */
  counts(at: At): Promise<{ jobs: Record<string, number>; replies: Record<string, number>; oldestDueMs: number }>;
};
