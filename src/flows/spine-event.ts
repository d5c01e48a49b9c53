import type { Outcome, Reason } from "../domain/answer.ts";
import type { ChannelName } from "../domain/message.ts";
import type { AnswerMode } from "../domain/receipt.ts";

/** What can happen to a message on its way through the spine; closed. */
export const spineEventCodes = [
  "accepted",
  "repeat",
  "refused",
  "not_stored",
  "amended",
  "withdrawn",
  "job_done",
  "job_retried",
  "job_buried",
  "job_lease_lost",
  "lease_not_extended",
  "reply_sent",
  "reply_found",
  "reply_refused",
  "reply_postponed",
  "reply_unknown",
  "reply_buried",
  "reply_lease_lost",
  "channel_fault",
  "slot_fault",
  "not_released",
  "clock_stepped",
] as const;
export type SpineEventCode = (typeof spineEventCodes)[number];

/**
 * One step of a message, for log and metrics: ids and codes, never a member's words. `traceId` is the same from inbox to delivery.
 * `outcome` to `tookMs` come with `job_done`: what the member is told, whose words it is (null when nothing is claimed), and for how long it
 * was thought about; `waitedMs` with a delivered answer: from the message's arrival to its reply's.
 * `why` is a code, `byMs` by how much a clock was put forward (back when negative); `cause` is what was thrown.
 */
export type SpineEvent = {
  code: SpineEventCode;
  traceId: string | null;
  channel?: ChannelName;
  messageId?: string;
  replyId?: string;
  attempt?: number;
  why?: string;
  outcome?: Outcome;
  reason?: Reason | null;
  wordedBy?: AnswerMode | null;
  tookMs?: number;
  waitedMs?: number;
  byMs?: number;
  cause?: unknown;
};

/** Told of every step; must not throw. */
export type RecordSpineEvent = (event: SpineEvent) => void;
