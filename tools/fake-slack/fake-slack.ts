import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { createFakeSockets, type FakeSockets } from "./sockets.ts";
import { createTokens, type FakeTokens, refusalOf, tokenHeaders } from "./tokens.ts";
import { methods } from "./web-api.ts";
import { createWorkspace, type Workspace } from "./workspace.ts";

/** A call that reached the fake, in order. */
export type FakeCall = { method: string; args: Record<string, unknown>; atMs: number; status: number };

/**
 * What goes wrong with the next call that fits: `limited` answers 429; `lost` does the work and drops the connection before answering; `refused`
 * drops it before the work; `broken` answers 500 after the work; `slow` waits, then works.
 */
export type FakeFault = {
  method: string;
  /** Only calls about this conversation; any when left out. */
  channel?: string;
  times: number;
} & (
  | { kind: "limited"; retryAfterSeconds: number }
  | { kind: "lost" | "refused" | "broken" }
  | { kind: "slow"; ms: number }
  | { kind: "error"; error: string }
);

/** A Slack of one workspace on loopback: Web API over HTTP and Socket Mode over WebSocket. */
export type FakeSlack = {
  /** For `SLACK_API_URL`; ends in a slash. */
  apiUrl: string;
  workspace: Workspace;
  calls: FakeCall[];
  sockets: FakeSockets;
  /** Which tokens there are and what they may do; to be changed by tests. */
  tokens: FakeTokens;
  /** Faults are used up in order. */
  plan(...faults: FakeFault[]): void;
  close(): Promise<void>;
};

const readArgs = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  const body = Buffer.concat(parts).toString("utf8");
  if ((request.headers["content-type"] ?? "").includes("json")) return JSON.parse(body) as Record<string, unknown>;
  return Object.fromEntries(new URLSearchParams(body));
};

/** Starts a fake Slack on a free port of 127.0.0.1. */
export const startFakeSlack = async (): Promise<FakeSlack> => {
  const workspace = createWorkspace();
  const calls: FakeCall[] = [];
  const faults: FakeFault[] = [];
  const tokens = createTokens();
  const connections = new Set<Socket>();

  const takeFault = (method: string, channel: unknown): FakeFault | null => {
    const fault = faults.find(
      (one) => one.method === method && one.times > 0 && (one.channel === undefined || one.channel === channel),
    );
    if (fault === undefined) return null;
    fault.times -= 1;
    return fault;
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = (request.url ?? "").split("/").at(-1)!.split("?")[0]!;
    const args = await readArgs(request);
    const call: FakeCall = { method, args, atMs: performance.now(), status: 200 };
    calls.push(call);
    const reply = (status: number, body: unknown, headers: Record<string, string> = {}): void => {
      call.status = status;
      response
        .writeHead(status, { "content-type": "application/json", ...tokenHeaders(tokens), ...headers })
        .end(JSON.stringify(body));
    };
    const refusal = refusalOf(tokens, method, request.headers.authorization, args);
    if (refusal !== null) return reply(200, { ok: false, ...refusal });
    const fault = takeFault(method, args.channel);
    if (fault?.kind === "limited")
      return reply(429, { ok: false, error: "ratelimited" }, { "retry-after": String(fault.retryAfterSeconds) });
    if (fault?.kind === "error") return reply(200, { ok: false, error: fault.error });
    if (fault?.kind === "refused") return void request.socket.destroy();
    if (fault?.kind === "slow") await new Promise((resolve) => setTimeout(resolve, fault.ms));
    if (method === "apps.connections.open")
      return reply(200, { ok: true, url: sockets.newUrl((server.address() as AddressInfo).port) });
    const work = methods[method];
    const result = work === undefined ? { error: "unknown_method" } : work(workspace, args);
    if (fault?.kind === "lost") return void request.socket.destroy();
    if (fault?.kind === "broken") return reply(500, {});
    reply(200, { ok: !("error" in result), ...result });
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.on("connection", (socket) => {
    connections.add(socket);
    socket.on("close", () => connections.delete(socket));
  });
  const sockets = createFakeSockets(server, () => tokens.socketModeIsOn);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    workspace,
    calls,
    sockets,
    tokens,
    plan: (...planned) => void faults.push(...planned),
    close: async () => {
      sockets.close();
      for (const socket of connections) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
