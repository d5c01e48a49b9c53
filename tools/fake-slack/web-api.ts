import { faultOfBlocks, faultOfView } from "./block-limits.ts";
import { streamingMethods } from "./streaming.ts";
import type { FakeMessage, Workspace } from "./workspace.ts";

/** What a method answers, without its `ok`. */
type Answer = Record<string, unknown> | { error: string };
type Args = Record<string, unknown>;

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Arguments come as a form in which everything that is not plain text is JSON. */
const json = (value: unknown): unknown => {
  if (typeof value !== "string") return value ?? null;
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
};

/** What a message shows that began a thread: how many replies, and the latest. */
const threadOf = (message: FakeMessage, workspace: Workspace): Record<string, unknown> => {
  const replies = workspace.messages.filter(
    ({ channel, threadTs, ts, ephemeralTo }) =>
      channel === message.channel && threadTs === message.ts && ts !== message.ts && ephemeralTo === null,
  );
  const latest = replies.at(-1);
  return latest === undefined ? {} : { thread_ts: message.ts, reply_count: replies.length, latest_reply: latest.ts };
};

const shown = (message: FakeMessage, workspace: Workspace, withMetadata: boolean): Record<string, unknown> => ({
  type: "message",
  ts: message.ts,
  user: message.user,
  text: message.text,
  ...(message.user === workspace.botUser && { bot_id: workspace.botId }),
  ...threadOf(message, workspace),
  ...(message.threadTs !== null && { thread_ts: message.threadTs }),
  ...(message.editedTs !== undefined && { edited: { user: message.user, ts: message.editedTs } }),
  ...(message.streaming !== null && { streaming_state: message.streaming }),
  ...(message.blocks.length > 0 && { blocks: message.blocks }),
  ...(withMetadata && message.metadata !== null && { metadata: message.metadata }),
});

/** One page of messages, newest first for a channel and oldest first for a thread, as Slack gives them. */
const pageOf = (workspace: Workspace, all: FakeMessage[], args: Args): Answer => {
  const { oldest, latest } = args;
  const inTime = all.filter(
    ({ ts }) =>
      (!oldest || ts > text(oldest) || (String(args.inclusive) === "true" && ts === oldest)) && (!latest || ts < text(latest)),
  );
  const start = Number(args.cursor || 0);
  const limit = Math.min(Number(args.limit || 100), 999);
  const isMore = start + limit < inTime.length;
  return {
    messages: inTime
      .slice(start, start + limit)
      .map((message) => shown(message, workspace, String(args.include_all_metadata) === "true")),
    has_more: isMore,
    response_metadata: { next_cursor: isMore ? String(start + limit) : "" },
  };
};

/** Slack refuses an unfit message whole. */
const unfit = (blocks: unknown): { error: string; detail: string } | null => {
  if (!Array.isArray(blocks)) return null;
  const detail = faultOfBlocks(blocks);
  return detail === null ? null : { error: detail === "msg_blocks_too_long" ? detail : "invalid_blocks", detail };
};

/** As Slack shows a view, once its permission and form are in order. */
const shownView = (workspace: Workspace, kind: "modal" | "home", user: string, given: unknown): Answer => {
  const view = json(given);
  const detail = faultOfView(view);
  if (detail !== null) return { error: "invalid_arguments", response_metadata: { messages: [detail] } };
  workspace.views.push({ kind, user, view });
  return { view: { id: `V${workspace.views.length}` } };
};

const posted = (workspace: Workspace, args: Args, ephemeralTo: string | null): Answer => {
  const channel = text(args.channel);
  if (workspace.archived.has(channel)) return { error: "is_archived" };
  const owner = [...workspace.users.values()].find(({ id }) => workspace.directOf(id) === channel);
  if (owner?.isDeleted) return { error: "user_is_deactivated" };
  const blocks = json(args.blocks);
  const fault = unfit(blocks);
  if (fault !== null) return fault;
  if (text(args.text) === "" && !Array.isArray(blocks)) return { error: "no_text" };
  const message: FakeMessage = {
    ts: workspace.nextTs(),
    channel,
    user: workspace.botUser,
    text: text(args.text),
    threadTs: text(args.thread_ts) || null,
    blocks: Array.isArray(blocks) ? blocks : [],
    metadata: json(args.metadata),
    ephemeralTo,
    streaming: null,
  };
  workspace.messages.push(message);
  return ephemeralTo === null
    ? { channel, ts: message.ts, message: shown(message, workspace, false) }
    : { message_ts: message.ts };
};

const found = (workspace: Workspace, args: Args): FakeMessage | null =>
  workspace.messages.find(({ channel, ts }) => channel === args.channel && ts === args.ts) ?? null;

/** The methods that the fake knows; it answers the others with `unknown_method`, as Slack does. */
export const methods: Record<string, (workspace: Workspace, args: Args) => Answer> = {
  "api.test": () => ({}),
  "auth.test": (workspace) => ({
    url: "https://fake.slack.test/",
    team: "Fake",
    user: "noticeboard",
    team_id: workspace.team,
    user_id: workspace.botUser,
    bot_id: workspace.botId,
  }),
  "chat.postMessage": (workspace, args) => posted(workspace, args, null),
  "chat.postEphemeral": (workspace, args) => posted(workspace, args, text(args.user)),
  "chat.update": (workspace, args) => {
    const message = found(workspace, args);
    if (message === null) return { error: "message_not_found" };
    if (message.streaming === "in_progress") return { error: "streaming_state_conflict" };
    const blocks = json(args.blocks);
    Object.assign(message, {
      text: text(args.text),
      blocks: Array.isArray(blocks) ? blocks : [],
      metadata: json(args.metadata) ?? message.metadata,
    });
    return { channel: message.channel, ts: message.ts };
  },
  "chat.delete": (workspace, args) => {
    const message = found(workspace, args);
    if (message === null) return { error: "message_not_found" };
    workspace.messages.splice(workspace.messages.indexOf(message), 1);
    return { channel: message.channel, ts: message.ts };
  },
  ...streamingMethods,
  "conversations.open": (workspace, args) => {
    const user = text(args.users);
    if (workspace.users.get(user)?.isDeleted) return { error: "user_disabled" };
    return { channel: { id: workspace.directOf(user) } };
  },
  "conversations.history": (workspace, args) => pageOf(workspace, workspace.read(text(args.channel), null).reverse(), args),
  "conversations.replies": (workspace, args) => pageOf(workspace, workspace.read(text(args.channel), text(args.ts)), args),
  "conversations.list": (workspace) => ({
    channels: [...new Set(workspace.messages.map(({ channel }) => channel))].map((id) => ({
      id,
      is_member: true,
      is_im: id.startsWith("D"),
    })),
    response_metadata: { next_cursor: "" },
  }),
  "users.conversations": (workspace, args) => {
    const ids = [...new Set(workspace.messages.map(({ channel }) => channel))];
    const start = Number(args.cursor || 0);
    const limit = Number(args.limit || 100);
    const next = start + limit < ids.length ? String(start + limit) : "";
    const channels = ids
      .slice(start, start + limit)
      .map((id) => (id.startsWith("D") ? { id, is_im: true } : { id, is_im: false, is_mpim: false, is_private: false }));
    return { channels, response_metadata: { next_cursor: next } };
  },
  "conversations.info": (workspace, args) => ({
    channel: {
      id: args.channel,
      is_archived: workspace.archived.has(text(args.channel)),
      is_im: text(args.channel).startsWith("D"),
    },
  }),
  "users.info": (workspace, args) => {
    const id = text(args.user);
    const user = workspace.users.get(id) ?? { id, isGuest: false, isForeign: false, isDeleted: false, isBot: false };
    return {
      user: {
        id,
        team_id: user.isForeign ? "T0OTHER" : workspace.team,
        deleted: user.isDeleted,
        is_bot: user.isBot,
        is_restricted: user.isGuest,
        is_ultra_restricted: false,
        is_stranger: user.isForeign,
      },
    };
  },
  "views.open": (workspace, args) =>
    text(args.trigger_id) === "" ? { error: "invalid_trigger" } : shownView(workspace, "modal", text(args.trigger_id), args.view),
  "views.publish": (workspace, args) => shownView(workspace, "home", text(args.user_id), args.view),
  "assistant.threads.setStatus": (workspace, args) => {
    workspace.statuses.push({ channel: text(args.channel_id), threadTs: text(args.thread_ts), status: text(args.status) });
    return {};
  },
  "assistant.threads.setSuggestedPrompts": () => ({}),
  "assistant.threads.setTitle": () => ({}),
};
