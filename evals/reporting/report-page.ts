import type { ModeComparison } from "../compare-modes.ts";
import { figure, type Shortfall, type Thresholds } from "../shortfalls.ts";
import type { Metric, SuiteReport } from "../suite-report.ts";
import { barsPlot } from "./bars-plot.ts";
import { comparisonSection } from "./comparison-section.ts";
import { curvePlot } from "./curve-plot.ts";
import { escapeHtml } from "./escape-html.ts";
import { failureList } from "./failure-list.ts";
import { matrixPlot } from "./matrix-plot.ts";
import { reliabilityPlot } from "./reliability-plot.ts";
import { style } from "./style.ts";

/** One run of the evals, as written to report.json. */
export type EvalReport = {
  startedAt: string;
  commit: string;
  split: string;
  suites: SuiteReport[];
  thresholds: Thresholds;
  shortfalls: Shortfall[];
  comparisons: ModeComparison[];
  /** Why no model was tried; null when one was. */
  modelSkipped: string | null;
};

/** The whole report as one HTML page that loads nothing from elsewhere. */
export const reportPage = (report: EvalReport): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${verdict(report)} – Noticeboard evals</title><style>${style}</style></head><body>
<header><h1>Noticeboard evals</h1>
<p class="quiet">${escapeHtml(report.startedAt)} · commit ${escapeHtml(report.commit)} · ${report.split === "all" ? "all rows" : `${escapeHtml(report.split)} rows only`}</p></header>
<main>${strip(report)}${tiles(report)}${comparisonSection(report.comparisons, report.modelSkipped)}${report.suites.map((suite) => suiteSection(suite, report)).join("")}</main>
</body></html>
`;

const verdict = (report: EvalReport): string =>
  report.shortfalls.length === 0 ? "passed" : `${report.shortfalls.length} below threshold`;

const strip = ({ shortfalls, suites }: EvalReport): string => {
  const skipped = suites.filter((suite) => suite.skipped !== null);
  const list = (lines: string[]): string => `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join("")}</ul>`;
  const main =
    shortfalls.length === 0
      ? '<div class="strip good"><strong>✓ Nothing measured is below its threshold</strong></div>'
      : `<div class="strip bad"><strong>✗ ${shortfalls.length} below threshold</strong>${list(shortfalls.map((shortfall) => shortfall.words))}</div>`;
  const aside =
    skipped.length === 0
      ? ""
      : `<div class="strip warn"><strong>${skipped.length} ${skipped.length === 1 ? "suite" : "suites"} skipped</strong>${list(skipped.map((suite) => `${suite.name}: ${suite.skipped}`))}</div>`;
  return main + aside;
};

const tiles = ({ suites, shortfalls }: EvalReport): string =>
  `<nav class="tiles" aria-label="Suites">${suites
    .map((suite) => {
      const short = shortfalls.filter((shortfall) => shortfall.name.startsWith(`${suite.name}.`)).length;
      const state = suite.skipped !== null ? "warn" : short > 0 ? "bad" : "good";
      const words =
        suite.skipped !== null
          ? "skipped"
          : `${suite.rows} rows, ${short === 0 ? "thresholds kept" : `${short} below threshold`}`;
      return `<a class="tile ${state}" href="#${suite.name}"><b>${escapeHtml(suite.name)}</b><span>${words}</span></a>`;
    })
    .join("")}</nav>`;

const suiteSection = (suite: SuiteReport, report: EvalReport): string => {
  const head = `<section><h2 id="${suite.name}">${escapeHtml(suite.title)} <span class="quiet">${escapeHtml(suite.name)}</span></h2>`;
  if (suite.skipped !== null) return `${head}<p class="quiet">Skipped: ${escapeHtml(suite.skipped)}</p></section>`;
  return `${head}${metricTable(suite, report)}<h3>Pictures</h3><div class="plots">${plots(suite)}</div><h3>Failing rows</h3>${failureList(suite.failures)}</section>`;
};

const metricTable = (suite: SuiteReport, { thresholds, shortfalls }: EvalReport): string => {
  const rows = suite.metrics.map((metric) => {
    const { min, max } = thresholds[metric.name] ?? {};
    const promised = min !== undefined ? `≥ ${min}` : max !== undefined ? `≤ ${max}` : "";
    const state = promised === "" ? "" : shortfalls.some((shortfall) => shortfall.name === metric.name) ? "bad" : "good";
    const word = state === "" ? "" : state === "bad" ? "✗ below" : "✓ kept";
    return `<tr class="${state}"><td>${escapeHtml(metric.words)} <code>${escapeHtml(shortName(metric, suite))}</code></td><td class="number">${figure(metric)}</td>
<td class="number quiet">${metric.low.toFixed(2)}–${metric.high.toFixed(2)}</td><td class="number">${promised}</td><td class="verdict ${state}">${word}</td></tr>`;
  });
  return `<div class="scroll"><table class="figures"><thead><tr><th>Figure</th><th>Measured</th><th>95 % interval</th><th>Promised</th><th></th></tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
};

const shortName = (metric: Metric, suite: SuiteReport): string => metric.name.slice(suite.name.length + 1);

const plots = (suite: SuiteReport): string => {
  const picture = (title: string, drawing: string): string =>
    `<figure><figcaption><b>${title}</b></figcaption>${drawing}</figure>`;
  const calibration = suite.reliability;
  return [
    suite.bars.length > 0 ? picture("Passed rows", barsPlot(suite.bars)) : "",
    suite.confusion !== null ? picture("True route (row) and given route (column)", matrixPlot(suite.confusion)) : "",
    suite.curve.length > 0
      ? picture("Answer rate against wrong-answer rate; the dot is where it runs", curvePlot(suite.curve, suite.operatingPoint))
      : "",
    calibration !== null && calibration.bins.length > 0
      ? picture(
          `Reliability; calibration error ${calibration.calibrationError.toFixed(3)}, Brier ${calibration.brier.toFixed(3)}`,
          reliabilityPlot(calibration),
        )
      : "",
  ].join("");
};
