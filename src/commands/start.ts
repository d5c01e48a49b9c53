import { randomBytes } from "node:crypto";
import { consoleDepsOf } from "../compose-console.ts";
import { createConsole } from "../console/console-app.ts";
import { serveConsole } from "../console/serve.ts";
import { openFor } from "./open-for.ts";
import type { Flags } from "./read-flags.ts";

/** `start`: serves the try-it page on loopback until the process is told to stop; prints the one-time login link. */
export const start = async (flags: Flags): Promise<number> => {
  process.stderr.write("Reading the knowledge folder ...\n");
  // What members send is taken in while the pages are still being read, and answered after.
  const app = await openFor(flags, "in_background", (opened) => opened.spine.listen());
  app.follow();
  app.spine.start();
  const loginToken = randomBytes(24).toString("base64url");
  const served = await serveConsole(createConsole(consoleDepsOf(app, loginToken)), { port: app.config.port });
  process.stdout.write(
    `Noticeboard is ready. Open this link once, on this machine:\n\n  http://127.0.0.1:${served.port}/login?token=${loginToken}\n\nStop with Ctrl+C.\n`,
  );
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  await served.close();
  await app.close();
  return 0;
};
