import type { At } from "./spine-store.ts";

/**
 * One thing that was done, in ids and codes alone: no member's key, no name and no words of anybody, so that the record can stay when a person is
 * erased. `actor` is a rep's id of reps.yaml, `operator` for a command, or `noticeboard`.
 */
export type AuditEntry = {
  actor: string;
  /** A closed code in snake_case, such as `case_resolved`. */
  action: string;
  subject: { kind: "case" | "message" | "answer" | "member" | "store" | "knowledge"; id: string };
  codes: Record<string, string | number | null>;
};

/**
 * What a check of the whole chain found. `brokenAt` is the position of the first entry that was changed, moved or taken out, or null; one past
 * the last entry when the end is missing. `head` is the digest of the last entry: whoever writes it down elsewhere can tell later that nothing
 * before it was changed, not even by somebody who can write the whole table anew.
 */
export type AuditCheck = { entries: number; head: string; brokenAt: number | null };

/** The record of what was done: appended to, never changed. Each entry carries the digest of the one before it. */
export type AuditStore = {
  /** Inside a transaction, append last: others that append wait until it ends. */
  append(entry: AuditEntry, at: At): Promise<void>;
  /** Entries about one subject, oldest first. */
  about(subject: AuditEntry["subject"]): Promise<(AuditEntry & { happenedAt: string })[]>;
  check(): Promise<AuditCheck>;
  /**
   * Removes at most `limit` of the oldest entries, those before the instant `before`, and appends an entry that says from where the chain
   * goes on, so that it still checks. Gives how many were removed.
   */
  prune(before: string, limit: number, at: At): Promise<number>;
};
