/**
 * Prints how the proof of claims does: true claims that stood by style and lies that were cut by kind, for each split, as the tables
 * of docs/proof.md; then totals. Usage: `npx node evals/claims-report.ts [--split tune|held|all] [--misses] [--file NAME]`.
 * `--misses` lists each miss of the tuned rows with its reason; those of the other rows only when `--split held` asks for them, so
 * that whoever tunes the rules does not read them by accident.
 */
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { claimStyles, lieKinds } from "./claims/claim-row.ts";
import { type ClaimSplit, judgeClaims } from "./claims/judge-claims.ts";
import { cameOutRight, type JudgedClaim, scoreClaims } from "./claims/score-claims.ts";

const { values } = parseArgs({
  options: { split: { type: "string" }, misses: { type: "boolean" }, file: { type: "string" } },
});
const root = resolve(fileURLToPath(new URL("..", import.meta.url)));
const split = (values.split ?? "all") as ClaimSplit;
const startedAt = performance.now();
const { judged, leftOut } = await judgeClaims(root, join(root, "..", "shared"), split);
const chosen = judged.filter(({ dataset }) => values.file === undefined || dataset.includes(values.file));
const splits = ["tune", "held", "fresh"] as const;

const right = (items: JudgedClaim[]): number => items.filter(cameOutRight).length;
const count = (items: JudgedClaim[]): string => (items.length === 0 ? "" : `${right(items)} of ${items.length}`);
const percent = (items: JudgedClaim[]): string => `${((100 * right(items)) / items.length).toFixed(0)} %`;

const line = (label: string, items: JudgedClaim[]): string[] => {
  const cells = splits.map((of) => count(items.filter(({ row }) => row.split === of)));
  return items.length === 0 ? [] : [`| ${[label, ...cells, percent(items)].join(" | ")} |`];
};

const table = (heading: string, items: JudgedClaim[], labels: readonly string[], labelOf: (item: JudgedClaim) => string | null) =>
  [
    `| ${[heading, ...splits, "all"].join(" | ")} |`,
    "|---|---|---|---|---|",
    ...labels.flatMap((label) =>
      line(
        label,
        items.filter((item) => labelOf(item) === label),
      ),
    ),
    ...line("**all**", items),
  ].join("\n");

const truths = chosen.filter(({ row }) => "style" in row);
const lies = chosen.filter(({ row }) => "kind" in row);
console.log(table("lies that were cut", lies, lieKinds, ({ row }) => ("kind" in row ? row.kind : null)));
console.log(`\n${table("true claims that stood", truths, claimStyles, ({ row }) => ("style" in row ? row.style : null))}\n`);
const report = scoreClaims("claims", "", chosen);
for (const { name, value, passed, count: of } of report.metrics.filter((metric) => !metric.name.includes("caught.")))
  console.log(`${name.padEnd(28)} ${value.toFixed(3)} (${passed} of ${of})`);
console.log(`${chosen.length} rows, ${leftOut} left out, ${Math.round(performance.now() - startedAt)} ms`);
if (values.misses) {
  const readable = new Set(chosen.filter(({ row }) => split === "held" || row.split === "tune").map(({ row }) => row.id));
  for (const { id, expected, got, question } of report.failures.filter((failure) => readable.has(failure.id)))
    console.log(`${id}: ${expected[0]}, ${got.join(", ")}\n    ${question}`);
}
