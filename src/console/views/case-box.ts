import { html } from "hono/html";
import type { CasePriority, CaseSummary } from "../../domain/case.ts";
import { codeInWords } from "../words/code-in-words.ts";
import { dateInWords } from "../words/date-in-words.ts";
import type { Markup } from "./markup.ts";

const priorities: Record<CasePriority, string> = {
  normal: "Normal",
  high: "High: a rep looks soon",
  urgent: "Urgent: a rep looks first",
};

/** What a member may rely on once a rep has the matter: the case number, how soon, with whom. */
export const caseBox = (opened: CaseSummary): Markup => html`<div class="case">
  <h3>Case <span class="case-number">${opened.id}</span></h3>
  <dl>
    <div><dt>Priority</dt> <dd class="priority ${opened.priority}">${priorities[opened.priority]}</dd></div>
    ${opened.dueOn === null ? "" : html`<div><dt>Date to keep</dt> <dd><time datetime="${opened.dueOn}">${dateInWords(opened.dueOn)}</time></dd></div>`}
    <div><dt>With</dt> <dd>${codeInWords(opened.queue)}</dd></div>
    <div><dt>Subject</dt> <dd>${codeInWords(opened.topic)}</dd></div>
  </dl>
</div>`;
