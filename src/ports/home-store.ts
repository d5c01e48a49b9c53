import type { Outcome } from "../domain/answer.ts";
import type { CasePriority, CaseState } from "../domain/case.ts";
import type { Participant } from "./conversation-store.ts";

/**
 * A member's question with how far it has come. `outcome` is null while it is being looked at, and for a message that went to the rep who has the
 * conversation. `case` is the case that it opened, if any.
 */
export type RecentQuestion = {
  messageId: string;
  question: string;
  arrivedAt: string;
  isSettled: boolean;
  outcome: Outcome | null;
  case: { id: string; state: CaseState } | null;
};

/** A member's case that is not resolved. `isTaken`: a rep has it. */
export type MembersCase = {
  id: string;
  state: CaseState;
  question: string;
  openedAt: string;
  dueOn: string | null;
  isTaken: boolean;
};

/** A queue of cases that are not resolved. `dueSoon` counts those whose deadline is on or before the asked day. */
export type QueueAtAGlance = {
  queue: string;
  waiting: Record<CasePriority, number>;
  unassigned: number;
  dueSoon: number;
  oldestAt: string | null;
};

/** What a page of somebody's own shows: a member's questions and cases, a rep's queues. Reads only. */
export type HomeStore = {
  /** The newest first, at most `limit`; greetings and the like are left out. */
  recentQuestions(of: Participant, limit: number): Promise<RecentQuestion[]>;
  /** The newest first, at most `limit`. */
  openCases(of: Participant, limit: number): Promise<MembersCase[]>;
  /** Queues with at least one case that is not resolved. `dueBy`: a day, `YYYY-MM-DD`. */
  queues(dueBy: string): Promise<QueueAtAGlance[]>;
};
