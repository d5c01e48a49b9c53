import { z } from "zod";

/** Where in Slack somebody wrote, which decides where and how the reply is shown. Closed. */
const slackSurfaces = ["dm", "assistant", "channel", "command", "shortcut"] as const;

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
  /** What the union chose for that channel (`knowledge/slack.yaml`); answers there are for all to see when it is left out. */
  rule: z.enum(["ephemeral", "off"]).optional(),
  /** Whose words were put to Noticeboard, when not the asker's own: a bot's, or another person's. */
  wordsOf: z.enum(["bot", "another"]).optional(),
  /** Approved wording is all that this gets: it was told to keep out of a conversation. */
  told: z.literal("keep_out").optional(),
});
export type SlackPlace = z.infer<typeof SlackPlace>;

/** The place as it is stored. */
export const placeAsText = (place: SlackPlace): string => JSON.stringify(SlackPlace.parse(place));

/** Reads a stored place. Throws `ZodError` when it is none, which is a fault of ours. */
export const placeOfText = (stored: string): SlackPlace => SlackPlace.parse(JSON.parse(stored));

/**
 * The conversation of a place within the channel `slack`: what is asked and answered there belongs together and keeps its order. Direct messages,
 * commands and shortcuts of one member are one conversation, since all of them are answered there; Slack names its channel only when asked.
 */
export const threadKeyOf = ({
  surface,
  team,
  channel,
  user,
  threadTs,
}: Pick<SlackPlace, "surface" | "team" | "channel" | "user" | "threadTs">): string =>
  surface === "channel" || surface === "assistant" ? `${team}:${channel}:${threadTs ?? ""}` : directKeyOf({ team, user });

/** A member's direct conversation with the bot. */
export const directKeyOf = ({ team, user }: Pick<SlackPlace, "team" | "user">): string => `${team}:@${user}`;
