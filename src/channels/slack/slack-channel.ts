import { z } from "zod";
import type { OutboundReply } from "../../domain/message.ts";
import type { SaidContent } from "../../domain/reply.ts";
import type { Delivery, FoundDelivery, ReplyChannel } from "../../ports/reply-channel.ts";
import { replyPosts, type SlackPost } from "./blocks/reply-blocks.ts";
import { deliveryPlace, type PlaceToPost } from "./delivery-place.ts";
import type { Lanes } from "./lanes.ts";
import { metadataType, partsThere } from "./posted-parts.ts";
import { retract } from "./retract.ts";
import type { CallSlack, SlackResult } from "./slack-call.ts";
import { placeOfText } from "./slack-place.ts";
import type { Finished } from "./streams/finish-stream.ts";
import type { SlackStreams } from "./streams/slack-streams.ts";
import type { WorkingStatus } from "./working-status.ts";

/** What delivering to Slack needs. `lanes` paces each conversation by itself; `nowMs` is the clock, milliseconds since 1970. */
export type SlackChannelDeps = {
  call: CallSlack;
  lanes: Lanes;
  nowMs?: () => number;
  streams?: Pick<SlackStreams, "finish">;
  status?: Pick<WorkingStatus, "end">;
};

const Posted = z.union([
  z.object({ ts: z.string().min(1) }),
  z.object({ message_ts: z.string().min(1) }).transform(({ message_ts: ts }) => ({ ts })),
]);
const Conversation = z.object({ channel: z.object({ id: z.string().min(1) }) });
const failed = (result: Exclude<SlackResult<unknown>, { kind: "done" }>): Delivery =>
  result.kind === "refused" ? { ...result, pauses: "conversation" } : { kind: "unknown", code: result.code };

/** Opens the member's direct conversation when the reply is not for everybody's eyes. */
const openPlace = async (
  call: CallSlack,
  place: PlaceToPost,
  timeoutMs: number,
): Promise<SlackResult<{ channel: string; threadTs: string | null }>> => {
  if (place.kind !== "direct") return { kind: "done", value: place };
  const opened = await call("conversations.open", { users: place.user }, timeoutMs);
  // Opening is harmless to repeat, so a lost answer leaves no doubt about the reply.
  if (opened.kind === "unknown") return { kind: "refused", code: opened.code, retryAfterMs: null, final: false };
  if (opened.kind === "refused") return opened;
  return { kind: "done", value: { channel: Conversation.parse(opened.value).channel.id, threadTs: null } };
};

type At = { channel: string; threadTs: string | null; ephemeralTo: string | null };

const metadataOf = ({ replyId, part }: { replyId: string; part: number }) => ({
  event_type: metadataType,
  event_payload: { reply_id: replyId, part },
});

const none = { kind: "none" } as const;

/** Claims may have been streamed into a thread of the direct conversation; the reply then takes the place of that message. */
const inPlaceOfStream = async (
  streams: SlackChannelDeps["streams"],
  { channel, threadTs, ephemeralTo }: At,
  message: SlackPost,
  replyId: string,
  timeoutMs: number,
): Promise<Finished> => {
  if (streams === undefined || threadTs === null || ephemeralTo !== null || !channel.startsWith("D")) return none;
  return streams.finish({ channel, threadTs }, message, metadataOf({ replyId, part: 0 }), timeoutMs);
};

const post = (call: CallSlack, at: At, { text, blocks }: SlackPost, of: { replyId: string; part: number }, timeoutMs: number) =>
  call(
    at.ephemeralTo === null ? "chat.postMessage" : "chat.postEphemeral",
    {
      channel: at.channel,
      ...(at.ephemeralTo !== null && { user: at.ephemeralTo }),
      ...(at.threadTs !== null && { thread_ts: at.threadTs }),
      text,
      blocks,
      unfurl_links: false,
      unfurl_media: false,
      ...(at.ephemeralTo === null && { metadata: metadataOf(of) }),
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
  { call, lanes, streams }: SlackChannelDeps,
  { id, messageId, content }: Pick<OutboundReply, "id" | "messageId"> & { content: SaidContent },
  at: At,
  timeoutMs: number,
): Promise<Delivery> => {
  const posts = replyPosts(content, messageId);
  // Only a reply of several messages can be half there; what one person alone was shown cannot be looked for.
  const there =
    posts.length === 1 || at.ephemeralTo !== null ? new Map<number, string>() : await partsThere(call, at, id, timeoutMs);
  if (there === null) return { kind: "refused", code: "cannot_look", retryAfterMs: null, final: false };
  let ref = there.has(0) ? `${at.channel}:${there.get(0)}` : "";
  for (const [part, message] of posts.entries()) {
    if (there.has(part)) continue;
    const begun = part === 0 ? await inPlaceOfStream(streams, at, message, id, timeoutMs) : none;
    if (begun.kind === "none") await lanes.turn(at.channel);
    const posted = begun.kind === "none" ? await post(call, at, message, { replyId: id, part }, timeoutMs) : begun;
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
export const slackChannel = (deps: SlackChannelDeps): ReplyChannel => {
  const placeOf = ({ replyTo, content }: OutboundReply): PlaceToPost =>
    deliveryPlace(placeOfText(replyTo), content, (deps.nowMs ?? Date.now)());
  return {
    name: "slack",
    deliver: async (reply, timeoutMs) => {
      const place = placeOf(reply);
      const opened = await openPlace(deps.call, place, timeoutMs);
      if (opened.kind !== "done") return failed(opened);
      const { content } = reply;
      const waitMs = deps.lanes.pausedForMs(opened.value.channel);
      if (waitMs > 0) return { kind: "later", dueInMs: waitMs };
      if (content.kind === "retraction") {
        const retracted = await retract(deps.call, content, opened.value, timeoutMs);
        return retracted.kind === "done" ? { kind: "sent", externalRef: retracted.value } : failed(retracted);
      }
      const at = { ...opened.value, ephemeralTo: place.kind === "ephemeral" ? place.user : null };
      const delivered = await deliverParts(deps, { ...reply, content }, at, timeoutMs);
      if (delivered.kind === "sent") {
        const asked = placeOfText(reply.replyTo);
        // A reply in that thread ends it.
        if (place.kind !== "conversation" || asked.surface === "dm") deps.status?.end(asked);
        await pointToDirect(deps.call, place, timeoutMs);
      }
      return delivered;
    },
    find: async ({ content, ...reply }, timeoutMs): Promise<FoundDelivery> => {
      // To remove again what is gone does no harm.
      if (content.kind === "retraction") return { kind: "absent" };
      const place = placeOf({ ...reply, content });
      // Slack keeps it nowhere. To be told twice is better than never, and nobody else sees it.
      if (place.kind === "ephemeral") return { kind: "absent" };
      const opened = await openPlace(deps.call, place, timeoutMs);
      if (opened.kind !== "done") return { kind: "cannot_tell" };
      const there = await partsThere(deps.call, opened.value, reply.id, timeoutMs);
      if (there === null) return { kind: "cannot_tell" };
      const ref = there.get(0);
      const isWhole = there.size >= replyPosts(content, reply.messageId).length;
      return isWhole && ref !== undefined ? { kind: "sent", externalRef: `${opened.value.channel}:${ref}` } : { kind: "absent" };
    },
  };
};
