import type { StoredReceipt } from "./receipt-store.ts";
import type { At } from "./spine-store.ts";

/** Rows by the name of their table; tables without any are left out. */
export type RowCounts = Record<string, number>;

/** Rows of a table as they are stored, by column; columns that hold JSON are parsed. */
export type ExportedRow = Record<string, unknown>;

/** Everything that is held about one person, for that person to read. `firstSeenAt` is null when nothing ever came from them. */
export type MemberRecord = {
  memberKey: string;
  firstSeenAt: string | null;
  messages: (ExportedRow & { replies: ExportedRow[] })[];
  cases: (ExportedRow & { events: ExportedRow[] })[];
  answers: StoredReceipt["receipt"][];
  /** What they said of replies. */
  feedback: ExportedRow[];
};

/**
 * What an erasure did: rows removed, rows of others that repeated the person's words and lost them, and the ids by which the person's matters
 * stand in logs (of messages, jobs, replies, cases, answers and traces).
 */
export type Erased = { removed: RowCounts; cleaned: RowCounts; ids: string[] };

/** One person's things, found by their pseudonymous key. */
export type PrivacyStore = {
  held(memberKey: string): Promise<RowCounts>;
  read(memberKey: string): Promise<MemberRecord>;
  /**
   * Removes everything of one person in one transaction, and keeps the digest of the key and the counts. Whoever works on a message of theirs
   * at that moment loses it and can write nothing; whoever answers somebody else in the same conversation starts again. What was removed may
   * still stand in the store's files: see `Store.scrub`.
   */
  erase(memberKey: string, at: At): Promise<Erased>;
  /** How many rows each table with personal data holds, and the instant of the oldest; null when there is none. */
  overview(): Promise<{ table: string; rows: number; oldestAt: string | null }[]>;
};
