import type { Reason } from "../domain/answer.ts";
import type { StoredMessage } from "../domain/message.ts";

/** Approved wordings that a channel can ask for in place of an answer; closed. */
export type ApprovedOnly = Reason & ("outsider" | "keep_out" | "channel_off");

/**
 * How a message of a channel is to be treated. `approvedOnly`: it gets that wording and nothing else, unless it is a crisis. `isAnothersWords`: who
 * asks did not write it. `privateThread`: the conversation in which a private matter goes on, null where it was written.
 */
export type MessageManners = { approvedOnly: ApprovedOnly | null; isAnothersWords: boolean; privateThread: string | null };

/** Looks how a message is to be treated; null for one like any other. Rejects when that cannot be found out: the message then waits. */
export type ReadManners = (message: StoredMessage) => Promise<MessageManners | null>;
