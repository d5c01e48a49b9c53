/** How soon a rep should look. A crisis is always `urgent`. */
export const casePriorities = ["normal", "high", "urgent"] as const;
export type CasePriority = (typeof casePriorities)[number];

/** A matter for a human rep, as told to the member and to programs. `dueOn` is the member's own deadline. */
export type CaseSummary = {
  id: string;
  priority: CasePriority;
  dueOn: string | null;
  queue: string;
  topic: string;
};
