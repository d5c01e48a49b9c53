import { html } from "hono/html";
import { type MarkedRun, markQuotes } from "../mark-quotes.ts";
import { safeHref } from "../safe-href.ts";
import type { SourceCard } from "../source-cards.ts";
import { dateInWords } from "../words/date-in-words.ts";
import { quoteId } from "./element-ids.ts";
import type { Markup } from "./markup.ts";

const run = (turn: number, { text, numbers, opens }: MarkedRun): Markup => {
  if (numbers.length === 0) return html`${text}`;
  // A mark can carry one id; further quotations that begin at the same letter get an empty anchor of their own.
  const [first, ...others] = opens;
  const anchors = others.map((number) => html`<span id="${quoteId(turn, number)}" tabindex="-1"></span>`);
  const badge = opens.length === 0 ? "" : html`<span class="quote-number" aria-hidden="true">${opens.join(", ")}</span>`;
  if (first === undefined) return html`<mark>${text}</mark>`;
  return html`<mark id="${quoteId(turn, first)}" tabindex="-1">${anchors}${badge}${text}</mark>`;
};

const dates = (card: SourceCard): Markup => {
  const known = [
    card.publishedOn === null
      ? null
      : html`Published <time datetime="${card.publishedOn}">${dateInWords(card.publishedOn)}</time>`,
    card.updatedOn === null ? null : html`Updated <time datetime="${card.updatedOn}">${dateInWords(card.updatedOn)}</time>`,
  ].filter((part) => part !== null);
  return known.length === 0 ? html`<li>No date is known</li>` : html`${known.map((part) => html`<li>${part}</li> `)}`;
};

const opening = (card: SourceCard): Markup => {
  const href = safeHref(card.url);
  if (href === null) return html`<p class="source-link">Kept in the knowledge folder, without a web address.</p>`;
  const where = card.page === null ? "Open at the quotation" : `Open at page ${card.page}`;
  return html`<p class="source-link"><a href="${href}" target="_blank" rel="noopener noreferrer">${where}<span class="unseen"> in ${card.title}, opens in a new tab</span></a></p>`;
};

/** The path to the passage; the document's title is left out, for it stands right above. */
const crumbs = ({ heading, title }: SourceCard): Markup | string => {
  const steps = heading[0] === title ? heading.slice(1) : heading;
  return steps.length === 0
    ? ""
    : html`<ol class="crumbs" aria-label="Place in the source">${steps.map((step) => html`<li>${step}</li>`)}</ol>`;
};

/** One passage beside the answer: where it comes from, its words with the quotations highlighted, its dates and its link. */
export const sourceCard = (turn: number, card: SourceCard): Markup => html`<details class="source" open>
  <summary>
    ${card.numbers.map((number) => html`<span class="number"><span class="unseen">Source </span>${number}</span> `)}
    <span class="source-title">${card.title}</span>
    <span class="source-publisher">${card.publisher}</span>
  </summary>
  <div class="source-body">
    ${crumbs(card)}
    <blockquote>${markQuotes(card.text, card.quotes).map((line) => html`<p>${line.map((part) => run(turn, part))}</p>`)}</blockquote>
    <ul class="facts">
      ${card.page === null ? "" : html`<li>Page ${card.page}</li> `}
      ${dates(card)}
    </ul>
    ${opening(card)}
  </div>
</details>`;
