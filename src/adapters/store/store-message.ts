import type { InboundMessage } from "../../domain/message.ts";
import { seenDigest } from "./seen-digest.ts";
import type { Tables } from "./tables.ts";

/** For so long a vendor may send the same message again and have it known for a repeat. */
const repeatDays = 30;

const shifted = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

/** Notes that a vendor's id was seen, as that of message `id`; false when it was seen before. */
export const markSeen = async (
  inside: Tables,
  { channel, externalId }: Pick<InboundMessage, "channel" | "externalId">,
  id: string,
  nowAt: string,
): Promise<boolean> => {
  const repeatsSince = shifted(nowAt, -repeatDays * 86_400_000);
  const erased = await inside
    .selectFrom("seen_messages")
    .select("arrived_at")
    .where("channel", "=", channel)
    .where("external_id", "=", seenDigest(channel, externalId))
    .where("arrived_at", ">", repeatsSince)
    .executeTakeFirst();
  if (erased !== undefined) return false;
  // One statement decides between repeats that come at the same moment, on two machines as well.
  const seen = await inside
    .insertInto("seen_messages")
    .values({ channel, external_id: externalId, message_id: id, arrived_at: nowAt })
    .onConflict((conflict) =>
      conflict
        .columns(["channel", "external_id"])
        .doUpdateSet({ message_id: id, arrived_at: nowAt })
        .where("seen_messages.arrived_at", "<=", repeatsSince),
    )
    .executeTakeFirstOrThrow();
  return seen.numInsertedOrUpdatedRows === 1n;
};

/** Stores a message with its member and its job. `formOf`: the message whose words it puts anew, null for none. */
export const storeMessage = async (
  inside: Tables,
  message: InboundMessage,
  { id, jobId, traceId }: { id: string; jobId: string; traceId: string },
  formOf: string | null,
  nowAt: string,
): Promise<void> => {
  const { channel, externalId, threadKey, memberKey, replyTo, text, sentAt } = message;
  const { position } = await inside
    .insertInto("inbox")
    .values({
      id,
      channel,
      external_id: externalId,
      thread_key: threadKey,
      member_key: memberKey,
      reply_to: replyTo,
      text,
      sent_at: sentAt,
      arrived_at: nowAt,
      trace_id: traceId,
      answer: null,
      form_of: formOf,
    })
    .returning("position")
    .executeTakeFirstOrThrow();
  await inside
    .insertInto("members")
    .values({ key: memberKey, channel, first_seen_at: nowAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const job = { id: jobId, position, state: "ready" as const, attempt: 0, due_at: nowAt, code: null };
  await inside
    .insertInto("jobs")
    .values({ ...job, leased_by: null, leased_until_at: null })
    .execute();
};
