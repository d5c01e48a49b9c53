import { createHmac } from "node:crypto";

/** A captured payload: what Slack sent, and how it was encoded. */
export type CapturedPayload = { encoding: "json" | "form"; body: unknown };

/** A request as Slack would send it. */
export type SignedRequest = { headers: Record<string, string>; body: string };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const asForm = (body: unknown): string =>
  new URLSearchParams(
    Object.entries(isRecord(body) ? body : { payload: body }).map(([name, value]): [string, string] => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  ).toString();

/** What came over a socket is carried in an envelope, which HTTP does without. */
const withoutEnvelope = (body: unknown): unknown =>
  isRecord(body) && typeof body.envelope_id === "string" && isRecord(body.payload) ? body.payload : body;

/** Answers to a payload's own address would leave the machine: they go to `responseUrl` instead. */
const answeringTo = (body: unknown, responseUrl: string): unknown =>
  JSON.parse(JSON.stringify(body ?? null), (name, value: unknown) => (name === "response_url" ? responseUrl : value));

/**
 * A payload as a request that Slack has signed now (https://docs.slack.dev/authentication/verifying-requests-from-slack). `nowMs` is the time of
 * day in milliseconds.
 */
export const signedRequest = (
  { encoding, body }: CapturedPayload,
  { signingSecret, responseUrl, nowMs }: { signingSecret: string; responseUrl: string; nowMs: number },
): SignedRequest => {
  const sent = answeringTo(withoutEnvelope(body), responseUrl);
  const text = encoding === "form" ? asForm(sent) : JSON.stringify(sent);
  const timestamp = String(Math.floor(nowMs / 1000));
  const signature = createHmac("sha256", signingSecret).update(`v0:${timestamp}:${text}`).digest("hex");
  return {
    body: text,
    headers: {
      "content-type": encoding === "form" ? "application/x-www-form-urlencoded" : "application/json",
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${signature}`,
    },
  };
};
