import { outcomes, reasons } from "../domain/answer.ts";
import { channelNames } from "../domain/message.ts";
import type { Meter } from "../ports/meter.ts";
import { type RecordSpineEvent, type SpineEventCode, spineEventCodes } from "./spine-event.ts";

const messageResults = ["accepted", "repeat", "refused", "not_stored"] as const;
const deliveryResults = { reply_sent: "sent", reply_found: "found", reply_refused: "refused", reply_unknown: "unknown" } as const;
const wordedBy = ["extractive", "model"] as const;

/** From an answer by rule to one that a slow model words. */
const answerBucketsSeconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 60, 120];
/** Up to the hour after which a delivery is given up. */
const delayBucketsSeconds = [0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 900, 3600];

const isOneOf = <T extends string>(codes: readonly T[], code: string): code is T => (codes as readonly string[]).includes(code);

/** Counts what happens on the spine. Gives what is to be told of every event. */
export const countSpine = (meter: Pick<Meter, "counter" | "histogram">): RecordSpineEvent => {
  const events = meter.counter({
    name: "noticeboard_spine_events_total",
    says: "Everything that happened to messages and replies, by code",
    labels: { code: spineEventCodes },
  });
  const messages = meter.counter({
    name: "noticeboard_messages_total",
    says: "Messages that came in",
    labels: { channel: channelNames, result: messageResults },
  });
  const answers = meter.counter({
    name: "noticeboard_answers_total",
    says: "Messages that were answered or handed over",
    labels: { outcome: outcomes, reason: reasons, worded_by: wordedBy },
  });
  const answerSeconds = meter.histogram({
    name: "noticeboard_answer_seconds",
    says: "How long deciding an answer took",
    labels: { worded_by: wordedBy },
    bucketsSeconds: answerBucketsSeconds,
  });
  const deliveries = meter.counter({
    name: "noticeboard_deliveries_total",
    says: "Tries to deliver a reply; found: an earlier try turned out to have arrived",
    labels: { channel: channelNames, result: Object.values(deliveryResults) },
  });
  const delaySeconds = meter.histogram({
    name: "noticeboard_reply_delay_seconds",
    says: "From a message's arrival to the delivery of its answer",
    labels: { channel: channelNames },
    bucketsSeconds: delayBucketsSeconds,
  });
  const deadLetters = meter.counter({
    name: "noticeboard_dead_letters_total",
    says: "Messages that could not be answered, and replies that could not be delivered; a rep has a case of each",
    labels: { kind: ["message", "reply"] },
  });
  const dead: Partial<Record<SpineEventCode, string>> = { job_buried: "message", reply_buried: "reply" };
  return (event) => {
    const { code, channel } = event;
    events({ code });
    if (isOneOf(messageResults, code)) messages({ channel, result: code });
    if (code in dead) deadLetters({ kind: dead[code] });
    if (code in deliveryResults) deliveries({ channel, result: deliveryResults[code as keyof typeof deliveryResults] });
    if (event.waitedMs !== undefined) delaySeconds({ channel }, event.waitedMs / 1000);
    if (code !== "job_done") return;
    answers({ outcome: event.outcome, reason: event.reason, worded_by: event.wordedBy });
    answerSeconds({ worded_by: event.wordedBy }, (event.tookMs ?? 0) / 1000);
  };
};
