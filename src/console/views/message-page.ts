import { html } from "hono/html";
import type { Markup } from "./markup.ts";
import { page } from "./page.ts";

/** A page that only says something: what happened, and what to do now. `back` offers the way to the question box. */
export const messagePage = (parts: { heading: string; lines: string[]; signedIn: boolean; wayToPerson: string }): Markup =>
  page({
    title: `${parts.heading} · Noticeboard`,
    here: "none",
    signedIn: parts.signedIn,
    wayToPerson: parts.wayToPerson,
    main: html`<div class="message">
      <h1>${parts.heading}</h1>
      ${parts.lines.map((line) => html`<p>${line}</p>`)}
      ${parts.signedIn ? html`<p><a class="button" href="/">Back to asking</a></p>` : ""}
    </div>`,
  });
