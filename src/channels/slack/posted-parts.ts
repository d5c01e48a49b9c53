import { z } from "zod";
import type { CallSlack } from "./slack-call.ts";

/** By this name a posted message is known for ours, and for which reply it is. */
export const metadataType = "noticeboard_reply";

const History = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z
        .object({ event_type: z.string(), event_payload: z.object({ reply_id: z.string(), part: z.number() }).partial() })
        .optional()
        .catch(undefined),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** How many messages back a reply is looked for; it was posted within the last hour or so. */
const pagesRead = 5;

/** Parts of a reply that stand in a conversation already, by part, with their instants. Null when Slack cannot be asked. */
export const partsThere = async (
  call: CallSlack,
  at: { channel: string; threadTs: string | null },
  replyId: string,
  timeoutMs: number,
): Promise<Map<number, string> | null> => {
  const found = new Map<number, string>();
  let cursor: string | undefined;
  for (let page = 0; page < pagesRead; page += 1) {
    const shared = { channel: at.channel, include_all_metadata: true, limit: 100, ...(cursor !== undefined && { cursor }) };
    const read =
      at.threadTs === null
        ? await call("conversations.history", shared, timeoutMs)
        : await call("conversations.replies", { ...shared, ts: at.threadTs }, timeoutMs);
    if (read.kind !== "done") return null;
    const history = History.safeParse(read.value);
    if (!history.success) return null;
    for (const { ts, metadata } of history.data.messages) {
      const { reply_id: id, part } = metadata?.event_type === metadataType ? metadata.event_payload : {};
      if (id === replyId && part !== undefined) found.set(part, ts);
    }
    cursor = history.data.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) break;
  }
  return found;
};
