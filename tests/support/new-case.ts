import { newCaseId } from "../../src/adapters/new-reference-number.ts";
import type { CaseToOpen } from "../../src/domain/effects.ts";

/** A case as the flow opens one, under a number of its own. */
export const newCase = (over: Partial<CaseToOpen> = {}): CaseToOpen => ({
  id: newCaseId(),
  question: "Am I at risk?",
  scenario: null,
  reason: "personal_matter",
  why: "speaks of the own post",
  priority: "high",
  dueOn: "2025-07-01",
  dueWords: "by 1 July",
  queue: "reps",
  topic: "redundancy",
  passageIds: ["a#1"],
  openedAt: "2025-06-20T10:00:00.000Z",
  ...over,
});
