import { z } from "zod";

/** What the first word on a Socket Mode connection was. `others`: how many connections the app has besides this one. */
export type SocketTry = { kind: "greeted"; others: number } | { kind: "disabled" } | { kind: "failed"; why: string };

const First = z.union([
  z.looseObject({ type: z.literal("hello"), num_connections: z.number().default(1) }),
  z.looseObject({ type: z.literal("disconnect"), reason: z.string() }),
]);

const timeoutMs = 10_000;

const judged = (data: unknown): SocketTry => {
  const first = First.safeParse(
    (() => {
      try {
        return JSON.parse(String(data));
      } catch {
        return null;
      }
    })(),
  );
  if (!first.success) return { kind: "failed", why: "an unreadable greeting" };
  if (first.data.type === "hello") return { kind: "greeted", others: Math.max(0, first.data.num_connections - 1) };
  return first.data.reason === "link_disabled" ? { kind: "disabled" } : { kind: "failed", why: first.data.reason };
};

/**
 * Opens a Socket Mode connection, waits for the first word and closes it at once. Whether Socket Mode is on is said nowhere else. An event that Slack
 * should send here in between is not acknowledged, so Slack sends it to the service.
 */
export const trySocket = (url: string): Promise<SocketTry> =>
  new Promise((resolve) => {
    const socket = new WebSocket(url);
    const end = (result: SocketTry): void => {
      clearTimeout(timer);
      socket.close();
      resolve(result);
    };
    const timer = setTimeout(() => end({ kind: "failed", why: "no greeting within 10 s" }), timeoutMs);
    socket.addEventListener("message", ({ data }) => end(judged(data)));
    socket.addEventListener("error", () => end({ kind: "failed", why: "the connection was refused" }));
    socket.addEventListener("close", () => end({ kind: "failed", why: "the connection was closed" }));
  });
