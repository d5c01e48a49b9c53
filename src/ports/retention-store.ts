import type { ExpiringKind } from "../domain/expiring.ts";
import type { RowCounts } from "./privacy-store.ts";
import type { At } from "./spine-store.ts";

/** Takes out of the store what has been kept for long enough. */
export type RetentionStore = {
  /** Whether it is the caller's turn to do a chore that is done every `everyMs` by one process for all; the next turn is then that far off. */
  takeChore(name: string, everyMs: number, at: At): Promise<boolean>;
  /**
   * Removes at most `limit` things of a kind that ended before the instant `before`, in one transaction, and gives the rows removed by table.
   * A message stays while its job or its reply is not done, or a case of its conversation is open or was resolved since; an open case stays.
   */
  removeExpired(kind: ExpiringKind, before: string, limit: number): Promise<RowCounts>;
};
