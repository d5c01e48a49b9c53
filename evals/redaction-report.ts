/**
 * Prints recall and precision of redaction by kind. `--misses` lists what was left standing and what was taken too many.
 *
 *   npx node evals/redaction-report.ts [--split tune|held] [--misses]
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { figure } from "./shortfalls.ts";
import { runRedactionSuite } from "./suites/redaction-suite.ts";

const { values } = parseArgs({ options: { split: { type: "string" }, misses: { type: "boolean" } } });
const split = values.split === "tune" || values.split === "held" ? values.split : "all";
const root = resolve(import.meta.dirname, "..");
const report = await runRedactionSuite({ root, sharedDir: "", outDir: "", dataRoot: "", split });
console.log(`${report.rows} messages (${split})`);
for (const metric of report.metrics) console.log(`${metric.name.padEnd(34)} ${figure(metric).padEnd(22)} ${metric.words}`);
for (const failure of values.misses ? report.failures : []) {
  console.log(`\n${failure.id} ${failure.got.join("; ")}\n  ${JSON.stringify(failure.text)}`);
}
