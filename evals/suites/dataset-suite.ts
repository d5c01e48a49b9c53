import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { AskRow } from "../../src/domain/answer.ts";
import { EvalRow } from "../eval-row.ts";
import { readRows } from "../read-rows.ts";
import { runBatch } from "../run-batch.ts";
import { type AnsweredRow, scoreAnswers } from "../score.ts";
import { type SuiteReport, skippedSuite } from "../suite-report.ts";
import { environmentOf, suiteNameIn } from "./answering-mode.ts";
import { quotationMetrics } from "./quotation-metrics.ts";
import { defaultNow, ofSplit, type SuiteSettings } from "./suite-settings.ts";
import { wordedMetrics } from "./worded-metrics.ts";

/** A suite over one knowledge folder: `prefix` picks its datasets, `change` may fit rows of another suite to it. */
export type DatasetSuite = {
  name: string;
  title: string;
  knowledgeDir: string;
  prefix: string;
  change?: (row: EvalRow) => EvalRow[];
};

type DatasetRow = { dataset: string; row: EvalRow };

/** Asks every question of the suite's datasets through the command line, on the day its row names, and scores the answers. */
export const runDatasetSuite = async (suite: DatasetSuite, settings: SuiteSettings): Promise<SuiteReport> => {
  const { title, knowledgeDir } = suite;
  const mode = settings.mode ?? "extractive";
  const name = suiteNameIn(suite.name, mode);
  if (!existsSync(knowledgeDir)) return skippedSuite(name, title, `${knowledgeDir} is not there`);
  const rows = datasetRows(suite, settings);
  if (rows.length === 0) return skippedSuite(name, title, `no rows in evals/datasets/${suite.prefix}*.jsonl for this split`);
  const days = Map.groupBy(rows, ({ row }) => row.now ?? defaultNow);
  const dataDir = join(settings.dataRoot, suite.name);
  const answered: AnsweredRow[] = [];
  for (const [now, ofDay] of days) {
    const place = { root: settings.root, knowledgeDir, dataDir, now, extra: [], environment: environmentOf(mode) };
    const results = await runBatch<AskRow>(
      "ask",
      ofDay.map(({ row }) => askedRow(row)),
      place,
    );
    answered.push(...ofDay.map((item, index) => ({ ...item, got: results[index]! })));
  }
  const report = scoreAnswers(name, title, answered);
  const rowsGot = answered.map((item) => item.got);
  const worded = mode === "model" ? await wordedMetrics(name, rowsGot, dataDir) : [];
  const quotations = quotationMetrics(name, rowsGot, knowledgeDir, settings);
  return {
    ...report,
    metrics: [...report.metrics, ...worded, ...quotations.metrics],
    failures: [...report.failures, ...quotations.failures],
  };
};

const datasetRows = (suite: DatasetSuite, settings: SuiteSettings): DatasetRow[] => {
  const folder = join(settings.root, "evals", "datasets");
  const files = readdirSync(folder).filter((file) => file.startsWith(suite.prefix) && file.endsWith(".jsonl"));
  return files.sort().flatMap((file) => {
    const read = readRows(join(folder, file), EvalRow).flatMap(suite.change ?? ((row) => [row]));
    return ofSplit(read, settings.split).map((row) => ({ dataset: basename(file, ".jsonl"), row }));
  });
};

const askedRow = ({ id, question, history, scenario }: EvalRow): { id: string } & Record<string, unknown> => ({
  id,
  question,
  ...(scenario === undefined ? {} : { scenario }),
  ...(history === undefined ? {} : { history }),
});
