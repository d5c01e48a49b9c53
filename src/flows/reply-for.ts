import type { OutboundReply, StoredMessage } from "../domain/message.ts";
import type { AnswerReply } from "../domain/reply.ts";
import { replyAsText } from "./reply-text.ts";

/**
 * The one reply to a message. Its id follows from the message's, so that even two workers who both thought the job theirs could not put
 * two replies in the outbox.
 */
export const replyFor = (message: StoredMessage, content: AnswerReply): OutboundReply => ({
  id: `${message.id}.1`,
  messageId: message.id,
  channel: message.channel,
  threadKey: message.threadKey,
  replyTo: message.replyTo,
  text: replyAsText(content),
  content,
});
