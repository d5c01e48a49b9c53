/**
 * `npm run eval`: asks every question of the datasets through the public command line, scores the answers and writes
 * a report as a page and as JSON. Ends with 1 when a figure is below its threshold, 2 on wrong use.
 *
 * With a key in the environment or .env the answering suites run twice, extractive and with the model, and are set side by side;
 * `--mode extractive` saves the money.
 *
 *   npm run eval -- [--suite seeds,govuk,...] [--split tune|held|all] [--mode extractive] [--out DIR]
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readConfig } from "../src/config.ts";
import { compareModes, comparisonLines, type ModeComparison } from "./compare-modes.ts";
import { spendingOf, spendingWords } from "./model-spending.ts";
import { readArguments } from "./read-arguments.ts";
import { type EvalReport, reportPage } from "./reporting/report-page.ts";
import { capture } from "./run-batch.ts";
import { figure, shortfalls, Thresholds } from "./shortfalls.ts";
import type { SuiteReport } from "./suite-report.ts";
import { type AnsweringMode, answeringSuites, suiteNameIn } from "./suites/answering-mode.ts";
import { suites } from "./suites/suites.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const wanted = readArguments(process.argv.slice(2), Object.keys(suites));
if (typeof wanted === "string") {
  console.error(wanted);
  process.exit(2);
}
const settings = {
  root,
  sharedDir: resolve(root, "..", "shared"),
  outDir: resolve(wanted.out ?? join(root, "evals", "report")),
  dataRoot: join(root, ".tmp", "evals"),
  split: wanted.split,
};
const startedAt = new Date().toISOString();
const commit = await capture("git", ["describe", "--always", "--dirty"], root).catch(() => "unknown");

const model = readConfig({}).model;
const modelSkipped = !wanted.withModel ? "--mode extractive was given" : model === null ? "there is no OPENAI_API_KEY" : null;

const reports: SuiteReport[] = [];
const comparisons: ModeComparison[] = [];

const runSuite = async (name: string, mode: AnsweringMode): Promise<SuiteReport> => {
  console.error(`${suiteNameIn(name, mode)} …`);
  const report = await suites[name]!({ ...settings, mode });
  reports.push(report);
  if (report.skipped !== null) console.log(`${report.name}: SKIPPED, ${report.skipped}`);
  for (const metric of report.metrics) console.log(`${metric.name.padEnd(38)} ${figure(metric).padEnd(22)} ${metric.words}`);
  return report;
};

for (const name of wanted.suites) {
  const extractive = await runSuite(name, "extractive");
  if (model === null || modelSkipped !== null || !answeringSuites.includes(name) || extractive.skipped !== null) continue;
  const dataDir = join(settings.dataRoot, name);
  const before = await spendingOf(dataDir);
  const byModel = await runSuite(name, "model");
  const spending = spendingWords(before, await spendingOf(dataDir), model.dailyCapUsd);
  comparisons.push(compareModes(extractive, byModel, { model: `${model.model} at ${new URL(model.baseUrl).host}`, spending }));
}

const thresholds = Thresholds.parse(JSON.parse(readFileSync(join(root, "evals", "thresholds.json"), "utf8")));
const report: EvalReport = {
  startedAt,
  commit: commit.trim(),
  split: wanted.split,
  suites: reports,
  thresholds,
  shortfalls: shortfalls(reports, thresholds, wanted.split !== "all"),
  comparisons,
  modelSkipped,
};
mkdirSync(settings.outDir, { recursive: true });
writeFileSync(join(settings.outDir, "report.json"), `${JSON.stringify(report, null, 2)}\n`);
writeFileSync(join(settings.outDir, "index.html"), reportPage(report));

for (const line of comparisons.flatMap(comparisonLines)) console.log(line);
if (modelSkipped !== null) console.log(`model mode: SKIPPED, ${modelSkipped}`);
for (const shortfall of report.shortfalls)
  console.log(`${shortfall.fails ? "BELOW THRESHOLD" : "short of what is promised"}: ${shortfall.words}`);
const rows = reports.reduce((sum, suite) => sum + suite.rows, 0);
const skipped = reports.filter((suite) => suite.skipped !== null).length;
console.log(
  `${rows} rows in ${reports.length - skipped} suites, ${skipped} skipped, ${report.shortfalls.length} below threshold`,
);
console.log(`Report: ${join(settings.outDir, "index.html")}`);
process.exitCode = report.shortfalls.some((shortfall) => shortfall.fails) ? 1 : 0;
