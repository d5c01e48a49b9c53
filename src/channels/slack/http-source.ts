import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { HTTPReceiver } from "@slack/bolt";
import type { EnvelopeSource } from "./storing-receiver.ts";

/** What HTTP mode needs: the secret that Slack signs with, and where to listen. */
export type HttpSourceDeps = {
  signingSecret: string;
  port: number;
  host: string;
  nowMs: () => number;
  log: (code: string, cause?: unknown) => void;
};

/** Slack's advice for a request that may be an old one played again (https://docs.slack.dev/authentication/verifying-requests-from-slack). */
const mostSkewMs = 5 * 60_000;

const quiet = { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, getLevel: () => "error" as never, setName() {} };

/** Bolt refuses what is too old, and takes a time in the future, which an attacker could prepare. */
const isFresh = (request: IncomingMessage, nowMs: number): boolean =>
  Math.abs(Number(request.headers["x-slack-request-timestamp"]) * 1000 - nowMs) <= mostSkewMs;

/**
 * Slack's requests over HTTP, checked and read by Bolt's own receiver: the answer is sent when everything is stored, and 500 when it could not be,
 * so that Slack sends it again.
 */
export const httpSource = (deps: HttpSourceDeps): EnvelopeSource & { port(): number } => {
  const server = createServer();
  return {
    port: () => {
      const address = server.address();
      return typeof address === "object" && address !== null ? address.port : 0;
    },
    open: async (onEnvelope) => {
      const receiver = new HTTPReceiver({
        signingSecret: deps.signingSecret,
        processBeforeResponse: true,
        logger: quiet,
        processEventErrorHandler: async ({ error, response }) => {
          deps.log("slack_not_taken_in", error);
          response.writeHead(500).end();
          return false;
        },
      });
      // The receiver hands each checked request to what it takes for Bolt's app.
      receiver.init({ processEvent: onEnvelope } as unknown as Parameters<HTTPReceiver["init"]>[0]);
      server.on("request", (request: IncomingMessage, response: ServerResponse) => {
        if (request.headers["x-slack-request-timestamp"] !== undefined && !isFresh(request, deps.nowMs()))
          return void response.writeHead(401).end();
        receiver.requestListener(request, response);
      });
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(deps.port, deps.host, resolve);
      });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 5000).unref();
      }),
  };
};
