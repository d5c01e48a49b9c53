import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AskRow } from "../../src/domain/answer.ts";
import { share } from "../scorers/share.ts";
import { type Failure, type Metric, shareMetric } from "../suite-report.ts";
import type { SuiteSettings } from "./suite-settings.ts";

type CheckerTally = {
  rows: number;
  rowsInContract: number;
  quotes: number;
  found: number;
  skipped: number;
  failures: { id: string; words: string }[];
};

/**
 * Has every quotation and row checked against the source files by tools/check-quotations.ts, a program of its own.
 * Quotations of PDFs that could not be checked, for want of pdftotext, are left out of the share and said in its words.
 */
export const quotationMetrics = (
  suite: string,
  rows: AskRow[],
  knowledgeDir: string,
  settings: SuiteSettings,
): { metrics: Metric[]; failures: Failure[] } => {
  const rowsFile = join(settings.outDir, "rows", `${suite}.jsonl`);
  mkdirSync(join(settings.outDir, "rows"), { recursive: true });
  writeFileSync(rowsFile, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  const checker = join(settings.root, "tools", "check-quotations.ts");
  const run = spawnSync(process.execPath, [checker, "--rows", rowsFile, "--knowledge", knowledgeDir, "--json"], {
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
  });
  if (run.stdout.trim() === "") throw new Error(`check-quotations gave nothing:\n${run.stderr.slice(-2000)}`);
  const tally = JSON.parse(run.stdout) as CheckerTally;
  const flags = (passed: number, count: number): boolean[] => Array.from({ length: count }, (_, index) => index < passed);
  const skipped = tally.skipped > 0 ? `; ${tally.skipped} of PDFs SKIPPED, pdftotext is missing` : "";
  return {
    metrics: [
      ...shareMetric(
        `${suite}.quotationsFound`,
        share(flags(tally.found, tally.quotes - tally.skipped)),
        `quotations found word for word in their source file${skipped}`,
      ),
      ...shareMetric(
        `${suite}.rowsInContract`,
        share(flags(tally.rowsInContract, tally.rows)),
        "rows that keep the published contract",
      ),
    ],
    failures: tally.failures.map(({ id, words }) => {
      const row = rows.find((candidate) => candidate.id === id);
      return {
        id,
        dataset: "quotations",
        question: row?.question ?? "",
        scenario: null,
        expected: ["a quotation of the source file, and a row as the contract says"],
        got: [words],
        text: row?.text ?? "",
        confidence: row?.confidence ?? null,
      };
    }),
  };
};
