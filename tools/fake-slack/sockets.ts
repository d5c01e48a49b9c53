import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";

/** How an envelope fared: acknowledged after so many milliseconds and tries, or never. */
export type SentEnvelope = { id: string; acknowledged: boolean; ackMs: number | null; tries: number; response: unknown };

/** The Socket Mode half of the fake: as Slack, it gives each envelope to one connection, and again when it is not acknowledged. */
export type FakeSockets = {
  newUrl(port: number): string;
  /** Sends an envelope until it is acknowledged; resolves then, or after `tries` without one. `pausesMs` lie before the second try and the next. */
  send(
    type: "events_api" | "interactive" | "slash_commands",
    payload: unknown,
    options?: { tries?: number; tryMs?: number; pausesMs?: readonly number[] },
  ): Promise<SentEnvelope>;
  /** Slack's own word that a connection will be closed, to each or to one. */
  refresh(which: "one" | "all"): void;
  /** Cuts connections without a word. */
  drop(which: "one" | "all"): void;
  /** While false, new connections are refused. */
  accept(isOpen: boolean): void;
  /** How many connections there are. */
  count(): number;
  close(): void;
};

/** Slack sends an event again after about three seconds without an acknowledgement (https://docs.slack.dev/apis/events-api#retries). */
const defaultTryMs = 3000;

/** Takes WebSocket connections on a server at `/link/...`. An app whose Socket Mode is off is told so in the place of a greeting. */
export const createFakeSockets = (server: Server, socketModeIsOn: () => boolean): FakeSockets => {
  const sockets = new WebSocketServer({ noServer: true });
  const open: WebSocket[] = [];
  const waiting = new Map<string, (response: unknown) => void>();
  let isOpen = true;
  let turn = 0;

  server.on("upgrade", (request, socket, head) => {
    if (!isOpen || !request.url?.startsWith("/link/")) return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (connection) => {
      if (!socketModeIsOn()) {
        connection.send(JSON.stringify({ type: "disconnect", reason: "link_disabled", debug_info: {} }));
        return connection.close();
      }
      open.push(connection);
      connection.on("close", () => open.splice(open.indexOf(connection), 1));
      connection.on("error", () => undefined);
      connection.on("message", (data) => {
        const { envelope_id: id, payload } = JSON.parse(String(data)) as { envelope_id: string; payload?: unknown };
        waiting.get(id)?.(payload);
      });
      connection.send(JSON.stringify({ type: "hello", num_connections: open.length, connection_info: { app_id: "A0FAKE" } }));
    });
  });

  const trySend = (id: string, envelope: unknown, tryMs: number): Promise<{ response: unknown } | null> =>
    new Promise((resolve) => {
      const connection = open[turn++ % Math.max(open.length, 1)];
      const end = (result: { response: unknown } | null): void => {
        clearTimeout(timer);
        waiting.delete(id);
        resolve(result);
      };
      const timer = setTimeout(() => end(null), connection === undefined ? 50 : tryMs);
      waiting.set(id, (response) => end({ response }));
      connection?.send(JSON.stringify(envelope));
    });

  return {
    newUrl: (port) => `ws://127.0.0.1:${port}/link/${randomUUID()}`,
    send: async (type, payload, { tries = 4, tryMs = defaultTryMs, pausesMs = [] } = {}) => {
      const startedMs = performance.now();
      const id = randomUUID();
      for (let attempt = 1; attempt <= tries; attempt += 1) {
        const pauseMs = pausesMs[attempt - 2] ?? 0;
        if (attempt > 1 && pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
        const retried = attempt > 1 && { retry_attempt: attempt - 1, retry_reason: "timeout" };
        const answered = await trySend(
          id,
          { envelope_id: id, type, payload, accepts_response_payload: type !== "events_api", ...retried },
          tryMs,
        );
        if (answered !== null)
          return { id, acknowledged: true, ackMs: performance.now() - startedMs, tries: attempt, response: answered.response };
      }
      return { id, acknowledged: false, ackMs: null, tries, response: null };
    },
    refresh: (which) => {
      for (const connection of which === "all" ? [...open] : open.slice(0, 1))
        connection.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested", debug_info: {} }));
    },
    drop: (which) => {
      for (const connection of which === "all" ? [...open] : open.slice(0, 1)) connection.terminate();
    },
    accept: (open_) => {
      isOpen = open_;
    },
    count: () => open.length,
    close: () => {
      for (const connection of [...open]) connection.terminate();
      sockets.close();
    },
  };
};
