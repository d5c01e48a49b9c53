import { type Context, Hono } from "hono";
import { csrf } from "hono/csrf";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { askRoutes } from "./ask-routes.ts";
import { assetRoutes } from "./assets.ts";
import type { ConsoleDeps } from "./console-deps.ts";
import { healthRoutes } from "./health-routes.ts";
import { createLoginGate } from "./login-gate.ts";
import { loginRoutes, presentedSession } from "./login-routes.ts";
import { createRateLimit } from "./rate-limit.ts";
import { consoleHeaders, loopbackHostOnly, neverStored } from "./request-guards.ts";
import { threadRoutes } from "./thread-routes.ts";
import { messagePage } from "./views/message-page.ts";
import { sourcesPage } from "./views/sources-page.ts";

const refusals: Partial<Record<number, { heading: string; line: string }>> = {
  403: {
    heading: "This came from another page",
    line: "Noticeboard only takes questions from its own page. Open it and ask there.",
  },
  421: {
    heading: "Wrong address",
    line: "Open Noticeboard at the address that npm start printed; it begins with http://127.0.0.1.",
  },
};

/**
 * The try-it page as a hono application: login by one-time link, asking in threads, the sources page, `/healthz` and `/readyz`.
 * It serves this machine only and shows nothing, assets and health aside, to a browser that has not signed in.
 */
export const createConsole = (deps: ConsoleDeps): Hono => {
  const nowMs = deps.nowMs ?? Date.now;
  const gate = createLoginGate({ ...deps, nowMs });
  const signedIn = (context: Context): boolean => gate.isSession(presentedSession(context));
  const say = (context: Context, status: ContentfulStatusCode, heading: string, lines: string[]) =>
    context.html(messagePage({ heading, lines, signedIn: signedIn(context), wayToPerson: deps.wayToPerson() }), status);

  const app = new Hono();
  app.use(consoleHeaders, neverStored, loopbackHostOnly, csrf());
  app.route("/assets", assetRoutes());
  app.route("/", healthRoutes(deps.operations));
  app.route("/", loginRoutes(gate, createRateLimit(nowMs, { burst: 10, perMinute: 10 }), deps));
  app.use(async (context, next) => {
    if (signedIn(context)) return next();
    const line =
      "Open the link that npm start printed. It signs this browser in, once. If it has been used, stop Noticeboard and start it again for a new one.";
    if (context.req.header("x-noticeboard-part") !== undefined) return context.text(`You are signed out. ${line}`, 401);
    return say(context, 401, "Please sign in", [line]);
  });
  app.route("/", threadRoutes(deps));
  app.route("/", askRoutes(deps, createRateLimit(nowMs, { burst: 20, perMinute: 30 })));
  app.get("/sources", async (context) => context.html(sourcesPage(await deps.knowledge(), deps.wayToPerson())));
  app.notFound((context) =>
    say(context, 404, "There is no such page", ["The address may be mistyped, or the page may have moved."]),
  );
  app.onError((fault, context) => {
    const refusal = fault instanceof HTTPException ? refusals[fault.status] : undefined;
    if (fault instanceof HTTPException && refusal !== undefined)
      return say(context, fault.status as ContentfulStatusCode, refusal.heading, [refusal.line]);
    deps.onFault?.(fault);
    return say(context, 500, "Something went wrong on our side", [
      "Load the page again in a moment. The log of Noticeboard says more.",
    ]);
  });
  return app;
};
