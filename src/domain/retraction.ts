import type { OutboundReply } from "./message.ts";

const suffix = ".gone";

/** The taking back of a reply, which waits behind it in its conversation. Carries no word of it. */
export const retractionOf = (
  reply: Pick<OutboundReply, "id" | "messageId" | "channel" | "threadKey" | "replyTo" | "content"> & {
    externalRef: string | null;
  },
): OutboundReply => {
  const { id, messageId, channel, threadKey, replyTo, content, externalRef } = reply;
  const reason = content.kind === "answer" ? content.reason : null;
  return {
    id: `${id}${suffix}`,
    messageId,
    channel,
    threadKey,
    replyTo,
    text: "",
    content: { kind: "retraction", replyId: id, externalRef, reason },
  };
};

/** The reply that is taken back by the one of this id; null when that is no retraction. */
export const retractedBy = (replyId: string): string | null =>
  replyId.endsWith(suffix) ? replyId.slice(0, -suffix.length) : null;
