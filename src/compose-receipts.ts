import { existsSync } from "node:fs";
import { storeFileOf } from "./adapters/sqlite/open-sqlite-store.ts";
import { StoreFault } from "./adapters/store/store-fault.ts";
import type { ProveClaim } from "./answering/proof/finding.ts";
import { openStore } from "./compose-store.ts";
import type { Config } from "./config.ts";
import { type ReceiptProof, verifyReceipt } from "./flows/verify-receipt.ts";

/** Kept answers, to be proved again. */
export type KeptAnswers = {
  verify(id: string): Promise<ReceiptProof>;
  /** Ids of every answer kept, newest first. */
  ids(): Promise<string[]>;
  close(): Promise<void>;
};

/**
 * Opens the store alone: nothing is synced, no index or embedding is loaded, no model is asked. Throws `StoreFault` when there is no
 * store in the data folder, or the store cannot be opened.
 */
export const openKeptAnswers = async (config: Config): Promise<KeptAnswers> => {
  if (config.store.engine === "sqlite" && !existsSync(storeFileOf(config.dataFolder))) {
    throw new StoreFault("cannot_open", `No answer was ever kept in ${config.dataFolder}. Name the right folder with --data.`);
  }
  const store = await openStore(config);
  let proof: Promise<ProveClaim> | null = null;
  // Word lists take several hundred milliseconds to load, and answers in the pages' own words need none.
  const prove = (): Promise<ProveClaim> => {
    proof ??= import("./compose-proof.ts").then(({ openProof }) => openProof(config, store.knowledge));
    return proof;
  };
  return {
    verify: (id) => verifyReceipt({ receipts: store.receipts, prove }, id),
    ids: () => store.receipts.recentIds(Number.MAX_SAFE_INTEGER),
    close: () => store.close(),
  };
};
