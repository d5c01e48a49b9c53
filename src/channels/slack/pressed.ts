import { z } from "zod";
import { placeAsText } from "./slack-place.ts";

/** Where a button was pressed, as it is carried through a form. `threadTs`: what an answer to the press alone stands under. */
export const PressPlace = z.strictObject({
  messageId: z.string().min(1).max(200),
  channel: z.string().min(1),
  messageTs: z.string().nullable(),
  threadTs: z.string().nullable(),
});
export type PressPlace = z.infer<typeof PressPlace>;

/** A press of a button under a reply. `isForeign`: by somebody of another organisation (Slack Connect). */
export type Pressed = { user: string; triggerId: string; isForeign: boolean; place: PressPlace };

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
const Payload = z.object({
  user: z.object({ id: z.string().min(1), team_id: z.string().optional() }),
  trigger_id: z.string().min(1),
  channel: z.object({ id: z.string().min(1) }),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).optional(),
  actions: z.array(z.object({ value: z.string().min(1).max(200) })).min(1),
});

/** Reads the body of a press; null when it is none of ours. `team`: our workspace. */
export const readPress = (team: string, body: unknown): Pressed | null => {
  const read = Payload.safeParse(body);
  if (!read.success) return null;
  const { user, trigger_id: triggerId, channel, message, actions } = read.data;
  return {
    user: user.id,
    triggerId,
    isForeign: user.team_id !== undefined && user.team_id !== team,
    place: {
      messageId: actions[0]!.value,
      channel: channel.id,
      messageTs: message?.ts ?? null,
      threadTs: message?.thread_ts ?? null,
    },
  };
};

/** Whether others read along where it was pressed. */
export const isShared = ({ channel }: Pick<PressPlace, "channel">): boolean => !channel.startsWith("D");

/** Where whoever pressed is replied to, alone: there when it is their direct conversation, else as for a command. */
export const replyToPresser = (team: string, user: string, { channel, messageTs, threadTs }: PressPlace): string =>
  isShared({ channel })
    ? placeAsText({ surface: "command", team, channel, user, threadTs: null, messageTs: null, isShared: true })
    : placeAsText({ surface: threadTs === null ? "dm" : "assistant", team, channel, user, threadTs, messageTs, isShared: false });
