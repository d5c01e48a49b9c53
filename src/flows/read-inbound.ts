import { z } from "zod";
import { cleanText } from "../domain/clean-text.ts";
import { channelNames, type InboundMessage } from "../domain/message.ts";
import type { RecordSpineEvent } from "./spine-event.ts";

/** Far above what is read as a question, so that a long one reaches a rep whole; below what would strain the store. */
const maxTextCharacters = 200_000;

// A key goes into indexes, and PostgreSQL takes no zero byte; what vendors send as ids is short and printable.
const Key = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^\P{Cc}*$/u);

const Inbound = z.strictObject({
  channel: z.enum(channelNames),
  externalId: Key(1000),
  threadKey: Key(1000),
  memberKey: Key(200),
  replyTo: Key(4000),
  text: z.string().max(maxTextCharacters),
  sentAt: z.iso.datetime({ offset: true }),
});

/** A message sent "later than now" comes from a wrong clock, and would give its Mondays the wrong dates. */
const notAfter = (sentAt: string, now: Date): string =>
  new Date(Math.min(new Date(sentAt).getTime(), now.getTime())).toISOString();

/** What a channel took in, in its form and without hidden characters; `refused` is recorded, and names the field that is out of form. */
export const readInbound = (
  deps: { now: () => Date; record: RecordSpineEvent },
  message: InboundMessage,
): { kind: "read"; message: InboundMessage } | { kind: "refused"; field: string } => {
  const read = Inbound.safeParse(message);
  if (read.success) {
    const { text, sentAt } = read.data;
    return { kind: "read", message: { ...read.data, text: cleanText(text).text, sentAt: notAfter(sentAt, deps.now()) } };
  }
  const field = String(read.error.issues[0]?.path[0] ?? "message");
  // A foreign channel's name is no part of our log.
  const known = channelNames.find((name) => name === message.channel);
  deps.record({ code: "refused", traceId: null, ...(known && { channel: known }), why: field });
  return { kind: "refused", field };
};
