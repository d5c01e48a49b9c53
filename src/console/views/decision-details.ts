import { html } from "hono/html";
import type { DecisionRecord } from "../../domain/decision-record.ts";
import type { AnswerMode } from "../../domain/receipt.ts";
import type { ConsoleAnswer } from "../thread.ts";
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

const howTaken = ({ routing, confidence, timings, wordedBy }: DecisionRecord): (Markup | string)[] => [
  ...(routing === null
    ? [fact("Taken for", "Routing was skipped")]
    : [
        fact("Taken for", `${routeInWords(routing.route)} (${percent(routing.certainty)} sure)`),
        fact("Because", routing.why),
        routing.topic === null ? "" : fact("Subject", codeInWords(routing.topic)),
        routing.deadline === null
          ? ""
          : fact("Date found", `${dateInWords(routing.deadline.dueOn)}, from “${routing.deadline.words}”`),
      ]),
  wordedBy === null ? "" : fact("Words", wordsOf[wordedBy]),
  fact(
    "Confidence",
    confidence === null ? "The sources were not searched" : `${percent(confidence)} likely that the sources answer this`,
  ),
  fact(
    "Time taken",
    `${duration(timings.totalMs)}: finding ${duration(timings.retrieveMs)}, drafting ${duration(timings.draftMs)}, checking ${duration(timings.verifyMs)}`,
  ),
];

/** The small print of an answer: the route and why, the reason, the confidence and how long each step took, as far as it is known. */
export const decisionDetails = ({ row, decision }: ConsoleAnswer): Markup | string => {
  const facts = [
    row.reason === null ? "" : fact("Outcome", reasonInWords(row.reason)),
    ...(decision === null ? [] : howTaken(decision)),
    row.answerId === null
      ? ""
      : fact("Kept as", html`${row.answerId}; <code>npm run verify -- ${row.answerId}</code> proves it again`),
  ].filter((part) => part !== "");
  if (facts.length === 0) return "";
  return html`<details class="decision">
  <summary>How this was decided</summary>
  <dl>${facts}</dl>
</details>`;
};
