import { z } from "zod";
import { metadataType } from "../posted-parts.ts";
import type { CallSlack } from "../slack-call.ts";

/** A thread of the member's direct conversation with the bot. */
export type StreamPlace = { channel: string; threadTs: string };

const Thread = z.object({
  messages: z.array(
    z.looseObject({
      ts: z.string(),
      streaming_state: z.string().optional(),
      metadata: z.looseObject({ event_type: z.string() }).optional().catch(undefined),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

const pagesRead = 5;

/**
 * The messages in a thread that were begun as a stream and never became a reply, by their instants: one of this process, or what a killed one left.
 * Nobody else can stream into a direct conversation. Null when Slack cannot be asked.
 */
export const unfinishedStreams = async (
  call: CallSlack,
  { channel, threadTs }: StreamPlace,
  timeoutMs: number,
): Promise<string[] | null> => {
  const found: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pagesRead; page += 1) {
    const paged = { limit: 200, include_all_metadata: true, ...(cursor !== undefined && { cursor }) };
    const read = await call("conversations.replies", { channel, ts: threadTs, ...paged }, timeoutMs);
    const thread = Thread.safeParse(read.kind === "done" ? read.value : null);
    if (!thread.success) return null;
    for (const { ts, streaming_state: state, metadata } of thread.data.messages)
      if (state !== undefined && metadata?.event_type !== metadataType) found.push(ts);
    cursor = thread.data.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) break;
  }
  return found;
};
