import type { StoredMessage } from "../../../domain/message.ts";
import type { AnswerReply } from "../../../domain/reply.ts";
import type { OnAnswerProgress } from "../../../flows/answer-progress.ts";
import type { SlackPost } from "../blocks/reply-blocks.ts";
import type { CallSlack } from "../slack-call.ts";
import { placeOfText } from "../slack-place.ts";
import { claimStream } from "./claim-stream.ts";
import { type Finished, finishStream, removeMessages } from "./finish-stream.ts";
import type { StreamPlace } from "./unfinished-streams.ts";

/**
 * Streams of proved claims into threads of direct conversations, where Slack shows them growing. The outbox alone decides what is a reply: a
 * stream is a first sight of it, which its delivery finishes or removes, after a crash too. `docs/adr/0026` says why it cannot leave two answers.
 */
export type SlackStreams = {
  /** Does the work on a message, telling its news to `tell` as well. What is said has reached Slack, or will never, before this resolves. */
  during<T extends { reply: AnswerReply | null }>(
    message: Pick<StoredMessage, "channel" | "externalId" | "replyTo" | "text">,
    isFirst: boolean,
    tell: OnAnswerProgress,
    work: (onProgress: OnAnswerProgress) => Promise<T>,
  ): Promise<T>;
  /** The member took a message back: what is being streamed for it here is removed when the work on it ends. */
  abandon(externalId: string): void;
  /** Puts a reply in the place of the stream that stands there, if one does. */
  finish(at: StreamPlace, post: SlackPost, metadata: Record<string, unknown>, timeoutMs: number): Promise<Finished>;
};

const timeoutMs = 3000;
const title = { words: 8, letters: 60 };

const placeOf = ({ channel, replyTo }: Pick<StoredMessage, "channel" | "replyTo">): StreamPlace | null => {
  if (channel !== "slack") return null;
  const { surface, channel: conversation, threadTs } = placeOfText(replyTo);
  return surface === "assistant" && threadTs !== null ? { channel: conversation, threadTs } : null;
};

/** The first words of a question, for the list of conversations that the member sees. */
const titleOf = (text: string): string => {
  const first = text.split(/\s+/).slice(0, title.words).join(" ");
  return first.length > title.letters ? `${first.slice(0, title.letters - 1)}\u2026` : first;
};

/** Streams over Slack; what it holds in memory is for speed and order alone. */
export const createSlackStreams = (call: CallSlack): SlackStreams => {
  const underWay = new Set<string>();
  const working = new Set<string>();
  const abandoned = new Set<string>();
  const nameThread = async ({ channel, threadTs }: StreamPlace, text: string, { reply }: { reply: AnswerReply | null }) => {
    // Whoever looks over a shoulder reads it too: what went to a rep may be personal, so it names nothing.
    if (reply?.outcome !== "answered" || reply.case !== null) return;
    await call("assistant.threads.setTitle", { channel_id: channel, thread_ts: threadTs, title: titleOf(text) }, timeoutMs);
  };
  return {
    during: async (message, isFirst, tell, work) => {
      const place = placeOf(message);
      if (place === null) return work(tell);
      working.add(message.externalId);
      const stream = claimStream(call, place, (ts) => underWay.add(ts));
      try {
        const handled = await work((news) => {
          tell(news);
          if (news.kind === "claim") stream.say(news.claim);
        });
        const standing = await stream.rest();
        // No reply will take its place.
        if (handled.reply === null || abandoned.has(message.externalId))
          await removeMessages(call, place.channel, standing, timeoutMs);
        if (isFirst) void nameThread(place, message.text, handled);
        return handled;
      } finally {
        for (const ts of await stream.rest()) underWay.delete(ts);
        working.delete(message.externalId);
        abandoned.delete(message.externalId);
      }
    },
    abandon: (externalId) => {
      if (working.has(externalId)) abandoned.add(externalId);
    },
    finish: (at, post, metadata, callTimeoutMs) =>
      finishStream(call, at, post, metadata, (ts) => underWay.has(ts), callTimeoutMs),
  };
};
