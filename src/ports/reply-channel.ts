import type { ChannelName, OutboundReply } from "../domain/message.ts";

/**
 * What became of one try to deliver. `refused` is certain: nothing was delivered. `unknown`: it may have been. `later`: nothing was tried, since that
 * conversation is to be left alone for a while; it does not count as a try. `pauses`: what `retryAfterMs` asks to leave alone, the
 * whole channel when it is left out.
 */
export type Delivery =
  | { kind: "sent"; externalRef: string }
  | { kind: "refused"; code: string; retryAfterMs: number | null; final: boolean; pauses?: "channel" | "conversation" }
  | { kind: "unknown"; code: string }
  | { kind: "later"; dueInMs: number };

/** What a channel knows of a reply that may have been delivered. */
export type FoundDelivery = { kind: "sent"; externalRef: string } | { kind: "absent" } | { kind: "cannot_tell" };

/** A way out to members. Neither function rejects for what the network does: that is an outcome. */
export type ReplyChannel = {
  name: ChannelName;
  deliver(reply: OutboundReply, timeoutMs: number): Promise<Delivery>;
  /** Looks whether a reply of this id was delivered; asked before any second try. */
  find(reply: OutboundReply, timeoutMs: number): Promise<FoundDelivery>;
};
