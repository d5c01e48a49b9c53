import { z } from "zod";
import { type SlackPlace, threadKeyOf } from "./slack-place.ts";
import { mentions, mentionsOthers, plainTextOf } from "./slack-text.ts";

/** Who the bot is in this workspace, as `auth.test` says. */
export type SlackIdentity = { team: string; botUserId: string; botId: string | null };

/** A member's words with all that is needed to take them in. `speaksToOthers`: it names somebody else, so it may not be for the bot. */
export type SlackMessage = {
  externalId: string;
  threadKey: string;
  place: SlackPlace;
  text: string;
  sentAt: string;
  addressed: "yes" | "in_thread";
  speaksToOthers: boolean;
  /** Names of attached files; their contents are not read. */
  files: string[];
  /** Written by somebody of another organisation (Slack Connect). */
  isForeign: boolean;
};

/** Why an event is none of ours; closed. */
export type Ignored =
  | "not_an_event"
  | "other_event"
  | "bot"
  | "own"
  | "service"
  | "unknown_subtype"
  | "not_addressed"
  | "malformed";

/** What an event means for Noticeboard. */
export type SlackNews =
  | { kind: "message"; message: SlackMessage }
  | { kind: "edited"; externalId: string; editTs: string; message: SlackMessage }
  | { kind: "deleted"; externalId: string }
  | { kind: "home_opened"; user: string }
  | { kind: "assistant_opened"; place: Pick<SlackPlace, "team" | "channel" | "user" | "threadTs"> }
  | { kind: "ignored"; why: Ignored };

/** Slack's instants are seconds with six digits after the point, unique within a conversation. */
const Ts = z.string().regex(/^\d{1,12}\.\d{1,9}$/);

const Message = z.object({
  type: z.enum(["message", "app_mention"]),
  subtype: z.string().optional(),
  user: z.string().min(1).optional(),
  bot_id: z.string().optional(),
  text: z.string().default(""),
  ts: Ts,
  thread_ts: Ts.optional(),
  channel: z.string().min(1),
  channel_type: z.string().optional(),
  hidden: z.boolean().optional(),
  files: z.array(z.object({ name: z.string().nullish() })).optional(),
  user_team: z.string().optional(),
  source_team: z.string().optional(),
  assistant_thread: z.unknown().optional(),
  edited: z.object({ ts: Ts }).optional().catch(undefined),
});
type Message = z.infer<typeof Message>;

const Changed = z.object({
  subtype: z.literal("message_changed"),
  channel: z.string().min(1),
  channel_type: z.string().optional(),
  ts: Ts.optional().catch(undefined),
  message: z.record(z.string(), z.unknown()),
  previous_message: z.object({ text: z.string().optional() }).optional(),
});
const Deleted = z.object({
  subtype: z.literal("message_deleted"),
  channel: z.string().min(1),
  deleted_ts: Ts,
  previous_message: z.object({ bot_id: z.string().optional(), user: z.string().optional(), thread_ts: Ts.optional() }).optional(),
});
const HomeOpened = z.object({ type: z.literal("app_home_opened"), user: z.string().min(1), tab: z.string().optional() });
const AssistantOpened = z.object({
  type: z.enum(["assistant_thread_started", "assistant_thread_context_changed"]),
  assistant_thread: z.object({ user_id: z.string().min(1), channel_id: z.string().min(1), thread_ts: Ts }),
});
const Callback = z.object({
  type: z.literal("event_callback"),
  team_id: z.string().min(1),
  event: z.record(z.string(), z.unknown()),
});

/** Messages that people write; every other subtype is a notice of Slack's own, such as a join. */
const writtenByPeople = new Set(["file_share", "thread_broadcast", "me_message"]);

const ignored = (why: Ignored): SlackNews => ({ kind: "ignored", why });

const idOf = (team: string, channel: string, ts: string): string => `${team}:${channel}:${ts}`;

const writtenBy = (identity: SlackIdentity, { user, bot_id: bot, subtype }: Message): Ignored | null => {
  if (user === identity.botUserId || (bot !== undefined && bot === identity.botId)) return "own";
  if (bot !== undefined || subtype === "bot_message") return "bot";
  if (user === undefined || user === "USLACKBOT") return "service";
  return null;
};

const isDirect = (channelType: string | undefined, channel: string): boolean =>
  channelType === "im" || (channelType === undefined && channel.startsWith("D"));

const messageOf = (identity: SlackIdentity, team: string, event: Message): SlackMessage | Ignored => {
  const notPeople = writtenBy(identity, event);
  if (notPeople !== null) return notPeople;
  if (event.hidden || (event.subtype !== undefined && !writtenByPeople.has(event.subtype))) return "unknown_subtype";
  const direct = isDirect(event.channel_type, event.channel);
  const inThread = event.thread_ts !== undefined && event.thread_ts !== event.ts;
  const byName = event.type === "app_mention" || mentions(event.text, identity.botUserId);
  if (!direct && !byName && !inThread) return "not_addressed";
  // In a direct conversation replies run on below each other; elsewhere each question has a thread, so that nobody else is disturbed.
  const threadTs = direct ? (event.thread_ts ?? null) : (event.thread_ts ?? event.ts);
  const place: SlackPlace = {
    surface: direct ? (event.thread_ts === undefined ? "dm" : "assistant") : "channel",
    team,
    channel: event.channel,
    user: event.user!,
    threadTs,
    messageTs: event.ts,
    isShared: !direct,
  };
  const home = event.user_team ?? event.source_team;
  return {
    // A mention comes as two events of different ids; place and time are those of the message itself.
    externalId: idOf(team, event.channel, event.ts),
    threadKey: threadKeyOf(place),
    place,
    text: plainTextOf(event.text, identity.botUserId),
    sentAt: new Date(Number(event.ts) * 1000).toISOString(),
    addressed: direct || byName ? "yes" : "in_thread",
    speaksToOthers: mentionsOthers(event.text, identity.botUserId),
    files: (event.files ?? []).map(({ name }) => name ?? "a file"),
    isForeign: home !== undefined && home !== team,
  };
};

const editOf = (identity: SlackIdentity, team: string, event: z.infer<typeof Changed>): SlackNews => {
  const after = Message.safeParse({
    type: "message",
    ...event.message,
    channel: event.channel,
    channel_type: event.channel_type,
  });
  if (!after.success) return ignored("malformed");
  // A thread's first message that is deleted stays as a headstone.
  if (after.data.subtype === "tombstone") {
    return { kind: "deleted", externalId: idOf(team, event.channel, after.data.ts) };
  }
  // Slack reports its own unfurling of a link as a change too.
  if (event.previous_message?.text === after.data.text) return ignored("other_event");
  const message = messageOf(identity, team, after.data);
  if (typeof message === "string") return ignored(message);
  const editTs = after.data.edited?.ts ?? event.ts ?? message.place.messageTs!;
  return { kind: "edited", externalId: message.externalId, editTs, message };
};

const readMessage = (identity: SlackIdentity, team: string, event: Record<string, unknown>): SlackNews => {
  const changed = Changed.safeParse(event);
  if (changed.success) return editOf(identity, team, changed.data);
  const deleted = Deleted.safeParse(event);
  if (deleted.success) {
    const { channel, deleted_ts: ts, previous_message: before } = deleted.data;
    if (before?.bot_id !== undefined || before?.user === identity.botUserId) return ignored("bot");
    return { kind: "deleted", externalId: idOf(team, channel, ts) };
  }
  const read = Message.safeParse(event);
  if (!read.success) return ignored("malformed");
  const message = messageOf(identity, team, read.data);
  return typeof message === "string" ? ignored(message) : { kind: "message", message };
};

/** Reads the body of an event of Slack's Events API (https://docs.slack.dev/apis/events-api). Never throws, whatever it is given. */
export const readEvent = (identity: SlackIdentity, body: unknown): SlackNews => {
  const callback = Callback.safeParse(body);
  if (!callback.success) return ignored("not_an_event");
  const { event, team_id: team } = callback.data;
  if (event.type === "message" || event.type === "app_mention") return readMessage(identity, team, event);
  const home = HomeOpened.safeParse(event);
  if (home.success) return home.data.tab === "messages" ? ignored("other_event") : { kind: "home_opened", user: home.data.user };
  const assistant = AssistantOpened.safeParse(event);
  if (assistant.success && assistant.data.type === "assistant_thread_started") {
    const { user_id: user, channel_id: channel, thread_ts: threadTs } = assistant.data.assistant_thread;
    return { kind: "assistant_opened", place: { team, channel, user, threadTs } };
  }
  return ignored("other_event");
};
