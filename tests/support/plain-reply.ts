import type { AnswerReply } from "../../src/domain/reply.ts";

/** A reply of some words alone, which is also what it comes to as text. */
export const plainReply = (words: string): AnswerReply => ({
  kind: "answer",
  outcome: "signposted",
  reason: null,
  lead: words,
  general: null,
  parts: [],
  missed: [],
  notices: [],
  wayToPerson: "",
  asOf: null,
  case: null,
  answerId: null,
});
