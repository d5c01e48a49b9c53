import { html } from "hono/html";
import type { ConversationSummary } from "../../ports/conversation-store.ts";
import { isWaiting, type Thread } from "../thread.ts";
import { dateInWords } from "../words/date-in-words.ts";
import { turnId } from "./element-ids.ts";
import type { Markup } from "./markup.ts";
import { page } from "./page.ts";
import { turnView } from "./turn-view.ts";

/** What the thread page shows; `problem` is what went wrong with the question that stands in `draft`. */
export type ThreadPageParts = {
  thread: Thread | null;
  /** The thread that the form asks in, which may be there when its turns cannot be read; empty for a new one. */
  threadId: string;
  /** By which a form that is sent twice is known again. */
  formId: string;
  examples: string[];
  earlier: ConversationSummary[];
  nothingIndexed: boolean;
  /** Every question goes to a rep at the moment. */
  isAnsweringOff?: boolean;
  wayToPerson: string;
  problem?: string;
  draft?: string;
  /** Said of questions that wait. */
  waitingWords?: string;
  /** For how long a page without script leaves a waiting question alone, and how often it has looked. */
  comeBack?: { seconds: number; looks: number };
};

const maxTitleCharacters = 80;

const welcome = ({ nothingIndexed }: ThreadPageParts): Markup => html`<section class="welcome">
  <h1>Ask your union’s own pages</h1>
  <p class="lead">Every sentence of an answer is proved by a quotation you can open, with the date it was written. Anything personal, urgent or unproven goes to a rep.</p>
  ${
    nothingIndexed
      ? html`<div class="notices" role="note"><p>Nothing is indexed yet, so nothing can be answered. Put pages and guides into the knowledge folder, run <code>npm run sync</code>, and load this page again.</p></div>`
      : ""
  }
</section>`;

const offered = ({ examples, formId }: ThreadPageParts): Markup | string =>
  examples.length === 0
    ? ""
    : html`<form class="examples" method="post" action="/ask" data-ask><h2>For example</h2>
    <input type="hidden" name="form" value="${formId}">
    <ul>${examples.map((example) => html`<li><button name="question" value="${example}">${example}</button></li>`)}</ul></form>`;

const listed = ({ earlier }: ThreadPageParts): Markup | string =>
  earlier.length === 0
    ? ""
    : html`<details class="earlier"><summary>Earlier threads (${earlier.length})</summary>
    <ul>${earlier.map(({ threadKey, opening, lastAt }) => html`<li><a href="/threads/${threadKey}">${opening.slice(0, maxTitleCharacters)}</a> <span class="last-on">${dateInWords(lastAt.slice(0, 10))}</span></li>`)}</ul></details>`;

const composer = ({
  isAnsweringOff = false,
  thread,
  threadId,
  formId,
  draft,
}: ThreadPageParts): Markup => html`<form class="composer ${thread?.turns.some(isWaiting) ? "waiting" : ""}" id="composer" method="post" action="/ask" data-ask>
  <input type="hidden" name="thread" value="${threadId}">
  <input type="hidden" name="form" value="${formId}">
  ${isAnsweringOff ? html`<div class="notices" role="note"><p>Answering is switched off: every question goes to a rep.</p></div>` : ""}
  <label for="question">${threadId === "" ? "Your question" : "Your next question in this thread"}</label>
  <div class="composer-row">
    <textarea id="question" name="question" rows="2" required placeholder="Type your question" autocomplete="off" aria-describedby="composer-help">${draft ?? ""}</textarea>
    <button class="button ask" type="submit">Ask</button>
  </div>
  <p class="help" id="composer-help"><span class="with-script">Enter sends, Shift and Enter starts a new line. </span>Leave out names and numbers of people.</p>
</form>`;

/** Without script a page with a waiting question comes back to it; each time at another address, or the browser would only jump within the page. */
const comeBack = ({ thread, comeBack: given }: ThreadPageParts): { seconds: number; address: string } | null => {
  const first = thread?.turns.find(isWaiting);
  if (first === undefined || given === undefined) return null;
  return { seconds: given.seconds, address: `/threads/${first.threadId}?look=${given.looks + 1}#${turnId(first.number)}` };
};

/** The try-it page: the thread so far with the question box under it, or the welcome when nothing was asked yet. */
export const threadPage = (parts: ThreadPageParts): Markup => {
  const turns = parts.thread?.turns ?? [];
  const latest = turns.at(-1);
  return page({
    title: latest === undefined ? "Ask · Noticeboard" : `${latest.question.slice(0, maxTitleCharacters)} · Noticeboard`,
    here: "ask",
    signedIn: true,
    wayToPerson: parts.wayToPerson,
    skipTo: { id: "question", words: "Skip to the question box" },
    comeBack: comeBack(parts),
    main: html`${latest === undefined ? welcome(parts) : html`<h1 class="unseen">Your thread</h1>`}
    <ol class="thread" id="thread">${turns.map((turn) => turnView(turn, parts.wayToPerson, parts.waitingWords))}</ol>
    <p class="unseen" id="status" role="status" aria-live="polite"></p>
    <div id="problem" class="problem" role="alert">${parts.problem === undefined ? "" : html`<p>${parts.problem}</p>`}</div>
    ${composer(parts)}
    ${latest === undefined ? [offered(parts), listed(parts)] : ""}`,
  });
};
