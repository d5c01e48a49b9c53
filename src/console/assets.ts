import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Hono } from "hono";

const types = {
  "app.js": "text/javascript; charset=utf-8",
  "app.css": "text/css; charset=utf-8",
  "asking.css": "text/css; charset=utf-8",
  "answer.css": "text/css; charset=utf-8",
  "sources.css": "text/css; charset=utf-8",
  "icon.svg": "image/svg+xml",
} as const;

/** The console's own script, styles and icon, read once and served by exact name, so no path can leave the folder. */
export const assetRoutes = (): Hono => {
  const routes = new Hono();
  for (const [name, type] of Object.entries(types)) {
    const body = readFileSync(new URL(`./assets/${name}`, import.meta.url), "utf8");
    const etag = `"${createHash("sha256").update(body).digest("base64url")}"`;
    routes.get(`/${name}`, (context) => {
      const headers = { "Content-Type": type, "Cache-Control": "no-cache", ETag: etag };
      return context.req.header("if-none-match") === etag ? context.body(null, 304, headers) : context.body(body, 200, headers);
    });
  }
  return routes;
};
