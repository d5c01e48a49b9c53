import type { ModelFailure } from "../../domain/model-failure.ts";

/**
 * How one attempt failed, for whoever decides what to do next.
 * `retry`: whether the same question may be asked again. `health`: what it says about the server ("locked": the key is refused).
 * `charge`: what the vendor may bill for it: nothing, up to all that was allowed, or more than was allowed.
 * `complaint` is the server's own text. It may hold the prompt and must never be logged.
 */
export type AttemptFault = {
  code: ModelFailure;
  retry: "at_once" | "after_wait" | "never";
  health: "up" | "down" | "locked";
  charge: "none" | "worst_case" | "overrun";
  /** Milliseconds that the server asked for; null when it did not. */
  retryAfterMs: number | null;
  status: number | null;
  /** The system's word for a broken connection, such as ECONNRESET. */
  errno: string | null;
  complaint: string | null;
};

/** A fault with what is not said filled in: not retried, the server up, nothing billed. */
export const attemptFault = (code: ModelFailure, said: Partial<Omit<AttemptFault, "code">> = {}): AttemptFault => ({
  code,
  retry: "never",
  health: "up",
  charge: "none",
  retryAfterMs: null,
  status: null,
  errno: null,
  complaint: null,
  ...said,
});

/** Carries a fault out of a reader. Its message is the code alone, so that no text of a reply can reach a log. */
export class ReplyFault extends Error {
  readonly fault: AttemptFault;
  constructor(fault: AttemptFault) {
    super(fault.code);
    this.fault = fault;
  }
}
