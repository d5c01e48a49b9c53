import type { html } from "hono/html";

/** Escaped HTML, as hono's `html` templates make it. */
export type Markup = ReturnType<typeof html>;
