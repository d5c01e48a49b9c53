import { z } from "zod";

/** What Slack answered to a question about a token, with what the headers tell: the scopes that the token has, and Slack's time in milliseconds. */
export type SlackAnswer =
  | { kind: "done"; body: Record<string, unknown>; scopes: string[] | null; slackNowMs: number | null }
  | { kind: "refused"; error: string; slackNowMs: number | null }
  | { kind: "unreachable"; why: string };

/** Asks one method of the Web API with a token. Never rejects. */
export type AskSlack = (method: string, token: string, args?: Record<string, string>) => Promise<SlackAnswer>;

const Body = z.looseObject({ ok: z.boolean(), error: z.string().optional() });

const timeoutMs = 10_000;

const whyOf = (fault: unknown): string => {
  const { cause, message } = fault as { cause?: { code?: unknown }; message?: unknown };
  return typeof cause?.code === "string" ? cause.code : String(message);
};

/** Asks over plain HTTP: Slack's own client keeps the headers to itself. `apiUrl` ends in a slash. */
export const askSlackAt =
  (apiUrl: string): AskSlack =>
  async (method, token, args = {}) => {
    try {
      const response = await fetch(new URL(method, apiUrl), {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
        body: new URLSearchParams(args),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const read = Body.safeParse(await response.json().catch(() => null));
      if (!read.success) return { kind: "unreachable", why: `${response.status} and no answer that can be read` };
      const date = Date.parse(response.headers.get("date") ?? "");
      const slackNowMs = Number.isNaN(date) ? null : date;
      if (!read.data.ok) return { kind: "refused", error: read.data.error ?? `http_${response.status}`, slackNowMs };
      const scopes =
        response.headers
          .get("x-oauth-scopes")
          ?.split(/[,\s]+/)
          .filter((scope) => scope !== "") ?? null;
      return { kind: "done", body: read.data, scopes, slackNowMs };
    } catch (fault) {
      return { kind: "unreachable", why: whyOf(fault) };
    }
  };
