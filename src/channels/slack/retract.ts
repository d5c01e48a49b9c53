import type { Retraction } from "../../domain/reply.ts";
import { partsThere } from "./posted-parts.ts";
import type { CallSlack, SlackResult } from "./slack-call.ts";

/**
 * Removes every message of a reply from a conversation. Gives what was removed, in Slack's words; a second time there is nothing, which is as good.
 */
export const retract = async (
  call: CallSlack,
  { replyId, externalRef }: Retraction,
  at: { channel: string; threadTs: string | null },
  timeoutMs: number,
): Promise<SlackResult<string>> => {
  const there = await partsThere(call, at, replyId, timeoutMs);
  if (there === null) return { kind: "refused", code: "cannot_look", retryAfterMs: null, final: false };
  // A look goes back a few hundred messages only; the first part is known by name.
  const known = externalRef?.split(":") ?? [];
  const all = new Map([...there.values()].map((ts) => [ts, at.channel]));
  if (known.length === 2) all.set(known[1]!, known[0]!);
  for (const [ts, channel] of all) {
    const removed = await call("chat.delete", { channel, ts }, timeoutMs);
    if (removed.kind === "done" || (removed.kind === "refused" && removed.code === "message_not_found")) continue;
    return removed;
  }
  return { kind: "done", value: `${at.channel}:removed` };
};
