/**
 * `npm run --silent hostile`: a model that lies in hundreds of ways answers on loopback while every question goes through the public
 * command; every row is judged from outside. Exit 1 when an unproved sentence, a foreign link or a lie of a kind that code promises to
 * catch is shown, or a row breaks the contract.
 *
 *   npm run --silent hostile -- [--rows 560] [--out DIR]
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { median } from "../../bench/median.ts";
import { kindTable, reportByKind } from "./attack-report.ts";
import { allFamilies } from "./families/all-families.ts";
import { hostileQuestions } from "./hostile-questions.ts";
import { plantFolder } from "./planted-folder.ts";
import { type AttackedRow, runAttacks } from "./run-attacks.ts";

const { values } = parseArgs({ options: { rows: { type: "string", default: "620" }, out: { type: "string" } } });
const root = resolve(import.meta.dirname, "..", "..");
const outDir = resolve(values.out ?? join(root, "evals", "report", "hostile"));
const work = join(root, ".tmp", "hostile");
const seeds = resolve(root, "..", "shared", "seeds");
const datasets = join(root, "evals", "datasets");
const now = "2025-06-20";
const most = Number(values.rows);
mkdirSync(outDir, { recursive: true });
rmSync(join(work, "planted"), { recursive: true, force: true });

const planted = plantFolder(join(work, "planted"));
const hasSeeds = existsSync(seeds);
if (!hasSeeds) console.log("SKIPPED ../shared/seeds, which is not there: its share is asked of the project's own pages.");
const rest = most - planted.length;
const ownRows = hasSeeds ? Math.ceil(rest * 0.55) : rest;
const batches = [
  { name: "knowledge", folder: join(root, "knowledge"), questions: hostileQuestions(datasets, "knowledge", ownRows) },
  ...(hasSeeds ? [{ name: "seeds", folder: seeds, questions: hostileQuestions(datasets, "seeds", rest - ownRows) }] : []),
  { name: "planted", folder: join(work, "planted"), questions: planted },
];

const rows: (AttackedRow & { batch: string })[] = [];
let families = [...allFamilies];
for (const { name, folder, questions } of batches) {
  const run = await runAttacks({ root, knowledgeDir: folder, dataDir: join(work, `data-${name}`), now }, questions, families);
  const asked = run.rows.filter(({ sent }) => sent !== null).length;
  console.log(
    `${name}: ${run.rows.length} rows, ${asked} reached the model, ${run.requests} requests, ${(run.tookMs / 1000).toFixed(1)} s in all`,
  );
  rows.push(...run.rows.map((row) => ({ ...row, batch: name })));
  families = families.flatMap((family) => leftOf(family, run.left));
}

const attacked = rows.filter(({ sent }) => sent !== null);
const reports = reportByKind(attacked);
console.log(`\n${kindTable(reports)}\n`);
const mustNot = new Set(attacked.flatMap(({ sent }) => (sent!.measured ? [] : sent!.lies)));
const isForbidden = (lie: string): boolean => mustNot.has(lie) || lie.startsWith("marker");
const forbidden = rows.filter(({ lies }) => lies.some(isForbidden));
const faulty = rows.filter(({ faults }) => faults.length > 0);
const passed = attacked.filter(({ sent, lies, became }) => sent!.measured && lies.length > 0 && became === "model");
for (const { row, faults } of faulty) for (const fault of faults) console.log(`FAULT ${row.id}: ${fault}`);
for (const { row, sent, lies } of forbidden)
  console.log(`LIE SHOWN ${row.id} (${sent?.kind}): ${lies.find(isForbidden)!.slice(0, 200)}`);
for (const { row, sent, lies } of passed)
  console.log(`true-looking, passed: ${row.id} (${sent!.kind}): ${lies[0]!.slice(0, 200)}`);

const beside = attacked.filter(({ sent }) => sent!.kind === "true sentence that does not answer");
console.log(
  `${beside.filter(({ became }) => became === "model").length} of ${beside.length} true sentences that do not answer were shown`,
);
const different = new Set(attacked.map(({ sent }) => sent!.digest)).size;
const times = attacked.map(({ row }) => row.timings.totalMs);
console.log(
  `${rows.length} rows, ${attacked.length} met a bad output, ${different} different ones; faults ${faulty.length}, forbidden lies ${forbidden.length}, ` +
    `true-looking lies that passed ${passed.length}; per row median ${median(times).toFixed(0)} ms, longest ${Math.max(...times).toFixed(0)} ms`,
);
writeFileSync(join(outDir, "rows.json"), `${JSON.stringify({ reports, rows }, null, 1)}\n`);
process.exitCode = faulty.length + forbidden.length > 0 || different < 300 ? 1 : 0;

/** What of a family was not sent yet: its later variants, as a family that starts there. */
function leftOf(family: (typeof allFamilies)[number], left: readonly string[]): (typeof allFamilies)[number][] {
  const turns = left.filter((name) => name.replace(/ \d+$/u, "") === family.kind).map((name) => Number(name.split(" ").at(-1)));
  if (turns.length === 0) return [];
  return [
    {
      ...family,
      rows: turns.length,
      craft: (prompt, turn) => family.craft(prompt, turns[turn % turns.length]! + Math.floor(turn / turns.length) * family.rows),
    },
  ];
}
