import { type AttemptFault, attemptFault } from "./attempt-fault.ts";

/** Refused because of what was asked, as Azure OpenAI and OpenAI say it, with HTTP 400. */
const contentRefused = /content_filter|content_policy_violation/;

/**
 * What an HTTP status other than 2xx means. `complaint` is the body's text, read to a limit; `retryAfterMs` as the server asked.
 * Vendors bill nothing for these. A redirect is not followed: the question would go to a host that
 * nobody chose.
 */
export const classifyStatus = (status: number, complaint: string, retryAfterMs: number | null): AttemptFault => {
  const said = { status, complaint, retryAfterMs };
  // 402: the account is empty. Like a refused key, nobody but the volunteer can mend it.
  if (status === 401 || status === 402) return attemptFault("unauthorised", { ...said, health: "locked" });
  // 403 also comes from firewalls and moderation for one message alone, so it does not shut the model for the next one.
  if (status === 403) return attemptFault("unauthorised", said);
  // An exhausted quota is reported as 429 as well; waiting seconds does not refill it.
  if (status === 429) {
    return attemptFault("rate_limited", {
      ...said,
      health: "down",
      retry: /insufficient_quota/.test(complaint) ? "never" : "after_wait",
    });
  }
  if (status === 408 || status === 409 || status >= 500) {
    return attemptFault("server_error", { ...said, health: "down", retry: "after_wait" });
  }
  return attemptFault(contentRefused.test(complaint) ? "refusal" : "bad_request", said);
};
