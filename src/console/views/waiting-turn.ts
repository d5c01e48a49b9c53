import { html } from "hono/html";
import type { ThreadTurn } from "../thread.ts";
import { stepInWords } from "../words/step-in-words.ts";
import { waitingWords } from "../words/waiting-in-words.ts";
import { contactText } from "./contact-text.ts";
import { turnId } from "./element-ids.ts";
import type { Markup } from "./markup.ts";

/** Where what comes of a question can be followed. */
export const followPath = ({ threadId, messageId }: Pick<ThreadTurn, "threadId" | "messageId">): string =>
  `/threads/${threadId}/turns/${messageId}`;

/**
 * A question that is stored and being worked on. `words` say how long it may take. The page's script follows the address in `data-follow`;
 * without script the page comes back by itself, and the link does it by hand.
 */
export const waitingTurn = (turn: ThreadTurn, wayToPerson: string, words: string = waitingWords): Markup => {
  const { number, question } = turn;
  return html`<li class="turn pending" id="${turnId(number)}" aria-busy="true" data-thread="${turn.threadId}" data-follow="${followPath(turn)}">
  <h2 class="question" tabindex="-1"><span class="asker">You asked</span> <span class="question-words">${question}</span></h2>
  <div class="beside alone">
    <section class="answer" aria-label="Answer ${number}, not there yet">
      <p class="outcome"><span class="sign" aria-hidden="true"></span><span class="outcome-words">${stepInWords("searching")}</span></p>
      <p class="waiting-words">${words}</p>
      <p class="look-again"><a href="${followPath(turn)}">Look again</a></p>
      <p class="person">${contactText(wayToPerson)}</p>
    </section>
  </div>
</li>`;
};
