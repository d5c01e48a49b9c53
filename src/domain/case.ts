/** How soon a rep should look. A crisis is always `urgent`. */
export const casePriorities = ["normal", "high", "urgent"] as const;
export type CasePriority = (typeof casePriorities)[number];

/**
 * How far a case has come. `open`: a rep should act. `pending`: a rep has replied, and it is the member's turn. `snoozed`: whoever has it
 * chose to look at it later. `resolved`: done. A pending or snoozed case always has an assignee, so that nobody's case is nobody's.
 */
export const caseStates = ["open", "pending", "snoozed", "resolved"] as const;
export type CaseState = (typeof caseStates)[number];

/** A matter for a human rep, as told to the member and to programs. `dueOn` is the member's own deadline. */
export type CaseSummary = {
  id: string;
  priority: CasePriority;
  dueOn: string | null;
  queue: string;
  topic: string;
};
