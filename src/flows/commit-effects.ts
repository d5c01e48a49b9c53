import type { Effects } from "../domain/effects.ts";
import type { Origin } from "../domain/message.ts";
import type { CaseStore } from "../ports/case-store.ts";
import type { ReceiptStore } from "../ports/receipt-store.ts";

/** The part of a store that effects are written to. */
export type EffectStores = { cases: Pick<CaseStore, "open">; receipts: Pick<ReceiptStore, "save"> };

/** Writes what answering a message changed. Call it inside a transaction: all of it or nothing. */
export const commitEffects = async (
  { cases, receipts }: EffectStores,
  { opened, receipt }: Effects,
  origin?: Origin,
): Promise<void> => {
  if (opened !== null) await cases.open(opened, origin);
  if (receipt !== null) await receipts.save(receipt, origin);
};
