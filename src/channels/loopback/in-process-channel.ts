import type { ChannelName } from "../../domain/message.ts";
import type { ReplyChannel } from "../../ports/reply-channel.ts";

/** A channel whose members read their replies from the store, through pages of this process and of others. */
export type InProcessChannel = ReplyChannel & {
  /**
   * Resolves as soon as a reply to the message is delivered by this process, and after `waitMs` at the latest. False when the channel has
   * been closed, and there is nothing to wait for any more.
   */
  arrival(messageId: string, waitMs: number): Promise<boolean>;
  /** Lets go of everybody who waits, before the process ends. */
  close(): void;
};

/**
 * Delivers by waking the pages of this process that wait; what they then show is the reply as it is stored, so that a reply that is
 * delivered again after a crash is shown once. `replyIds` reads the ids of the replies to a message from the store: a reply that stands
 * there is out, whoever was delivering it when it stopped. Replicas hear nothing of it, and look into the store by themselves.
 */
export const inProcessChannel = (name: ChannelName, replyIds: (messageId: string) => Promise<string[]>): InProcessChannel => {
  const waiting = new Map<string, Set<() => void>>();
  let isOpen = true;
  return {
    name,
    deliver: async ({ id, messageId }) => {
      for (const wake of [...(waiting.get(messageId) ?? [])]) wake();
      return { kind: "sent", externalRef: id };
    },
    find: async ({ id, messageId }) => {
      try {
        return (await replyIds(messageId)).includes(id) ? { kind: "sent", externalRef: id } : { kind: "absent" };
      } catch {
        return { kind: "cannot_tell" };
      }
    },
    arrival: (messageId, waitMs) =>
      new Promise((resolve) => {
        const others = waiting.get(messageId) ?? new Set();
        waiting.set(messageId, others);
        const wake = (): void => {
          clearTimeout(timer);
          others.delete(wake);
          if (others.size === 0 && waiting.get(messageId) === others) waiting.delete(messageId);
          resolve(isOpen);
        };
        const timer = setTimeout(wake, isOpen ? waitMs : 0);
        others.add(wake);
      }),
    close: () => {
      isOpen = false;
      for (const others of [...waiting.values()]) for (const wake of [...others]) wake();
    },
  };
};
