import { isPrivateReason } from "../../domain/private-reasons.ts";
import type { ReplyContent } from "../../domain/reply.ts";
import type { SlackPlace } from "./slack-place.ts";

/**
 * Where a reply is posted: in a conversation, or in the member's direct conversation with the bot, then with a `note` for the member alone where
 * the question was asked (null where there is nobody to see it); or where it was asked, for the member's eyes alone.
 */
export type PlaceToPost =
  | { kind: "conversation"; channel: string; threadTs: string | null }
  | { kind: "direct"; user: string; note: { channel: string; threadTs: string | null; text: string } | null }
  | { kind: "ephemeral"; channel: string; threadTs: string | null; user: string };

/** Says where to look and nothing of what it is about, so that it gives nothing away over somebody's shoulder. */
const note = "I have replied to you in our direct messages.";

/** Slack shows what is for one person alone only while they are there, and keeps it nowhere: later than this it would be shown to nobody. */
const ephemeralForMs = 5 * 60_000;

const isPrivate = (content: ReplyContent): boolean =>
  content.kind === "rep" || ((content.kind === "answer" || content.kind === "retraction") && isPrivateReason(content.reason));

/**
 * Where the reply to something written at `place` belongs. A command or shortcut leaves no message to reply under, so its reply goes to the direct
 * conversation, where it can be found again; so does everything private that was written where others read along, and at `nowMs` (milliseconds
 * since 1970) whatever is too late to be shown to one person alone.
 */
export const deliveryPlace = (place: SlackPlace, content: ReplyContent, nowMs: number): PlaceToPost => {
  const { channel, threadTs, messageTs, user, surface, isShared, rule } = place;
  if (surface === "command" || surface === "shortcut") return { kind: "direct", user, note: null };
  if (isShared && isPrivate(content)) return { kind: "direct", user, note: { channel, threadTs, text: note } };
  if (rule !== "ephemeral" && rule !== "off") return { kind: "conversation", channel, threadTs };
  // A thread that does not exist yet would be opened for one note.
  const thread = threadTs === messageTs ? null : threadTs;
  if (nowMs - Number(messageTs) * 1000 < ephemeralForMs) return { kind: "ephemeral", channel, threadTs: thread, user };
  return { kind: "direct", user, note: null };
};
