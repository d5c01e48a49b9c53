import type { ChannelName } from "../domain/message.ts";

/** A conversation that something was taken in from, with when its latest message was sent. */
export type HeardThread = { threadKey: string; latestSentAt: string };

/** What a channel has taken in so far, for reading again what may have been missed. */
export type HeardStore = {
  /** When the channel's oldest message that is still kept arrived; null when there is none. */
  firstArrivedAt(channel: ChannelName): Promise<string | null>;
  /** The conversations of which something arrived since an instant, the latest first, at most `limit`. */
  threadsSince(channel: ChannelName, sinceAt: string, limit: number): Promise<HeardThread[]>;
  /** Those of the vendor's ids that were taken in before, erased ones too. */
  heardOf(channel: ChannelName, externalIds: readonly string[]): Promise<Set<string>>;
};
