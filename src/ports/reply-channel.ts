import type { ChannelName, OutboundReply } from "../domain/message.ts";

/** What became of one try to deliver. `refused` is certain: nothing was delivered. `unknown`: it may have been. */
export type Delivery =
  | { kind: "sent"; externalRef: string }
  | { kind: "refused"; code: string; retryAfterMs: number | null; final: boolean }
  | { kind: "unknown"; code: string };

/** What a channel knows of a reply that may have been delivered. */
export type FoundDelivery = { kind: "sent"; externalRef: string } | { kind: "absent" } | { kind: "cannot_tell" };

/** A way out to members. Neither function rejects for what the network does: that is an outcome. */
export type ReplyChannel = {
  name: ChannelName;
  deliver(reply: OutboundReply, timeoutMs: number): Promise<Delivery>;
  /** Looks whether a reply of this id was delivered; asked before any second try. */
  find(reply: OutboundReply, timeoutMs: number): Promise<FoundDelivery>;
};
