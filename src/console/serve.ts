import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";

/** A running console. `url` has no slash at its end. */
export type RunningConsole = {
  url: string;
  port: number;
  /** Takes no new requests, lets those under way finish for up to `graceMs`, then cuts what is left. */
  close(graceMs?: number): Promise<void>;
};

/** Thrown when the console cannot listen: `port_in_use`, `port_refused` (no right to it) or `listen_failed`. */
export type ServeFault = Error & { code: "port_in_use" | "port_refused" | "listen_failed" };

const serveFault = (port: number, cause: NodeJS.ErrnoException): ServeFault => {
  if (cause.code === "EADDRINUSE")
    return Object.assign(new Error(`Port ${port} is in use: stop the other program or choose another port.`, { cause }), {
      code: "port_in_use" as const,
    });
  if (cause.code === "EACCES")
    return Object.assign(new Error(`This account may not listen on port ${port}: choose one above 1023.`, { cause }), {
      code: "port_refused" as const,
    });
  return Object.assign(new Error(`The console could not listen on port ${port}.`, { cause }), { code: "listen_failed" as const });
};

/**
 * Serves the console on 127.0.0.1 only, unless another address of this machine is named. Port 0 takes any free one. Resolves when it is listening; rejects with a
 * `ServeFault` when it cannot.
 */
export const serveConsole = (app: Pick<Hono, "fetch">, options: { port: number; host?: string }): Promise<RunningConsole> =>
  new Promise((resolve, reject) => {
    const { host = "127.0.0.1" } = options;
    const serverOptions = { headersTimeout: 10_000, requestTimeout: 30_000, maxHeaderSize: 16 * 1024 };
    const server = createAdaptorServer({ fetch: app.fetch, serverOptions }) as Server;
    server.once("error", (cause) => reject(serveFault(options.port, cause)));
    server.listen(options.port, host, () => {
      const { port } = server.address() as AddressInfo;
      const close = (graceMs = 5_000): Promise<void> =>
        new Promise((closed) => {
          const cut = setTimeout(() => server.closeAllConnections(), graceMs);
          server.close(() => {
            clearTimeout(cut);
            closed();
          });
          server.closeIdleConnections();
        });
      resolve({ url: `http://${host}:${port}`, port, close });
    });
  });
