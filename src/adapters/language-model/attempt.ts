import { type AttemptFault, attemptFault, ReplyFault } from "./attempt-fault.ts";
import { classifyBrokenConnection } from "./classify-broken-connection.ts";
import { classifyStatus } from "./classify-status.ts";
import type { Completion } from "./completion.ts";
import { completionReader, type ReplyLimits } from "./completion-reader.ts";
import type { ModelConnection } from "./openai-connection.ts";
import { readBody } from "./read-body.ts";
import { retryAfterMs } from "./retry-after.ts";

/** What one attempt led to. A completion may still be a refusal, empty or out of form. */
export type Attempted = { kind: "completed"; completion: Completion } | { kind: "fault"; fault: AttemptFault };

/**
 * Bounds of one attempt. `signal` ends everything. `silenceMs` is how long the server may stay without sending a byte of its
 * reply: once it has begun, it may take what time is left, so that a slow model is not cut where a dead one is.
 */
export type AttemptBounds = {
  limits: ReplyLimits;
  silenceMs: number;
  signal: AbortSignal;
  onText: (textSoFar: string) => void;
  now: () => Date;
};

const abortedBy = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));

/** Sends `body` once and reads the reply to its end. Never rejects. */
export const attempt = async (
  connection: ModelConnection,
  body: Parameters<ModelConnection>[0],
  bounds: AttemptBounds,
): Promise<Attempted> => {
  const silence = new AbortController();
  const signal = AbortSignal.any([bounds.signal, silence.signal]);
  const timer = setTimeout(() => silence.abort(), bounds.silenceMs);
  let answerBegun = false;
  try {
    signal.throwIfAborted();
    // The connection is aborted too; the race is for one that does not heed it.
    const answer = await Promise.race([connection(body, signal), abortedBy(signal)]);
    if (answer.kind === "refused") {
      return { kind: "fault", fault: classifyStatus(answer.status, answer.text, retryAfterMs(answer.headers, bounds.now())) };
    }
    answerBegun = true;
    const reader = completionReader(bounds.limits, bounds.onText);
    if (answer.body !== null) {
      await readBody(answer.body, signal, (piece) => {
        clearTimeout(timer);
        return reader.push(piece);
      });
    }
    return { kind: "completed", completion: reader.end() };
  } catch (error) {
    if (error instanceof ReplyFault) return { kind: "fault", fault: error.fault };
    if (signal.aborted) return { kind: "fault", fault: timeoutFault };
    return { kind: "fault", fault: classifyBrokenConnection(error, answerBegun) };
  } finally {
    clearTimeout(timer);
  }
};

const timeoutFault = attemptFault("timeout", { retry: "at_once", health: "down", charge: "worst_case" });
