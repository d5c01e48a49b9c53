/**
 * Prints how the proof of claims does: true claims that stood by style, lies caught by kind, and the misses of the rows that may be
 * looked at while tuning. Usage: `npx node evals/claims-report.ts [--split tune|held|all] [--misses] [--file NAME]`.
 * `--misses` lists held rows only when `--split held` asks for them: whoever tunes the rules leaves that out.
 */
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type ClaimSplit, judgeClaims } from "./claims/judge-claims.ts";
import { scoreClaims } from "./claims/score-claims.ts";
import type { Bar } from "./suite-report.ts";

const { values } = parseArgs({
  options: { split: { type: "string" }, misses: { type: "boolean" }, file: { type: "string" } },
});
const root = resolve(fileURLToPath(new URL("..", import.meta.url)));
const split = (values.split ?? "all") as ClaimSplit;
const startedAt = performance.now();
const { judged, leftOut } = await judgeClaims(root, join(root, "..", "shared"), split);
const chosen = judged.filter(({ dataset }) => values.file === undefined || dataset.includes(values.file));
const report = scoreClaims("claims", "", chosen);

const line = ({ group, label, passed, count }: Bar): string =>
  `${group.padEnd(34)} ${label.padEnd(30)} ${String(passed).padStart(4)} of ${String(count).padStart(4)}  ${((100 * passed) / count).toFixed(1)} %`;
console.log(report.bars.map(line).join("\n"));
for (const { name, value, passed, count } of report.metrics.filter((metric) => !metric.name.includes("caught.")))
  console.log(`${name.padEnd(28)} ${value.toFixed(3)} (${passed} of ${count})`);
console.log(`${chosen.length} rows, ${leftOut} left out, ${Math.round(performance.now() - startedAt)} ms`);
if (values.misses) {
  const readable = new Set(chosen.filter(({ row }) => split === "held" || row.split === "tune").map(({ row }) => row.id));
  for (const { id, expected, got, question } of report.failures.filter((failure) => readable.has(failure.id)))
    console.log(`${id}: ${expected[0]}, ${got.join(", ")}\n    ${question}`);
}
