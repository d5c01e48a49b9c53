import type { CaseState, CaseSummary } from "../domain/case.ts";
import type { CaseEvent, CaseEventKind, CaseNews } from "../domain/case-event.ts";
import type { CaseChange, CaseRecord } from "../domain/case-record.ts";
import type { CaseToOpen } from "../domain/effects.ts";
import type { Origin } from "../domain/message.ts";

/** Which cases: in one of `states`; of one queue and of one assignee (null: nobody's), each left out for all. */
export type CaseFilter = { states: readonly CaseState[]; queue?: string; assignee?: string | null };

/** A place in a list, which is that of the last case that was given. */
export type CasePlace = Pick<CaseRecord, "priority" | "openedAt" | "id">;

/**
 * What became of a change. `repeat`: an action of this id was written before, and nothing is written now. `stale`: something happened to the
 * case since it was seen; `by` and `what` are of the first event that the caller had not seen.
 */
export type Acted =
  | { kind: "done"; record: CaseRecord }
  | { kind: "repeat"; record: CaseRecord; event: CaseEvent }
  | { kind: "stale"; current: CaseRecord; by: string; what: CaseEventKind }
  | { kind: "unknown_case" };

/**
 * Cases and what happened to them. A case's events are added to and never changed; they go with the case alone, when it is deleted whole.
 * Every function is one transaction.
 */
export type CaseStore = {
  /** Throws when the id is taken. `origin` is left out for a matter that came by no channel. */
  open(newCase: CaseToOpen, origin?: Origin | null): Promise<void>;
  recent(limit: number): Promise<(CaseSummary & { question: string; reason: string; openedAt: string })[]>;
  /** A case with its events, oldest first; null when there is none. */
  read(id: string): Promise<{ record: CaseRecord; events: CaseEvent[] } | null>;
  /** Cases by need: urgent ones first, then those that have waited longest. At most `limit`, from after `after` on. */
  list(filter: CaseFilter, page: { limit: number; after: CasePlace | null }): Promise<CaseRecord[]>;
  /** The case of a member's conversation that is not resolved: of several, one that a rep has, and then the newest. Null when there is none. */
  unresolvedOf(conversation: Pick<Origin, "channel" | "threadKey" | "memberKey">): Promise<CaseRecord | null>;
  /**
   * Writes an event and what it makes of the case. `seenVersion` is the version that the change was decided on; null for a change that holds
   * whatever has happened meanwhile. Of two at once one is done and the other stale.
   */
  act(
    caseId: string,
    seenVersion: number | null,
    change: CaseChange,
    at: { nowAt: string; actionId?: string | null },
  ): Promise<Acted>;
  /** Writes news to a case; false when there is no such case. */
  tell(news: CaseNews, at: { nowAt: string }): Promise<boolean>;
  /** Snoozed cases whose time has come, those first that should have woken first. */
  dueToWake(nowAt: string, limit: number): Promise<CaseRecord[]>;
};
