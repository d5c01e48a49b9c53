import { locksRows, type Tables } from "./tables.ts";

/**
 * Of processes that change the knowledge or its vectors at once, each waits for its turn and then sees what the last one left: the
 * lock is kept to the end of the transaction that `inside` is. Without it two that write the same rows in another order could each
 * wait for the other.
 */
export const takeTurn = async (inside: Tables): Promise<void> => {
  const state = inside.selectFrom("knowledge_state").select("revision");
  await state.$if(locksRows(inside), (query) => query.forUpdate()).execute();
};
