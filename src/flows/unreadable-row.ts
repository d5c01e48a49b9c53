import type { AskRow } from "../domain/answer.ts";

/** The row that stands in for a line of a batch that could not be read, so that rows in and rows out keep step. */
export const unreadableRow = (line: number, fault: string): AskRow => ({
  id: null,
  question: "",
  outcome: "clarify",
  reason: "unreadable_question",
  confidence: null,
  text: `Line ${line} could not be read. ${fault}`,
  claims: [],
  citations: [],
  asOf: null,
  notices: [],
  case: null,
  answerId: null,
  timings: { totalMs: 0, retrieveMs: 0, draftMs: 0, verifyMs: 0 },
});
