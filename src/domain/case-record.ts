import type { CaseState, CaseSummary } from "./case.ts";
import type { CaseEventBody, CaseNews } from "./case-event.ts";
import type { Origin } from "./message.ts";

/**
 * A case as it stands. `question` to `openedAt` are what it was opened with. `origin` is the conversation that it came from, null when it came
 * by no channel; `assignee` a rep's id of reps.yaml. `version` is how many events it has had.
 */
export type CaseRecord = CaseSummary & {
  state: CaseState;
  question: string;
  scenario: string | null;
  reason: string;
  why: string;
  dueWords: string | null;
  passageIds: string[];
  openedAt: string;
  origin: Origin | null;
  assignee: string | null;
  snoozedUntilAt: string | null;
  resolvedAt: string | null;
  version: number;
};

/** What an action makes of a case: the event that is kept, who did it, and what of the case is different afterwards. */
export type CaseChange = {
  event: CaseEventBody;
  actor: string;
  becomes: Partial<Pick<CaseRecord, "state" | "assignee" | "snoozedUntilAt" | "resolvedAt">>;
};

/** What news makes of a case in whatever state: it is open, with whoever had it. */
export const changeOfNews = (event: CaseNews["event"]): CaseChange => ({
  event,
  actor: "noticeboard",
  becomes: { state: "open", snoozedUntilAt: null, resolvedAt: null },
});
