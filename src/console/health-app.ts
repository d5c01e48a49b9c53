import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import type { OperationsView } from "../flows/operations-view.ts";
import { healthRoutes } from "./health-routes.ts";
import { consoleHeaders, loopbackHostOnly, neverStored } from "./request-guards.ts";

/**
 * Health alone, for a port of its own. An orchestrator names the machine as it likes, so the name is checked only where nothing but this
 * machine is served (`isLoopback`).
 */
export const createHealthApp = (view: OperationsView, isLoopback: boolean): Hono => {
  const app = new Hono();
  app.use(consoleHeaders, neverStored);
  if (isLoopback) app.use(loopbackHostOnly);
  app.route("/", healthRoutes(view));
  app.notFound((context) => context.json({ code: "not_found" }, 404));
  app.onError((fault, context) => context.json({ code: "fault" }, fault instanceof HTTPException ? fault.status : 500));
  return app;
};
