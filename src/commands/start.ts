import { randomBytes } from "node:crypto";
import type { App } from "../compose.ts";
import { consoleDepsOf } from "../compose-console.ts";
import { createConsole } from "../console/console-app.ts";
import { createHealthApp } from "../console/health-app.ts";
import { type RunningConsole, serveConsole } from "../console/serve.ts";
import { openFor } from "./open-for.ts";
import type { Flags } from "./read-flags.ts";
import { awaitStopOrder } from "./stop-order.ts";

/** What is open so far; a stop may come while the rest is still being opened. */
type Open = { app: App | null; console: RunningConsole | null; health: RunningConsole | null };

const isLoopback = (host: string): boolean => ["127.0.0.1", "localhost", "::1"].includes(host);

const serveHealth = async ({ config, operations }: App): Promise<RunningConsole | null> => {
  if (config.health === null) return null;
  const { port, host } = config.health;
  return serveConsole(createHealthApp(operations.view, isLoopback(host)), { port, host });
};

/** What members send is taken in while the pages are still being read, and answered after. */
const openAll = async (flags: Flags, open: Open, onApp: (app: App) => void): Promise<void> => {
  const app = await openFor(flags, "in_background", async (opened) => {
    open.app = opened;
    onApp(opened);
    await opened.operations.start();
    open.health = await serveHealth(opened);
    await opened.spine.listen();
  });
  app.follow();
  app.spine.start();
  app.retention.start();
  const loginToken = randomBytes(24).toString("base64url");
  open.console = await serveConsole(createConsole(consoleDepsOf(app, loginToken)), { port: app.config.port });
  process.stdout.write(
    `Noticeboard is ready. Open this link once, on this machine:\n\n  http://127.0.0.1:${open.console.port}/login?token=${loginToken}\n\nStop with Ctrl+C.\n`,
  );
};

/**
 * `start`: serves the try-it page on loopback until the process is told to stop; prints the one-time login link. Told to stop, it hands
 * back what it holds and ends within 10 s; exit 1 after a fault that nobody caught.
 */
export const start = async (flags: Flags): Promise<number> => {
  const orders = awaitStopOrder();
  const open: Open = { app: null, console: null, health: null };
  process.stderr.write("Reading the knowledge folder ...\n");
  const opening = openAll(flags, open, ({ logFault }) => orders.tellFaultsTo(logFault));
  const { exitCode } = await Promise.race([orders.ordered, opening.then(() => orders.ordered)]);
  open.app?.operations.stopping();
  await Promise.all([open.console?.close(), open.app?.close()]);
  // Last, so that a probe sees why.
  await open.health?.close();
  // A reading of the pages that the stop came into may go on for long; what it has not written is read again at the next start.
  if (open.console === null) process.exit(exitCode);
  return exitCode;
};
