import type { DecisionRecord } from "../domain/decision-record.ts";
import type { ChannelName } from "../domain/message.ts";
import type { SaidContent } from "../domain/reply.ts";

/** Whose conversations: one member of one channel. */
export type Participant = { channel: ChannelName; memberKey: string };

/** A thread as a list names it: `opening` is its first message that is still kept, `lastAt` when its newest one arrived. */
export type ConversationSummary = { threadKey: string; opening: string; lastAt: string };

/** A reply as it was written; `text` says in plain words what `content` holds in pieces. */
export type ConversationReply = { id: string; text: string; content: SaidContent };

/**
 * A member's message with everything that went back, oldest reply first. `isSettled`: it has had its outcome; while it is being worked on
 * there is no reply yet, and none comes by itself for a message that went to the rep who has the conversation's case. `number` counts the
 * kept messages of the thread from 1. `decision` is null until it is settled, and for a message that was given up.
 */
export type ConversationTurn = {
  number: number;
  messageId: string;
  question: string;
  arrivedAt: string;
  isSettled: boolean;
  replies: ConversationReply[];
  decision: DecisionRecord | null;
};

/** Reads conversations from what the spine keeps. Nobody gets to see another member's. */
export type ConversationStore = {
  /** The member's threads, the one that was written to last first, at most `limit`. */
  threads(of: Participant, limit: number): Promise<ConversationSummary[]>;
  /** The newest `limit` turns of a thread, oldest first; none when the member has no such thread. */
  turns(of: Participant, threadKey: string, limit: number): Promise<ConversationTurn[]>;
  /** The message that came under this id of the channel's last; null when the member sent none, or it is no longer kept. */
  messageOf(of: Participant, externalId: string): Promise<{ messageId: string; threadKey: string } | null>;
  /** Whether anything that was written in a thread of a channel is kept. */
  isKnown(channel: ChannelName, threadKey: string): Promise<boolean>;
  /** Whether a message has had its outcome, or is no longer kept. */
  isSettled(messageId: string): Promise<boolean>;
  /** Ids of the replies to a message, oldest first. */
  replyIds(messageId: string): Promise<string[]>;
};
