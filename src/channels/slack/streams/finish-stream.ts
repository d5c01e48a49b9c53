import type { SlackPost } from "../blocks/reply-blocks.ts";
import type { CallSlack, SlackResult } from "../slack-call.ts";
import { type StreamPlace, unfinishedStreams } from "./unfinished-streams.ts";

type Refused = Extract<SlackResult<never>, { kind: "refused" }>;
/** `none`: there is no stream to finish, and the reply is to be posted. */
export type Finished = SlackResult<{ ts: string }> | { kind: "none" };

/** Nothing of the reply is out yet, so trying again does no harm. */
const again = (code: string): Refused => ({ kind: "refused", code, retryAfterMs: null, final: false });

/** Removes messages; null when all are gone. */
export const removeMessages = async (
  call: CallSlack,
  channel: string,
  all: readonly string[],
  timeoutMs: number,
): Promise<Refused | null> => {
  for (const ts of all) {
    const removed = await call("chat.delete", { channel, ts }, timeoutMs);
    if (removed.kind === "done" || (removed.kind === "refused" && removed.code === "message_not_found")) continue;
    return removed.kind === "refused" ? { ...removed, final: false } : again(removed.code);
  }
  return null;
};

const stopped = new Set(["message_not_in_streaming_state", "message_not_found"]);

/**
 * Puts the first message of a reply, with its metadata, in the place of a stream: until then nothing in the conversation counts as the reply, from
 * then on there is nothing else of it. A second stream, which only a crash can have left, is removed first, so that the member never has two answers.
 */
export const finishStream = async (
  call: CallSlack,
  place: StreamPlace,
  { text, blocks }: SlackPost,
  metadata: Record<string, unknown>,
  isUnderWay: (ts: string) => boolean,
  timeoutMs: number,
): Promise<Finished> => {
  const { channel } = place;
  const found = await unfinishedStreams(call, place, timeoutMs);
  if (found === null) return again("cannot_look");
  const [ts, ...others] = found.filter((each) => !isUnderWay(each));
  if (ts === undefined) return { kind: "none" };
  const notRemoved = await removeMessages(call, channel, others, timeoutMs);
  if (notRemoved !== null) return notRemoved;
  const stop = await call("chat.stopStream", { channel, ts }, timeoutMs);
  if (stop.kind === "unknown") return again(stop.code);
  if (stop.kind === "refused" && !stopped.has(stop.code)) return { ...stop, final: false };
  const put = await call("chat.update", { channel, ts, text, blocks, metadata }, timeoutMs);
  if (put.kind === "done") return { kind: "done", value: { ts } };
  if (put.kind === "unknown" || !put.final) return put;
  // Slack will not have it changed, so it goes, and the reply comes as a message of its own.
  return (await removeMessages(call, channel, [ts], timeoutMs)) ?? { kind: "none" };
};
