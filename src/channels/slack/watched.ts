import type { InboundMessage } from "../../domain/message.ts";
import type { Accepted } from "../../flows/accept-message.ts";
import type { ReplyChannel } from "../../ports/reply-channel.ts";
import type { SlackWatch } from "./slack-watch.ts";

type Accept = (message: InboundMessage) => Promise<Accepted>;

/** Taking in, told to `watch`. */
export const watchedAccept =
  (accept: Accept, watch: Pick<SlackWatch, "accepted"> | null): Accept =>
  async (message) => {
    const accepted = await accept(message);
    watch?.accepted(message, accepted);
    return accepted;
  };

/** A channel whose deliveries are told to `watch`. */
export const watchedChannel = (channel: ReplyChannel, watch: Pick<SlackWatch, "delivered"> | null): ReplyChannel => {
  if (watch === null) return channel;
  return {
    ...channel,
    deliver: async (reply, timeoutMs) => {
      const delivery = await channel.deliver(reply, timeoutMs);
      watch.delivered(reply, delivery);
      return delivery;
    },
  };
};
