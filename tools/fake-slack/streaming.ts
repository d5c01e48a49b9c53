import type { FakeMessage, Workspace } from "./workspace.ts";

type Args = Record<string, unknown>;
type Answer = Record<string, unknown> | { error: string };

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const list = (value: unknown): unknown[] => {
  const read: unknown = typeof value === "string" && value !== "" ? JSON.parse(value) : value;
  return Array.isArray(read) ? read : [];
};

/** What a call brings, in order: text is kept as text, blocks as blocks. */
const brought = (args: Args): { words: string; blocks: unknown[] } => {
  const chunks = list(args.chunks) as { type: string; text?: string; blocks?: unknown[] }[];
  return {
    words: text(args.markdown_text) + chunks.map((chunk) => (chunk.type === "markdown_text" ? (chunk.text ?? "") : "")).join(""),
    blocks: chunks.flatMap((chunk) => (chunk.type === "blocks" ? (chunk.blocks ?? []) : [])),
  };
};

const streamed = (workspace: Workspace, args: Args): FakeMessage | null =>
  workspace.messages.find(
    ({ channel, ts, streaming }) => channel === args.channel && ts === args.ts && streaming === "in_progress",
  ) ?? null;

/** Text streaming (https://docs.slack.dev/reference/methods/chat.startStream and its sisters). */
export const streamingMethods: Record<string, (workspace: Workspace, args: Args) => Answer> = {
  "chat.startStream": (workspace, args) => {
    const channel = text(args.channel);
    const threadTs = text(args.thread_ts);
    // Only a channel can have a stream that stands under no message.
    if (channel.startsWith("D") && threadTs === "") return { error: "invalid_arguments" };
    const { words, blocks } = brought(args);
    const message = workspace.write({ channel, user: workspace.botUser, text: words, threadTs: threadTs || null });
    Object.assign(message, { blocks, streaming: "in_progress" });
    return { channel, ts: message.ts };
  },
  "chat.appendStream": (workspace, args) => {
    const message = streamed(workspace, args);
    if (message === null) return { error: "message_not_in_streaming_state" };
    const { words, blocks } = brought(args);
    message.text += words;
    message.blocks.push(...blocks);
    return { channel: message.channel, ts: message.ts };
  },
  "chat.stopStream": (workspace, args) => {
    const message = streamed(workspace, args);
    if (message === null) return { error: "message_not_in_streaming_state" };
    const { words, blocks } = brought(args);
    message.text += words;
    message.blocks.push(...blocks, ...list(args.blocks));
    message.streaming = "completed";
    if (text(args.metadata) !== "") message.metadata = JSON.parse(text(args.metadata));
    return { channel: message.channel, ts: message.ts };
  },
};
