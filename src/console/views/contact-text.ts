import { html } from "hono/html";
import { contactRuns } from "../contact-runs.ts";
import type { Markup } from "./markup.ts";

/** Approved wording with its addresses and numbers as links; `inCrisis` as in `contactRuns`. */
export const contactText = (text: string, inCrisis = false): Markup =>
  html`${contactRuns(text, inCrisis).map((run) => (run.href === null ? run.text : html`<a class="contact" href="${run.href}">${run.text}</a>`))}`;
