import { z } from "zod";

/** Where in Slack somebody wrote, which decides where and how the reply is shown. Closed. */
export const slackSurfaces = ["dm", "assistant", "channel", "command", "shortcut"] as const;
export type SlackSurface = (typeof slackSurfaces)[number];

/**
 * Where a reply goes. `channel` is the conversation, `threadTs` the message that the reply stands under, null for none. `user` is needed for
 * what only the member may see. Kept as text in `InboundMessage.replyTo`.
 */
export const SlackPlace = z.strictObject({
  surface: z.enum(slackSurfaces),
  team: z.string().min(1),
  channel: z.string().min(1),
  user: z.string().min(1),
  threadTs: z.string().nullable(),
  /** The member's own message; null for a command, which leaves none. */
  messageTs: z.string().nullable(),
  /** Whether others read along there. */
  isShared: z.boolean(),
});
export type SlackPlace = z.infer<typeof SlackPlace>;

/** The place as it is stored. */
export const placeAsText = (place: SlackPlace): string => JSON.stringify(SlackPlace.parse(place));

/** Reads a stored place. Throws `ZodError` when it is none, which is a fault of ours. */
export const placeOfText = (stored: string): SlackPlace => SlackPlace.parse(JSON.parse(stored));

/** The conversation of a place within the channel `slack`: what is asked and answered there belongs together and keeps its order. */
export const threadKeyOf = ({ team, channel, threadTs }: Pick<SlackPlace, "team" | "channel" | "threadTs">): string =>
  `${team}:${channel}:${threadTs ?? ""}`;
