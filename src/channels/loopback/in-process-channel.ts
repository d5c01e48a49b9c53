import type { ChannelName, OutboundReply } from "../../domain/message.ts";
import type { ReplyChannel } from "../../ports/reply-channel.ts";

/** A channel whose members are in this process, such as the try-it page. `collect` gives the reply to a message. */
export type InProcessChannel = ReplyChannel & {
  /** The reply for `replyTo`, as soon as it is delivered or at once when it already was; null after `waitMs`. */
  collect(replyTo: string, waitMs: number): Promise<OutboundReply | null>;
};

/** So many replies are kept for whoever comes back for them, such as a page that is loaded again. */
const keptReplies = 1000;

/**
 * Delivers into a box in memory from which replies are collected. Every reply is taken, also one that nobody waits for. A delivery that a
 * restart forgot is not found again and comes once more, to a page that has forgotten the first one too. The box is this process's own:
 * with several replicas a page must ask the one that it wrote to, or read its answer from the store.
 */
export const inProcessChannel = (name: ChannelName): InProcessChannel => {
  const box = new Map<string, OutboundReply>();
  const waiting = new Map<string, Set<(reply: OutboundReply) => void>>();
  return {
    name,
    deliver: async (reply) => {
      box.set(reply.replyTo, reply);
      while (box.size > keptReplies) box.delete(box.keys().next().value as string);
      for (const hand of [...(waiting.get(reply.replyTo) ?? [])]) hand(reply);
      return { kind: "sent", externalRef: reply.id };
    },
    find: async ({ id, replyTo }) => (box.get(replyTo)?.id === id ? { kind: "sent", externalRef: id } : { kind: "absent" }),
    collect: (replyTo, waitMs) =>
      new Promise((resolve) => {
        const kept = box.get(replyTo);
        if (kept !== undefined) return resolve(kept);
        const others = waiting.get(replyTo) ?? new Set();
        waiting.set(replyTo, others);
        const end = (reply: OutboundReply | null): void => {
          clearTimeout(timer);
          others.delete(end);
          if (others.size === 0) waiting.delete(replyTo);
          resolve(reply);
        };
        const timer = setTimeout(() => end(null), waitMs);
        others.add(end);
      }),
  };
};
