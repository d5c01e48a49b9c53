import type { Reason } from "../domain/answer.ts";
import type { CasePriority, CaseSummary } from "../domain/case.ts";

/** What a rep needs to start: the member's words, why it came, and the passages found so far. */
export type NewCase = {
  question: string;
  scenario: string | null;
  reason: Reason;
  why: string;
  priority: CasePriority;
  dueOn: string | null;
  dueWords: string | null;
  queue: string;
  topic: string;
  passageIds: string[];
  openedAt: string;
};

/** Opens cases and reads them back. */
export type CaseStore = {
  open(newCase: NewCase): Promise<CaseSummary>;
  recent(limit: number): Promise<(CaseSummary & { question: string; reason: string; openedAt: string })[]>;
};
