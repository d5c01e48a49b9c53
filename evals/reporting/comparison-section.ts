import { differenceInPoints, type ModeComparison } from "../compare-modes.ts";
import { figure } from "../shortfalls.ts";
import { escapeHtml } from "./escape-html.ts";

/** The pages' own sentences and a model's side by side, suite by suite; says so when model mode was skipped. */
export const comparisonSection = (comparisons: readonly ModeComparison[], modelSkipped: string | null): string => {
  const head = '<section><h2 id="modes">With a language model and without</h2>';
  if (modelSkipped !== null) return `${head}<p class="quiet">Model mode was skipped: ${escapeHtml(modelSkipped)}</p></section>`;
  if (comparisons.length === 0) return "";
  return `${head}${comparisons.map(comparisonTable).join("")}</section>`;
};

const comparisonTable = (comparison: ModeComparison): string => {
  const rows = comparison.rows.map(
    (
      row,
    ) => `<tr><td>${escapeHtml(row.words)} <code>${escapeHtml(row.name)}</code></td><td class="number">${figure(row.extractive)}</td>
<td class="number">${figure(row.model)}</td><td class="number">${differenceInPoints(row)}</td></tr>`,
  );
  const worded =
    comparison.worded === null
      ? ""
      : ` <span class="quiet">worded by it: ${figure(comparison.worded)} of the answers given; ${escapeHtml(comparison.spending)}</span>`;
  return `<h3>${escapeHtml(comparison.title)}: ${escapeHtml(comparison.model)}${worded}</h3>
<div class="scroll"><table class="figures"><thead><tr><th>Figure</th><th>Extractive</th><th>Model</th><th>Points</th></tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
};
