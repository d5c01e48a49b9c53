import type { AttemptFault } from "./attempt-fault.ts";
import { type Dialect, dialectAfter, dialectAfterWrongForm } from "./request-dialects.ts";

/** What is planned for an attempt: how it is put, after what wait, and how many tries came before it. */
export type AttemptPlan = { dialect: Dialect; waitMs: number; retries: number; formRetries: number; timedOut: boolean };

/** A broken or busy server is tried again twice. */
export const maxRetries = 2;
/** A reply out of form is asked for once more: it costs a whole reply each time, and the extractive answer is there. */
const maxFormRetries = 1;
const backoffBaseMs = 200;
const backoffCapMs = 2000;

const wrongForm = (fault: AttemptFault): boolean =>
  fault.code === "empty" || fault.code === "bad_json" || fault.code === "wrong_schema";

/**
 * Milliseconds to wait: what the server asks for, else a random part of a growing span ("full jitter", M. Brooker, Exponential
 * Backoff And Jitter, AWS Architecture Blog 2015). `random` gives 0..1.
 */
const waitFor = (fault: AttemptFault, retries: number, random: () => number): number => {
  if (fault.retry === "at_once") return 0;
  return fault.retryAfterMs ?? random() * Math.min(backoffCapMs, backoffBaseMs * 2 ** retries);
};

/**
 * What to try after `fault`, or null when asking again would not help or its wait would not fit into `leftMs`. Another dialect is not
 * a retry: it is tried at once, and there are few.
 */
export const nextAttempt = (
  fault: AttemptFault,
  tried: AttemptPlan,
  leftMs: number,
  random: () => number,
): AttemptPlan | null => {
  if (leftMs <= 0) return null;
  if (fault.code === "bad_request" && fault.status !== null) {
    const dialect = dialectAfter(tried.dialect, fault.status, fault.complaint ?? "");
    return dialect === null ? null : { ...tried, dialect, waitMs: 0 };
  }
  if (fault.retry === "never" || tried.retries >= maxRetries) return null;
  if (wrongForm(fault) && tried.formRetries >= maxFormRetries) return null;
  const waitMs = waitFor(fault, tried.retries, random);
  if (waitMs >= leftMs) return null;
  return {
    dialect: wrongForm(fault) ? dialectAfterWrongForm(tried.dialect) : tried.dialect,
    waitMs,
    retries: tried.retries + 1,
    formRetries: tried.formRetries + (wrongForm(fault) ? 1 : 0),
    timedOut: tried.timedOut || fault.code === "timeout",
  };
};
