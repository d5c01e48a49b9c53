import type { ChannelName } from "../domain/message.ts";

/** Why Noticeboard keeps silent in a conversation until it is named again: it was told to, or people talk to each other. Closed. */
export type SilenceReason = "told_to" | "people_talk";

/** Where Noticeboard keeps silent. */
export type SilenceStore = {
  /** Null where it may speak. */
  whyOf(channel: ChannelName, threadKey: string): Promise<SilenceReason | null>;
  /** Being told to outlasts that people talk; false when it was silent for that reason, or a weightier one, already. */
  hush(channel: ChannelName, threadKey: string, why: SilenceReason, at: { nowAt: string }): Promise<boolean>;
  wake(channel: ChannelName, threadKey: string): Promise<void>;
};
