import type { Reason } from "../../domain/answer.ts";
import type { ReplyContent } from "../../domain/reply.ts";
import type { SlackPlace } from "./slack-place.ts";

/**
 * Where a reply is posted: in a conversation, or in the member's direct conversation with the bot, then with a `note` for the member alone where
 * the question was asked (null where there is nobody to see it).
 */
export type PlaceToPost =
  | { kind: "conversation"; channel: string; threadTs: string | null }
  | { kind: "direct"; user: string; note: { channel: string; threadTs: string | null; text: string } | null };

/** What is about the member alone, and must not be seen by others. */
const private_: ReadonlySet<Reason> = new Set(["personal_matter", "deadline", "crisis", "fault", "abuse"]);

/** Says where to look and nothing of what it is about, so that it gives nothing away over somebody's shoulder. */
const note = "I have replied to you in our direct messages.";

const isPrivate = (content: ReplyContent): boolean =>
  content.kind === "rep" || (content.kind === "answer" && content.reason !== null && private_.has(content.reason));

/**
 * Where the reply to something written at `place` belongs. A command or shortcut leaves no message to reply under, so its reply goes to the direct
 * conversation, where it can be found again; so does everything private that was written where others read along.
 */
export const deliveryPlace = (place: SlackPlace, content: ReplyContent): PlaceToPost => {
  const { channel, threadTs, user, surface, isShared } = place;
  if (surface === "command" || surface === "shortcut") return { kind: "direct", user, note: null };
  if (isShared && isPrivate(content)) return { kind: "direct", user, note: { channel, threadTs, text: note } };
  return { kind: "conversation", channel, threadTs };
};
