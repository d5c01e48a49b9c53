import { html } from "hono/html";
import { type AnswerRun, answerBlocks } from "../answer-blocks.ts";
import { sourceCards } from "../source-cards.ts";
import { type AnswerRow, type ConsoleAnswer, isWaiting, type ShownReply, type ThreadTurn } from "../thread.ts";
import { dateInWords } from "../words/date-in-words.ts";
import { outcomeInWords } from "../words/outcome-in-words.ts";
import { caseBox } from "./case-box.ts";
import { contactText } from "./contact-text.ts";
import { decisionDetails } from "./decision-details.ts";
import { quoteId, turnId } from "./element-ids.ts";
import type { Markup } from "./markup.ts";
import { plainReply } from "./plain-reply.ts";
import { sourceCard } from "./source-card.ts";
import { waitingTurn } from "./waiting-turn.ts";

const answerText = (turn: number, row: AnswerRow, shownElsewhere: string[]): Markup[] => {
  const numbers = row.citations.map((citation) => citation.number);
  const run = (part: AnswerRun): Markup =>
    part.kind === "text"
      ? // Only wording is looked through for numbers to ring; in an answer they would be the source's own.
        row.outcome === "answered"
        ? html`${part.text}`
        : contactText(part.text, row.reason === "crisis")
      : html`<a class="cite" href="#${quoteId(turn, part.number)}"><span class="unseen">Source </span><span class="bracket">[</span>${part.number}<span class="bracket">]</span></a>`;
  return answerBlocks(row.text, numbers, shownElsewhere).map(({ kind, lines }) =>
    kind === "list"
      ? html`<ul>${lines.map((line) => html`<li>${line.map(run)}</li>`)}</ul>`
      : html`${lines.map((line, index) => html`<p class="${index === 0 ? "" : "next-line"}">${line.map(run)}</p>`)}`,
  );
};

const answerView = (turn: number, answer: ConsoleAnswer): Markup => {
  const { row, wayToPerson } = answer;
  const outcome = outcomeInWords(row);
  const cards = sourceCards(answer);
  return html`<div class="beside ${cards.length === 0 ? "alone" : ""}">
    <section class="answer ${outcome.tone}" aria-label="Answer ${turn}">
      <p class="outcome"><span class="sign" aria-hidden="true"></span><span class="outcome-words">${outcome.label}</span></p>
      <div class="answer-text">${answerText(turn, row, [...row.notices, wayToPerson])}</div>
      ${row.asOf === null ? "" : html`<p class="as-of">As of <time datetime="${row.asOf}">${dateInWords(row.asOf)}</time></p>`}
      ${row.notices.length === 0 ? "" : html`<div class="notices" role="note" aria-label="Please note">${row.notices.map((notice) => html`<p>${notice}</p>`)}</div>`}
      ${row.case === null ? "" : caseBox(row.case)}
      <p class="person">${contactText(wayToPerson)}</p>
      ${decisionDetails(answer)}
    </section>
    ${cards.length === 0 ? "" : html`<aside class="sources" aria-label="Sources for answer ${turn}"><h3>From the sources</h3>${cards.map((card) => sourceCard(turn, card))}</aside>`}
  </div>`;
};

const withRep = "Your message is with the rep who has your case. They answer you themselves, and what they write appears here.";

const replyView = (turn: number, reply: ShownReply): Markup => {
  if (reply.kind === "answer") return answerView(turn, reply.answer);
  const [label, words] = reply.kind === "rep" ? [`${reply.signedAs} wrote to you`, reply.words] : ["Noticeboard", reply.text];
  return plainReply(turn, label, words);
};

/** One question with everything that came of it: outcome, text, date, notices, case, the sources beside it; or that it is being worked on. */
export const turnView = (turn: ThreadTurn, wayToPerson: string, waitingWords?: string): Markup => {
  if (isWaiting(turn)) return waitingTurn(turn, wayToPerson, waitingWords);
  const { number, question, replies } = turn;
  return html`<li class="turn" id="${turnId(number)}" data-thread="${turn.threadId}">
  <h2 class="question" tabindex="-1"><span class="asker">You asked</span> <span class="question-words">${question}</span></h2>
  ${replies.length === 0 ? plainReply(number, "Your rep has it", withRep) : replies.map((reply) => replyView(number, reply))}
</li>`;
};
