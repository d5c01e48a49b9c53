import type { Timings } from "./answer.ts";
import type { AnswerMode } from "./receipt.ts";
import type { Routing } from "./route.ts";

/**
 * How a message was decided, for the rep and the try-it page, never for the member. `routing` quotes the member's words, and is null when
 * routing was skipped; `wordedBy` says whose words the claims are, null when nothing is claimed.
 */
export type DecisionRecord = {
  routing: Routing | null;
  /** 0..1: how likely the sources answer this; null when they were not searched. */
  confidence: number | null;
  timings: Timings;
  wordedBy: AnswerMode | null;
};
