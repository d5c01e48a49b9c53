import type { NewCase } from "../../src/ports/case-store.ts";

/** A case as the flow opens one. */
export const newCase: NewCase = {
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
};
