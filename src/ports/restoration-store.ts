import type { StoredMessage } from "../domain/message.ts";
import type { At } from "./spine-store.ts";

/** A return of the store from a copy: what happened between the two instants is not in it. */
export type Restoration = { restoredAt: string; copiedAt: string };

/** Somebody who was erased, by the digest of their key. */
export type Erasure = { memberDigest: string; erasedAt: string };

/** What a store that comes back from a copy must be told, and must remember. */
export type RestorationStore = {
  /** The latest; null when the store never came from a copy. */
  last(): Promise<Restoration | null>;
  /** Messages whose job was not ended, oldest first. */
  unfinished(): Promise<StoredMessage[]>;
  /** Ends every job that was not, with the code `restored` and without a reply. Gives how many. */
  endUnfinished(): Promise<number>;
  /** Makes every reply that is not known as sent one that the channel must be asked about before anything is sent. Gives how many. */
  doubtReplies(at: At): Promise<number>;
  /** Remembers who was erased elsewhere, and erases whoever of them is here. Gives how many of them were. */
  eraseAgain(erasures: readonly Erasure[], at: At): Promise<number>;
  mark(restoration: Restoration): Promise<void>;
};
