import { ErrorCode, type WebAPICallError, type WebAPICallResult, WebClient } from "@slack/web-api";

/**
 * What became of a call to Slack. `refused` is certain: nothing was done. `unknown`: it may have been. `retryAfterMs` when Slack says how long
 * to leave that method and conversation alone.
 */
export type SlackResult<T> =
  | { kind: "done"; value: T }
  | { kind: "refused"; code: string; retryAfterMs: number | null; final: boolean }
  | { kind: "unknown"; code: string };

/** A call to one method of Slack's Web API. Never rejects. */
export type CallSlack = (
  method: string,
  args: Record<string, unknown>,
  timeoutMs?: number,
) => Promise<SlackResult<WebAPICallResult>>;

/** The longest that a call to Slack may take, in milliseconds. */
export const slackTimeoutMs = 6000;

/** What Slack says when trying again may help; everything else that it refuses, it will refuse again. */
const passing = new Set([
  "ratelimited",
  "rate_limited",
  "service_unavailable",
  "internal_error",
  "fatal_error",
  "request_timeout",
]);

/** Slack may have done what it was asked before this went wrong. */
const doubtful = new Set(["internal_error", "fatal_error", "request_timeout"]);

/** The connection was never made, so nothing can have been done. */
const neverConnected = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "UND_ERR_CONNECT_TIMEOUT"]);

const codeOfCause = (fault: unknown): string => {
  for (let at = fault as { code?: unknown; cause?: unknown } | undefined; at; at = at.cause as typeof at)
    if (typeof at.code === "string" && !at.code.startsWith("slack_")) return at.code;
  return "no_answer";
};

const judged = (fault: WebAPICallError): SlackResult<never> => {
  if (fault.code === ErrorCode.RateLimitedError)
    return { kind: "refused", code: "rate_limited", retryAfterMs: fault.retryAfter * 1000, final: false };
  if (fault.code === ErrorCode.PlatformError) {
    const code = fault.data.error;
    if (doubtful.has(code)) return { kind: "unknown", code };
    return { kind: "refused", code, retryAfterMs: null, final: !passing.has(code) };
  }
  if (fault.code === ErrorCode.HTTPError) {
    const code = `http_${fault.statusCode}`;
    if (fault.statusCode >= 500) return { kind: "unknown", code };
    return { kind: "refused", code, retryAfterMs: null, final: fault.statusCode !== 408 };
  }
  const code = codeOfCause(fault.code === ErrorCode.RequestError ? (fault.original ?? fault) : fault);
  if (neverConnected.has(code)) return { kind: "refused", code: code.toLowerCase(), retryAfterMs: null, final: false };
  return { kind: "unknown", code: code.toLowerCase() };
};

const defaultRetryAfterSeconds = 30;

/** A 429 without `Retry-After` is taken for one that asks for half a minute; Slack's client would not know it for a 429. */
const fetchWithPause: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (response.status !== 429 || /^\d+$/.test(response.headers.get("retry-after") ?? "")) return response;
  await response.body?.cancel();
  return new Response("", { status: 429, headers: { "retry-after": String(defaultRetryAfterSeconds) } });
};

/** Its log would repeat what is sent. */
const quiet = { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, getLevel: () => "error" as never, setName() {} };

/**
 * Calls to Slack with the bot's token. Slack's own client would try ten times without telling, post twice when an answer is lost, and hold every
 * conversation back while one waits for its `Retry-After`; all that is switched off here. `apiUrl` ends in a slash.
 */
export const createSlackCall = (token: string, apiUrl: string): CallSlack => {
  const client = new WebClient(token, {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: slackTimeoutMs,
    // Its queue would let one slow conversation hold up the others.
    maxRequestConcurrency: Number.POSITIVE_INFINITY,
    allowAbsoluteUrls: false,
    fetch: fetchWithPause,
    logger: quiet,
  });
  return async (method, args, timeoutMs = slackTimeoutMs) => {
    const late = Promise.withResolvers<SlackResult<never>>();
    const timer = setTimeout(() => late.resolve({ kind: "unknown", code: "timeout" }), timeoutMs);
    const called = client.apiCall(method, args).then(
      (value): SlackResult<WebAPICallResult> => ({ kind: "done", value }),
      (fault: WebAPICallError) => judged(fault),
    );
    try {
      return await Promise.race([called, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  };
};
