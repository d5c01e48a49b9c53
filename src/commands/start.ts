import { randomBytes } from "node:crypto";
import { type ServedInbox, serveInbox } from "../channels/loopback/serve-inbox.ts";
import type { App } from "../compose.ts";
import { consoleDepsOf } from "../compose-console.ts";
import { createConsole } from "../console/console-app.ts";
import { serveConsole } from "../console/serve.ts";
import { openFor } from "./open-for.ts";
import type { Flags } from "./read-flags.ts";

/** Takes messages in over loopback when the settings ask for it. */
const openLoopback = (app: App): Promise<ServedInbox> | null =>
  app.config.loopback &&
  serveInbox(
    {
      accept: app.spine.accept,
      memberKeyOf: (member) => app.memberKeyOf("loopback", member),
      counts: app.spine.counts,
      now: () => new Date(),
      logFault: app.logFault,
    },
    app.config.loopback.port,
  );

/** `start`: serves the try-it page on loopback until the process is told to stop; prints the one-time login link. */
export const start = async (flags: Flags): Promise<number> => {
  process.stderr.write("Reading the knowledge folder ...\n");
  const app = await openFor(flags, "in_background");
  app.spine.start();
  const loopback = await openLoopback(app);
  const loginToken = randomBytes(24).toString("base64url");
  const served = await serveConsole(createConsole(consoleDepsOf(app, loginToken)), { port: app.config.port });
  process.stdout.write(
    `Noticeboard is ready. Open this link once, on this machine:\n\n  http://127.0.0.1:${served.port}/login?token=${loginToken}\n\nStop with Ctrl+C.\n`,
  );
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  await Promise.all([loopback?.close(), served.close()]);
  await app.close();
  return 0;
};
