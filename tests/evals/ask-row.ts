import type { AskRow, Citation } from "../../src/domain/answer.ts";

/** A citation for tests, with the keys that matter given. */
export const citation = (given: Partial<Citation> = {}): Citation => ({
  number: 1,
  sourceId: "pay-page",
  title: "Pay",
  publisher: "The union",
  url: "https://union.example/pay#:~:text=Pay%20rises%20in%20April.",
  heading: ["Pay"],
  page: null,
  publishedOn: null,
  updatedOn: "2025-06-06",
  quote: "Pay rises in April.",
  passageId: "pay-page#1",
  ...given,
});

/** An answered row for tests that keeps the contract, with the keys that matter given. */
export const askRow = (given: Partial<AskRow> = {}): AskRow => ({
  id: "one",
  question: "When does pay rise?",
  outcome: "answered",
  reason: null,
  confidence: 0.9,
  text: "Pay rises in April. [1]",
  claims: [{ text: "Pay rises in April.", citations: [1] }],
  citations: [citation()],
  asOf: "2025-06-06",
  notices: [],
  case: null,
  answerId: null,
  timings: { totalMs: 1, retrieveMs: 1, draftMs: 0, verifyMs: 0 },
  ...given,
});
