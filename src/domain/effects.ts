import type { Reason } from "./answer.ts";
import type { CasePriority } from "./case.ts";
import type { CaseNews } from "./case-event.ts";
import type { DecisionRecord } from "./decision-record.ts";
import type { Receipt } from "./receipt.ts";

/** A case to be opened, under an id that the caller made. What a rep needs to start: the words, why it came, the passages found so far. */
export type CaseToOpen = {
  id: string;
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

/**
 * Everything that answering a message changes, decided but not yet written. It is written in one transaction with the end of the
 * message's job, so that a crash leaves all of it or nothing.
 */
export type Effects = {
  opened: CaseToOpen | null;
  receipt: Receipt | null;
  /** Kept with the message, where there is one; left out for a message that was given up. */
  decision?: DecisionRecord;
  /** For a message in a conversation that has a case: what that case is told. */
  told?: CaseNews;
  /** The conversation of its channel in which the matter goes on, when not where it was written: it was written where others read along. */
  movedTo?: string;
  /** The words are not kept: they are another person's own matter. */
  forgetsWords?: boolean;
};
