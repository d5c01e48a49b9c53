import { html } from "hono/html";
import type { Thread } from "../thread-book.ts";
import type { Markup } from "./markup.ts";
import { page } from "./page.ts";
import { turnView } from "./turn-view.ts";

/** What the thread page shows; `problem` is what went wrong with the question that stands in `draft`. */
export type ThreadPageParts = {
  thread: Thread | null;
  examples: string[];
  nothingIndexed: boolean;
  wayToPerson: string;
  problem?: string;
  draft?: string;
};

const welcome = ({ nothingIndexed }: ThreadPageParts): Markup => html`<section class="welcome">
  <h1>Ask your union’s own pages</h1>
  <p class="lead">Every sentence of an answer is proved by a quotation you can open, with the date it was written. Anything personal, urgent or unproven goes to a rep.</p>
  ${
    nothingIndexed
      ? html`<div class="notices" role="note"><p>Nothing is indexed yet, so nothing can be answered. Put pages and guides into the knowledge folder, run <code>npm run sync</code>, and load this page again.</p></div>`
      : ""
  }
</section>`;

const offered = ({ examples }: ThreadPageParts): Markup | string =>
  examples.length === 0
    ? ""
    : html`<form class="examples" method="post" action="/ask" data-ask><h2>For example</h2>
    <ul>${examples.map((example) => html`<li><button name="question" value="${example}">${example}</button></li>`)}</ul></form>`;

const composer = ({
  thread,
  draft,
}: ThreadPageParts): Markup => html`<form class="composer" id="composer" method="post" action="/ask" data-ask>
  <input type="hidden" name="thread" value="${thread?.id ?? ""}">
  <label for="question">${thread === null ? "Your question" : "Your next question in this thread"}</label>
  <div class="composer-row">
    <textarea id="question" name="question" rows="2" required placeholder="Type your question" autocomplete="off" aria-describedby="composer-help">${draft ?? ""}</textarea>
    <button class="button ask" type="submit">Ask</button>
  </div>
  <p class="help" id="composer-help"><span class="with-script">Enter sends, Shift and Enter starts a new line. </span>Leave out names and numbers of people.</p>
</form>`;

/** The try-it page: the thread so far with the question box under it, or the welcome when nothing was asked yet. */
export const threadPage = (parts: ThreadPageParts): Markup => {
  const turns = parts.thread?.turns ?? [];
  const latest = turns.at(-1);
  return page({
    title: latest === undefined ? "Ask · Noticeboard" : `${latest.question.slice(0, 80)} · Noticeboard`,
    here: "ask",
    signedIn: true,
    wayToPerson: parts.wayToPerson,
    skipTo: { id: "question", words: "Skip to the question box" },
    main: html`${latest === undefined ? welcome(parts) : html`<h1 class="unseen">Your thread</h1>`}
    <ol class="thread" id="thread">${turns.map((turn) => turnView(turn, parts.wayToPerson))}</ol>
    <p class="unseen" id="status" role="status" aria-live="polite"></p>
    <div id="problem" class="problem" role="alert">${parts.problem === undefined ? "" : html`<p>${parts.problem}</p>`}</div>
    ${composer(parts)}
    ${latest === undefined ? offered(parts) : ""}`,
  });
};
