import { z } from "zod";
import { cleanText } from "../domain/clean-text.ts";
import type { PassCrashPoint } from "../domain/crash-point.ts";
import { channelNames, type InboundMessage } from "../domain/message.ts";
import type { SpineStore } from "../ports/spine-store.ts";
import type { RecordSpineEvent } from "./spine-event.ts";

/** What taking a message in needs. `wake` tells the worker of this process that there is work. */
export type AcceptMessageDeps = {
  store: Pick<SpineStore, "accept">;
  newId: () => string;
  now: () => Date;
  wake: () => void;
  pass: PassCrashPoint;
  record: RecordSpineEvent;
};

/** What became of a message. `refused` is for what no repetition would mend; `field` names what is out of form. */
export type Accepted = { kind: "accepted"; messageId: string } | { kind: "repeat" } | { kind: "refused"; field: string };

/** A message that is not on disk. It must not be acknowledged: whoever sent it must send it again. */
export class NotStored extends Error {
  readonly code = "not_stored";
}

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

/**
 * Takes a member's message in: checks its form, takes out hidden characters, and stores it with its job. A channel acknowledges to its
 * vendor only what came back from here. Throws `NotStored` when the store fails, with the cause.
 */
export const acceptMessage = async (deps: AcceptMessageDeps, message: InboundMessage): Promise<Accepted> => {
  const read = Inbound.safeParse(message);
  if (!read.success) {
    const field = String(read.error.issues[0]?.path[0] ?? "message");
    // A foreign channel's name is no part of our log.
    const known = channelNames.find((name) => name === message.channel);
    deps.record({ code: "refused", traceId: null, ...(known && { channel: known }), why: field });
    return { kind: "refused", field };
  }
  const now = deps.now();
  const cleaned = { ...read.data, text: cleanText(read.data.text).text, sentAt: notAfter(read.data.sentAt, now) };
  const { channel } = read.data;
  const ids = { id: deps.newId(), jobId: deps.newId(), traceId: deps.newId() };
  const stored = await deps.store.accept(cleaned, ids, { nowAt: now.toISOString() }).catch((cause: unknown) => {
    deps.record({ code: "not_stored", traceId: ids.traceId, channel, cause });
    throw new NotStored("the message could not be stored", { cause });
  });
  deps.pass("after_store");
  if (stored === "repeat") {
    deps.record({ code: "repeat", traceId: null, channel });
    return { kind: "repeat" };
  }
  deps.record({ code: "accepted", traceId: ids.traceId, channel, messageId: ids.id });
  deps.wake();
  return { kind: "accepted", messageId: ids.id };
};
