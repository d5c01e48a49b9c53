import type { Failure } from "../suite-report.ts";
import { escapeHtml } from "./escape-html.ts";

/** Every row that broke an expectation, by dataset, folded away until a reader opens it. */
export const failureList = (failures: Failure[]): string => {
  if (failures.length === 0) return '<p class="quiet">No row broke an expectation.</p>';
  return [...Map.groupBy(failures, (failure) => failure.dataset)]
    .map(
      ([
        dataset,
        rows,
      ]) => `<details class="failures"><summary>${rows.length} failing ${rows.length === 1 ? "row" : "rows"} of ${escapeHtml(dataset)}</summary>
${rows.map(failureEntry).join("")}</details>`,
    )
    .join("");
};

const failureEntry = (failure: Failure): string => {
  const confidence = failure.confidence === null ? "" : ` <span class="quiet">confidence ${failure.confidence.toFixed(2)}</span>`;
  const scenario = failure.scenario ? `<dt>scenario</dt><dd>${escapeHtml(failure.scenario)}</dd>` : "";
  return `<article class="failure"><h5><code>${escapeHtml(failure.id)}</code> ${escapeHtml(failure.question)}${confidence}</h5>
<dl>${scenario}<dt>expected</dt><dd>${lines(failure.expected)}</dd><dt>got</dt><dd>${lines(failure.got)}</dd>
<dt>text</dt><dd class="text">${escapeHtml(failure.text)}</dd></dl></article>`;
};

const lines = (texts: string[]): string => texts.map(escapeHtml).join("<br>");
