import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { SlackIdentity } from "../read-event.ts";

/** One call that would have gone to Slack. */
export type RecordedCall = { method: string; args: Record<string, unknown> };

/** Stands in for Slack's Web API while payloads are played again: it takes every call, keeps it, and says that it was done. */
export type RecordingSlack = {
  /** Ends in a slash. */
  apiUrl: string;
  /** What goes where a payload names an address to answer to. */
  responseUrl: string;
  calls: RecordedCall[];
  close(): Promise<void>;
};

const readArgs = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  const body = Buffer.concat(parts).toString("utf8");
  if (!(request.headers["content-type"] ?? "").includes("json")) return Object.fromEntries(new URLSearchParams(body));
  return JSON.parse(body) as Record<string, unknown>;
};

/** Starts it on a free port of 127.0.0.1. `identity` is who the bot is there. */
export const startRecordingSlack = async (identity: SlackIdentity): Promise<RecordingSlack> => {
  const calls: RecordedCall[] = [];
  const { team, botUserId, botId } = identity;
  const answerTo = (method: string, args: Record<string, unknown>): Record<string, unknown> => {
    const ts = `${Math.floor(Date.now() / 1000)}.${String(calls.length).padStart(6, "0")}`;
    switch (method) {
      case "auth.test":
        return { team_id: team, user_id: botUserId, ...(botId !== null && { bot_id: botId }) };
      case "conversations.open":
        return { channel: { id: `D${String(args.users).slice(1)}` } };
      case "conversations.history":
      case "conversations.replies":
        return { messages: [], response_metadata: { next_cursor: "" } };
      case "users.conversations":
      case "conversations.list":
        return { channels: [], response_metadata: { next_cursor: "" } };
      case "users.info":
        return {
          user: { id: args.user, team_id: team, is_restricted: false, is_ultra_restricted: false, is_bot: false, deleted: false },
        };
      case "views.open":
      case "views.publish":
        return { view: { id: `V${calls.length}` } };
      default:
        return { channel: args.channel, ts, message_ts: ts, message: { ts } };
    }
  };
  const server = createServer((request, response) => {
    const method = (request.url ?? "").split("/").at(-1)!.split("?")[0]!;
    readArgs(request)
      .then((args) => {
        calls.push({ method, args });
        response
          .writeHead(200, { "content-type": "application/json" })
          .end(JSON.stringify({ ok: true, ...answerTo(method, args) }));
      })
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    apiUrl: `${origin}/api/`,
    responseUrl: `${origin}/answer/response_url`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
