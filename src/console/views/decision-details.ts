import { html } from "hono/html";
import type { AnswerMode } from "../../domain/receipt.ts";
import type { ConsoleAnswer } from "../console-deps.ts";
import { codeInWords } from "../words/code-in-words.ts";
import { dateInWords } from "../words/date-in-words.ts";
import { reasonInWords } from "../words/reason-in-words.ts";
import { routeInWords } from "../words/route-in-words.ts";
import type { Markup } from "./markup.ts";

const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** Milliseconds for people: whole ones, or one place when it was less than ten. */
const duration = (ms: number): string => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;

const fact = (term: string, words: Markup | string): Markup => html`<div><dt>${term}</dt> <dd>${words}</dd></div>`;

const wordsOf: Record<AnswerMode, string> = {
  extractive: "The pages’ own sentences",
  model: "A language model’s, each sentence proved by the program from the quotations",
};

/** The small print of an answer: the route and why, the reason, the confidence and how long each step took. */
export const decisionDetails = ({ row, route, wordedBy }: ConsoleAnswer): Markup => html`<details class="decision">
  <summary>How this was decided</summary>
  <dl>
    ${
      route === null
        ? fact("Taken for", "Routing was skipped")
        : [
            fact("Taken for", `${routeInWords(route.route)} (${percent(route.certainty)} sure)`),
            fact("Because", route.why),
            route.topic === null ? "" : fact("Subject", codeInWords(route.topic)),
            route.deadline === null
              ? ""
              : fact("Date found", `${dateInWords(route.deadline.dueOn)}, from “${route.deadline.words}”`),
          ]
    }
    ${row.reason === null ? "" : fact("Outcome", reasonInWords(row.reason))}
    ${wordedBy === null || wordedBy === undefined ? "" : fact("Words", wordsOf[wordedBy])}
    ${row.answerId === null ? "" : fact("Kept as", html`${row.answerId}; <code>npm run verify -- ${row.answerId}</code> proves it again`)}
    ${fact("Confidence", row.confidence === null ? "The sources were not searched" : `${percent(row.confidence)} likely that the sources answer this`)}
    ${fact("Time taken", `${duration(row.timings.totalMs)}: finding ${duration(row.timings.retrieveMs)}, drafting ${duration(row.timings.draftMs)}, checking ${duration(row.timings.verifyMs)}`)}
  </dl>
</details>`;
