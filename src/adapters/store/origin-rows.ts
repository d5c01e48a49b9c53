import type { ChannelName, Origin } from "../../domain/message.ts";
import type { Schema } from "./schema.ts";

/** The columns of `inbox` that say where a matter came from. */
export const originColumns = ["inbox.id", "inbox.channel", "inbox.thread_key", "inbox.member_key", "inbox.reply_to"] as const;

/** The origin in a row of `originColumns`. */
export const originOf = (row: Pick<Schema["inbox"], "id" | "channel" | "thread_key" | "member_key" | "reply_to">): Origin => ({
  messageId: row.id,
  channel: row.channel as ChannelName,
  threadKey: row.thread_key,
  memberKey: row.member_key,
  replyTo: row.reply_to,
});
