import { z } from "zod";
import type { CallSlack } from "./slack-call.ts";

/** What reading Slack's history needs. */
export type ReadSlack = {
  call: CallSlack;
  pause: (ms: number) => Promise<void>;
  isClosed: () => boolean;
  log: (code: string, cause: unknown) => void;
};

/** Slack could not be read, and may be later. */
class NotRead extends Error {
  readonly code = "slack_not_read";
}

const Page = z.object({ response_metadata: z.object({ next_cursor: z.string().optional() }).optional() });
const Conversations = Page.extend({
  channels: z.array(
    z.object({
      id: z.string().min(1),
      is_im: z.boolean().optional(),
      is_mpim: z.boolean().optional(),
      is_private: z.boolean().optional(),
    }),
  ),
});
const Messages = Page.extend({ messages: z.array(z.looseObject({ ts: z.string(), latest_reply: z.string().optional() })) });
type Message = z.infer<typeof Messages>["messages"][number];

const tries = 6;
const firstPauseMs = 500;
const mostPages = 50;

/** Asks until Slack answers, at the pace that it asks for; null for what it refuses for good. Throws `NotRead` when it does not answer. */
const ask = async (slack: ReadSlack, method: string, args: Record<string, unknown>): Promise<unknown> => {
  let code = "closed";
  for (let attempt = 0; attempt < tries && !slack.isClosed(); attempt += 1) {
    const asked = await slack.call(method, args);
    if (asked.kind === "done") return asked.value;
    code = asked.code;
    if (asked.kind === "refused" && asked.final) {
      slack.log("slack_history_refused", { code, method });
      return null;
    }
    const askedForMs = asked.kind === "refused" ? (asked.retryAfterMs ?? 0) : 0;
    await slack.pause(Math.max(askedForMs, firstPauseMs * 2 ** attempt));
  }
  throw new NotRead(`${method}: ${code}`);
};

/** All pages of a method, each read by `schema`; null where Slack refuses for good. */
const pagesOf = async <T extends z.infer<typeof Page>>(
  slack: ReadSlack,
  schema: z.ZodType<T>,
  method: string,
  args: Record<string, unknown>,
): Promise<T[] | null> => {
  const pages: T[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answered = await ask(slack, method, { ...args, limit: 200, ...(cursor !== undefined && { cursor }) });
    if (answered === null) return pages.length === 0 ? null : pages;
    const read = schema.parse(answered);
    pages.push(read);
    cursor = read.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) break;
  }
  return pages;
};

/** The conversations that the bot is part of, with what events about them call their kind. Empty where Slack does not let it know. */
export const readConversations = async (slack: ReadSlack): Promise<Map<string, string | null>> => {
  const types = "im,mpim,public_channel,private_channel";
  const pages = (await pagesOf(slack, Conversations, "users.conversations", { types, exclude_archived: true })) ?? [];
  return new Map(
    pages
      .flatMap(({ channels }) => channels)
      .map(({ id, is_im: direct, is_mpim: several, is_private: closed }) => [
        id,
        direct ? "im" : several ? "mpim" : closed ? "group" : "channel",
      ]),
  );
};

/**
 * What was written in a conversation since `oldest`, in the order of its writing: in the conversation itself, in the given threads, and in those
 * that its messages began. Null where Slack refuses to show it.
 */
export const readConversation = async (
  slack: ReadSlack,
  channel: string,
  threads: readonly string[],
  oldest: string,
): Promise<Message[] | null> => {
  const top = await pagesOf(slack, Messages, "conversations.history", { channel, oldest, inclusive: true });
  if (top === null) return null;
  const found = new Map<string, Message>();
  for (const message of top.flatMap(({ messages }) => messages)) found.set(message.ts, message);
  const grown = [...found.values()].filter(
    ({ latest_reply: latest }) => latest !== undefined && Number(latest) >= Number(oldest),
  );
  for (const ts of new Set([...threads, ...grown.map((message) => message.ts)])) {
    const replies = (await pagesOf(slack, Messages, "conversations.replies", { channel, ts, oldest, inclusive: true })) ?? [];
    for (const message of replies.flatMap(({ messages }) => messages))
      if (Number(message.ts) >= Number(oldest)) found.set(message.ts, message);
  }
  return [...found.values()].sort((a, b) => Number(a.ts) - Number(b.ts));
};
