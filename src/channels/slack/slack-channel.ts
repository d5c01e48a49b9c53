import { z } from "zod";
import type { OutboundReply } from "../../domain/message.ts";
import type { Delivery, FoundDelivery, ReplyChannel } from "../../ports/reply-channel.ts";
import { replyPosts, type SlackPost } from "./blocks/reply-blocks.ts";
import { deliveryPlace, type PlaceToPost } from "./delivery-place.ts";
import type { Lanes } from "./lanes.ts";
import type { CallSlack, SlackResult } from "./slack-call.ts";
import { placeOfText } from "./slack-place.ts";

/** What delivering to Slack needs. `lanes` paces each conversation by itself. */
export type SlackChannelDeps = { call: CallSlack; lanes: Lanes };

/** By this name a posted message is known for ours, and for which reply it is. */
const metadataType = "noticeboard_reply";

const Posted = z.object({ ts: z.string().min(1) });
const Conversation = z.object({ channel: z.object({ id: z.string().min(1) }) });
const History = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z
        .object({ event_type: z.string(), event_payload: z.object({ reply_id: z.string(), part: z.number() }).partial() })
        .optional()
        .catch(undefined),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

const failed = (result: Exclude<SlackResult<unknown>, { kind: "done" }>): Delivery =>
  result.kind === "refused" ? { ...result, pauses: "conversation" } : { kind: "unknown", code: result.code };

/** Opens the member's direct conversation when the reply is not for everybody's eyes. */
const openPlace = async (
  call: CallSlack,
  place: PlaceToPost,
  timeoutMs: number,
): Promise<SlackResult<{ channel: string; threadTs: string | null }>> => {
  if (place.kind === "conversation") return { kind: "done", value: place };
  const opened = await call("conversations.open", { users: place.user }, timeoutMs);
  // Opening is harmless to repeat, so a lost answer leaves no doubt about the reply.
  if (opened.kind === "unknown") return { kind: "refused", code: opened.code, retryAfterMs: null, final: false };
  if (opened.kind === "refused") return opened;
  return { kind: "done", value: { channel: Conversation.parse(opened.value).channel.id, threadTs: null } };
};

/** How many messages back a reply is looked for; it was posted within the last hour or so. */
const pagesRead = 5;

/** Parts of a reply that stand in a conversation already, by part, with their instants. Null when Slack cannot be asked. */
const partsThere = async (
  call: CallSlack,
  at: { channel: string; threadTs: string | null },
  replyId: string,
  timeoutMs: number,
): Promise<Map<number, string> | null> => {
  const found = new Map<number, string>();
  let cursor: string | undefined;
  for (let page = 0; page < pagesRead; page += 1) {
    const shared = { channel: at.channel, include_all_metadata: true, limit: 100, ...(cursor !== undefined && { cursor }) };
    const read =
      at.threadTs === null
        ? await call("conversations.history", shared, timeoutMs)
        : await call("conversations.replies", { ...shared, ts: at.threadTs }, timeoutMs);
    if (read.kind !== "done") return null;
    const history = History.safeParse(read.value);
    if (!history.success) return null;
    for (const { ts, metadata } of history.data.messages) {
      const { reply_id: id, part } = metadata?.event_type === metadataType ? metadata.event_payload : {};
      if (id === replyId && part !== undefined) found.set(part, ts);
    }
    cursor = history.data.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) break;
  }
  return found;
};

const post = (
  call: CallSlack,
  at: { channel: string; threadTs: string | null },
  { text, blocks }: SlackPost,
  of: { replyId: string; part: number },
  timeoutMs: number,
) =>
  call(
    "chat.postMessage",
    {
      channel: at.channel,
      ...(at.threadTs !== null && { thread_ts: at.threadTs }),
      text,
      blocks,
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: metadataType, event_payload: { reply_id: of.replyId, part: of.part } },
    },
    timeoutMs,
  );

/** Says in the shared conversation, to the member alone, where the reply is. It carries nothing of it, and nothing is lost without it. */
const pointToDirect = async (call: CallSlack, place: PlaceToPost, timeoutMs: number): Promise<void> => {
  if (place.kind !== "direct" || place.note === null) return;
  const { channel, threadTs, text } = place.note;
  await call(
    "chat.postEphemeral",
    { channel, user: place.user, ...(threadTs !== null && { thread_ts: threadTs }), text },
    timeoutMs,
  );
};

const deliverParts = async (
  { call, lanes }: SlackChannelDeps,
  reply: OutboundReply,
  at: { channel: string; threadTs: string | null },
  timeoutMs: number,
): Promise<Delivery> => {
  const posts = replyPosts(reply.content, reply.messageId);
  // Only a reply of several messages can be half there.
  const there = posts.length === 1 ? new Map<number, string>() : await partsThere(call, at, reply.id, timeoutMs);
  if (there === null) return { kind: "refused", code: "cannot_look", retryAfterMs: null, final: false };
  let ref = there.get(0) ?? "";
  for (const [part, message] of posts.entries()) {
    if (there.has(part)) continue;
    await lanes.turn(at.channel);
    const posted = await post(call, at, message, { replyId: reply.id, part }, timeoutMs);
    if (posted.kind === "refused" && posted.retryAfterMs !== null) lanes.pause(at.channel, posted.retryAfterMs);
    if (posted.kind !== "done") return failed(posted);
    const read = Posted.safeParse(posted.value);
    if (!read.success) return { kind: "unknown", code: "unreadable_receipt" };
    if (part === 0) ref = `${at.channel}:${read.data.ts}`;
  }
  return { kind: "sent", externalRef: ref };
};

/**
 * The way out to Slack. Each posted message carries the id of its reply as metadata (https://docs.slack.dev/messaging/message-metadata), by which
 * `find` knows it again. What is not for everybody goes to the member's direct conversation, with a note to the member alone where it was asked.
 */
export const slackChannel = (deps: SlackChannelDeps): ReplyChannel => ({
  name: "slack",
  deliver: async (reply, timeoutMs) => {
    const place = deliveryPlace(placeOfText(reply.replyTo), reply.content);
    const opened = await openPlace(deps.call, place, timeoutMs);
    if (opened.kind !== "done") return failed(opened);
    const waitMs = deps.lanes.pausedForMs(opened.value.channel);
    if (waitMs > 0) return { kind: "later", dueInMs: waitMs };
    const delivered = await deliverParts(deps, reply, opened.value, timeoutMs);
    if (delivered.kind === "sent") await pointToDirect(deps.call, place, timeoutMs);
    return delivered;
  },
  find: async (reply, timeoutMs): Promise<FoundDelivery> => {
    const place = deliveryPlace(placeOfText(reply.replyTo), reply.content);
    const opened = await openPlace(deps.call, place, timeoutMs);
    if (opened.kind !== "done") return { kind: "cannot_tell" };
    const there = await partsThere(deps.call, opened.value, reply.id, timeoutMs);
    if (there === null) return { kind: "cannot_tell" };
    const ref = there.get(0);
    const isWhole = there.size >= replyPosts(reply.content, reply.messageId).length;
    return isWhole && ref !== undefined ? { kind: "sent", externalRef: `${opened.value.channel}:${ref}` } : { kind: "absent" };
  },
});
