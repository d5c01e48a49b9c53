import type { Origin } from "../domain/message.ts";
import type { Passage } from "../domain/passage.ts";
import type { Receipt } from "../domain/receipt.ts";

/**
 * A receipt as read back. `faults` names what the store itself found changed since it was written (a row, a byte, a missing
 * part), in words for a volunteer; `servedPassages` are the quoted passages as the knowledge holds them now, absent ones left out.
 */
export type StoredReceipt = { receipt: Receipt; faults: string[]; servedPassages: Map<string, Passage> };

/** Keeps what answers were proved with. */
export type ReceiptStore = {
  /** Writes a receipt once, whole, before the reply is shown. `origin` is left out for an answer to no channel. */
  save(receipt: Receipt, origin?: Origin | null): Promise<void>;
  /** Null when there is no answer of that id. */
  read(id: string): Promise<StoredReceipt | null>;
  /** Ids of the newest answers, newest first. */
  recentIds(limit: number): Promise<string[]>;
};
