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

/** What a check of the whole chain found. `brokenAt` is the first entry that was changed, or null; `head` is the digest of the last one. */
export type AuditCheck = { entries: number; head: string; brokenAt: number | null };

/** The record of what was done: appended to, never changed. Each entry carries the digest of the one before it. */
export type AuditStore = {
  append(entry: AuditEntry, at: At): Promise<void>;
  /** Entries about one subject, oldest first. */
  about(subject: AuditEntry["subject"]): Promise<(AuditEntry & { happenedAt: string })[]>;
  check(): Promise<AuditCheck>;
};
