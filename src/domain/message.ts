import type { ReplyContent } from "./reply.ts";

/** Where messages come from and where replies go; closed. */
export const channelNames = ["loopback", "console", "slack", "email"] as const;
export type ChannelName = (typeof channelNames)[number];

/** A member's message as a channel took it in, complete enough to be answered after any crash. */
export type InboundMessage = {
  channel: ChannelName;
  /** Unique within the channel: the vendor's own id of the event or mail. A repeat is recognised for 30 days. */
  externalId: string;
  /** The conversation within the channel; replies of one thread keep their order. */
  threadKey: string;
  /** A pseudonym (keyed hash) of the sender, never the vendor's id. */
  memberKey: string;
  /** Where a reply goes, opaque to all but the channel. */
  replyTo: string;
  text: string;
  /** When the member sent it; dates such as "Monday" count from here. */
  sentAt: string;
};

/** A message on disk. `traceId` follows it through job, reply and log. */
export type StoredMessage = InboundMessage & { id: string; traceId: string; arrivedAt: string };

/** Where a matter came from: the message and the conversation that replies about it go back to. */
export type Origin = Pick<InboundMessage, "channel" | "threadKey" | "memberKey" | "replyTo"> & { messageId: string };

/** How far a job has come: `leased` to one worker until its lease ends, `dead` after too many failures. */
export type JobState = "ready" | "leased" | "done" | "dead";

/** A message that a worker holds for a while. `attempt` counts from 1. */
export type LeasedJob = { jobId: string; attempt: number; leasedUntilAt: string; message: StoredMessage };

/**
 * How far a reply has come. `sending`: handed to the channel, outcome not yet known; `unknown`: whoever was sending stopped or got no
 * answer, and the channel must be asked before anything is sent again; `dead`: it could not be delivered and a rep has a case about it.
 */
export type DeliveryState = "ready" | "sending" | "sent" | "unknown" | "dead";

/** A reply on its way out. `id` is the key by which a channel recognises it; `text` says in plain words what `content` holds in pieces. */
export type OutboundReply = {
  id: string;
  messageId: string;
  channel: ChannelName;
  threadKey: string;
  replyTo: string;
  text: string;
  content: ReplyContent;
};

/**
 * A reply that a sender holds. `mayBeOut`: an earlier try ended without a known outcome. `question` is the member's message, for the
 * case that the reply becomes when it cannot be delivered; `arrivedAt` is when that message came.
 */
export type LeasedReply = OutboundReply & {
  attempt: number;
  mayBeOut: boolean;
  traceId: string;
  question: string;
  arrivedAt: string;
};
