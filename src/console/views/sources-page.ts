import { html } from "hono/html";
import { asOfDay, type DateBasis, type DocumentRecord } from "../../domain/document.ts";
import type { UnreadableSource } from "../../ports/knowledge-store.ts";
import type { KnowledgeOverview } from "../console-deps.ts";
import { safeHref } from "../safe-href.ts";
import { codeInWords } from "../words/code-in-words.ts";
import { dateInWords } from "../words/date-in-words.ts";
import type { Markup } from "./markup.ts";
import { page } from "./page.ts";

const bases: Record<DateBasis, string> = {
  manifest: "the list of sources",
  front_matter: "the file’s own heading",
  page_metadata: "the page’s meta data",
  text: "the text",
  inferred: "what the text says was still to come",
  none: "nowhere",
};

const day = (term: string, on: string | null): Markup | string =>
  on === null ? "" : html`<div><dt>${term}</dt> <dd><time datetime="${on}">${dateInWords(on)}</time></dd></div>`;

const indexed = (document: DocumentRecord): Markup => {
  const href = safeHref(document.url);
  const dated = asOfDay(document) !== null;
  return html`<li class="indexed ${document.standing}">
  <h3>${href === null ? document.title : html`<a href="${href}" target="_blank" rel="noopener noreferrer">${document.title}<span class="unseen">, opens in a new tab</span></a>`}</h3>
  <p class="source-publisher">${document.publisher}</p>
  <dl class="facts-list">
    <div><dt>Standing</dt> <dd><span class="standing ${document.standing}">${document.standing === "current" ? "Current" : "Archived: speaks of its own time only"}</span></dd></div>
    <div><dt>Kind</dt> <dd>${codeInWords(document.kind)}</dd></div>
    ${day("Published", document.publishedOn)}${day("Updated", document.updatedOn)}
    ${document.publishedOn === null && document.updatedOn === null ? day("Written no later than", document.notAfterOn) : ""}
    ${dated ? html`<div><dt>Date taken from</dt> <dd>${bases[document.basis]}</dd></div>` : html`<div><dt>Date</dt> <dd>Not known</dd></div>`}
    ${day("To be reviewed by", document.reviewBy)}
  </dl>
</li>`;
};

const unread = (source: UnreadableSource): Markup => html`<li>
  <h3>${source.file}</h3>
  <p>${source.message}</p>
  <p class="source-publisher">${codeInWords(source.code)} · ${source.sourceId}</p>
</li>`;

const count = (many: number, one: string, more: string): string => `${many} ${many === 1 ? one : more}`;

/** What the answers are taken from: each indexed document with its dates and standing, and what could not be read. */
export const sourcesPage = (knowledge: KnowledgeOverview, wayToPerson: string): Markup => {
  const { documents, unreadable, revision } = knowledge;
  return page({
    title: "Sources · Noticeboard",
    here: "sources",
    signedIn: true,
    wayToPerson,
    main: html`<div class="reading">
    <h1>Sources</h1>
    <p class="lead">Answers are quoted from these pages and guides and from nothing else.</p>
    ${unreadable.length === 0 ? "" : html`<section class="unread" aria-labelledby="unread-heading"><h2 id="unread-heading">${count(unreadable.length, "source", "sources")} could not be read</h2><ul>${unreadable.map(unread)}</ul></section>`}
    <section aria-labelledby="indexed-heading">
      <h2 id="indexed-heading">${documents.length === 0 ? "Nothing is indexed yet" : `${count(documents.length, "source", "sources")} indexed`}</h2>
      ${
        documents.length === 0
          ? html`<p>Put pages and guides into the knowledge folder, run <code>npm run sync</code>, and load this page again.</p>`
          : html`<ul class="indexed-list">${documents.map(indexed)}</ul>`
      }
    </section>
    <p class="revision">State of the knowledge: <code>${revision}</code></p>
  </div>`,
  });
};
