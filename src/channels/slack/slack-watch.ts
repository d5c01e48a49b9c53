import type { InboundMessage, OutboundReply } from "../../domain/message.ts";
import type { Accepted } from "../../flows/accept-message.ts";
import type { Delivery } from "../../ports/reply-channel.ts";

/** Whoever plays payloads again is told what becomes of them, and need not keep Slack's pace. */
export type SlackWatch = {
  /** The port of 127.0.0.1 where signed requests are taken. */
  listening(port: number): void;
  accepted(message: InboundMessage, accepted: Accepted): void;
  delivered(reply: OutboundReply, delivery: Delivery): void;
  /** Between two messages of one conversation, in milliseconds. */
  spacingMs: number;
};
