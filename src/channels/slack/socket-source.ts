import { SocketModeClient } from "@slack/socket-mode";
import type { EnvelopeSource } from "./storing-receiver.ts";

/** What the sockets need. `apiUrl` ends in a slash; `connected` is told of each connection that is made, with how long there was none at all. */
export type SocketSourceDeps = {
  appToken: string;
  apiUrl: string;
  connected: (gapMs: number) => void;
  log: (code: string, cause?: unknown) => void;
  random: () => number;
  nowMs: () => number;
};

/** Slack closes each connection every few hours; with two of them, which Slack spreads events over, one is always there. */
const sockets = 2;
const pace = { firstMs: 500, longestMs: 30_000, pongTimeoutMs: 5000 };

const quiet = { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, getLevel: () => "error" as never, setName() {} };

/** Keeps two Socket Mode connections open, each made anew when it ends, until it is closed. */
export const socketSource = (deps: SocketSourceDeps): EnvelopeSource => {
  const closing = new AbortController();
  const open = new Set<SocketModeClient>();
  let goneSinceMs = deps.nowMs();

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      closing.signal.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve();
      });
    });

  /** One connection from its beginning to its end. Slack's own reconnecting waits 5 s each time and gives up for good on some errors. */
  const connectOnce = async (onEnvelope: Parameters<EnvelopeSource["open"]>[0], ready: () => void): Promise<boolean> => {
    const client = new SocketModeClient({
      appToken: deps.appToken,
      autoReconnectEnabled: false,
      clientPingTimeout: pace.pongTimeoutMs,
      clientOptions: { slackApiUrl: deps.apiUrl, retryConfig: { retries: 0 }, timeout: 10_000 },
      logger: quiet,
    });
    const ended = Promise.withResolvers<void>();
    client.on("disconnected", () => ended.resolve());
    client.on("slack_event", ({ body, ack, retry_num: retryNum, retry_reason: retryReason }) => {
      onEnvelope({ body, ack, retryNum, retryReason }).catch((cause: unknown) => deps.log("slack_not_taken_in", cause));
    });
    const stop = (): void => void client.disconnect().catch(() => undefined);
    closing.signal.addEventListener("abort", stop);
    try {
      await client.start();
      const gapMs = open.size === 0 ? deps.nowMs() - goneSinceMs : 0;
      open.add(client);
      deps.connected(gapMs);
      ready();
      await ended.promise;
      return true;
    } catch (cause) {
      deps.log("slack_not_connected", cause);
      return false;
    } finally {
      closing.signal.removeEventListener("abort", stop);
      if (open.delete(client) && open.size === 0) goneSinceMs = deps.nowMs();
    }
  };

  const keepConnected = async (onEnvelope: Parameters<EnvelopeSource["open"]>[0], ready: () => void): Promise<void> => {
    for (let failures = 0; !closing.signal.aborted; ) {
      failures = (await connectOnce(onEnvelope, ready)) ? 0 : failures + 1;
      const ms = failures === 0 ? 0 : Math.min(pace.longestMs, pace.firstMs * 2 ** (failures - 1));
      if (ms > 0) await pause(ms * (0.5 + deps.random() / 2));
    }
  };

  let running: Promise<unknown> = Promise.resolve();
  return {
    open: async (onEnvelope) => {
      const ready = Promise.withResolvers<void>();
      running = Promise.all(Array.from({ length: sockets }, () => keepConnected(onEnvelope, ready.resolve)));
      closing.signal.addEventListener("abort", () => ready.resolve());
      await ready.promise;
    },
    close: async () => {
      closing.abort();
      await running;
    },
  };
};
