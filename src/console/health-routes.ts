import { Hono } from "hono";
import type { OperationsView } from "../flows/operations-view.ts";

/**
 * `/healthz`: 200 while the process does its work, 503 when only a restart helps. `/readyz`: 200 while messages can be stored, answered and
 * delivered, 503 with closed codes when not. Both as JSON, at once, from what was seen last. `/metrics`: figures for Prometheus.
 */
export const healthRoutes = (view: OperationsView): Hono => {
  const routes = new Hono();
  routes.get("/healthz", (context) => {
    const { isAlive, codes, upSeconds } = view.liveness();
    return context.json({ status: isAlive ? "alive" : "stuck", codes, upSeconds }, isAlive ? 200 : 503);
  });
  routes.get("/readyz", (context) => {
    const { isReady, ...rest } = view.readiness();
    return context.json({ status: isReady ? "ready" : "not_ready", ...rest }, isReady ? 200 : 503);
  });
  routes.get("/metrics", async (context) => {
    const figures = await view.figures();
    if (figures === null) return context.json({ code: "not_counting" }, 503);
    return context.body(figures.body, 200, { "Content-Type": figures.type });
  });
  return routes;
};
