import { openSqliteStore } from "../src/adapters/sqlite/open-sqlite-store.ts";
import type { AnswerMode } from "../src/domain/receipt.ts";

/** Which answers a model worded, by answer id, as their receipts in a data folder say; ids without a receipt are left out. */
export const modesOf = async (dataDir: string, answerIds: readonly string[]): Promise<Map<string, AnswerMode>> => {
  const store = openSqliteStore(dataDir);
  const modes = new Map<string, AnswerMode>();
  for (const id of answerIds) {
    const stored = await store.receipts.read(id);
    if (stored !== null) modes.set(id, stored.receipt.mode);
  }
  await store.close();
  return modes;
};
