import { html } from "hono/html";
import { contactText } from "./contact-text.ts";
import type { Markup } from "./markup.ts";

/** A reply that quotes nothing: a rep's own text, or approved wording alone. `label` says whose words they are. */
export const plainReply = (turn: number, label: string, text: string): Markup => html`<div class="beside alone">
    <section class="answer person" aria-label="Reply to question ${turn}">
      <p class="outcome"><span class="sign" aria-hidden="true"></span><span class="outcome-words">${label}</span></p>
      <div class="answer-text">${text
        .split(/\n\s*\n/u)
        .map((paragraph) => html`<p class="written">${contactText(paragraph)}</p>`)}</div>
    </section>
  </div>`;
