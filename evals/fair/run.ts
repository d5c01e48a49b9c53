/**
 * `npm run --silent fair`: a competent, honest model on loopback, made from the datasets' gold. Says how many of its true claims code
 * cannot prove, by style and reason, how many questions are answered right with it and without it, and for how many the gold was not shown.
 * Exit 1 when 3 % of the true claims or more are lost: neither their words nor the sentences that they quote are shown.
 *
 *   npm run --silent fair -- [--suite knowledge,seeds,govuk] [--split tune|held|all] [--out DIR]
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { AskRow } from "../../src/domain/answer.ts";
import { startScriptedServer } from "../../tests/support/scripted-model-server.ts";
import { compareModes, comparisonLines } from "../compare-modes.ts";
import { suites } from "../suites/suites.ts";
import { type FairSent, fairScript } from "./fair-script.ts";
import { readDatasetGold, readSharedGold } from "./gold.ts";
import { lossByStyle, type StyleLoss } from "./loss-by-style.ts";
import { openProver } from "./prove-claim.ts";
import { shownClaims } from "./shown-claims.ts";
import { sourceJudge } from "./source-of.ts";

const { values } = parseArgs({
  options: {
    suite: { type: "string", default: "knowledge,seeds,govuk" },
    split: { type: "string", default: "all" },
    out: { type: "string" },
  },
});
const root = resolve(import.meta.dirname, "..", "..");
const sharedDir = resolve(root, "..", "shared");
const outDir = resolve(values.out ?? join(root, "evals", "report", "fair"));
const settings = {
  root,
  sharedDir,
  outDir,
  dataRoot: join(root, ".tmp", "evals"),
  split: values.split as "tune" | "held" | "all",
};
const folders: Record<string, string> = {
  knowledge: join(root, "knowledge"),
  seeds: join(sharedDir, "seeds"),
  site: join(sharedDir, "site"),
  govuk: join(sharedDir, "data", "govuk-guides", "pages"),
};
mkdirSync(outDir, { recursive: true });

const golds = [...readDatasetGold(root, ["knowledge-", "seeds-"]), ...readSharedGold(sharedDir)];
let sent: FairSent[] = [];
const server = await startScriptedServer(fairScript(golds, sourceJudge(Object.values(folders)), (one) => sent.push(one)));
Object.assign(process.env, server.environment, {
  OPENAI_DAILY_CAP_USD: "1000000",
  VERIFY_WITH_MODEL: "off",
  EMBEDDINGS: "bundled",
});

const sentAndCut = { sent: 0, quoted: 0, cut: 0 };
const totals = new Map<string, StyleLoss>();
const report: Record<string, unknown>[] = [];
for (const name of values.suite.split(",")) {
  const extractive = await suites[name]!({ ...settings, mode: "extractive" });
  if (extractive.skipped !== null) {
    console.log(`${name}: SKIPPED, ${extractive.skipped}`);
    continue;
  }
  sent = [];
  const byModel = await suites[name]!({ ...settings, mode: "model" });
  const prover = await openProver(folders[name]!, folders.knowledge!, join(settings.dataRoot, name));
  const losses = lossByStyle(sent, prover.prove);
  const rows = readFileSync(join(outDir, "rows", `${name}-model.jsonl`), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as AskRow);
  const shown = shownClaims(sent, rows, prover.prove);
  sentAndCut.sent += shown.sent;
  sentAndCut.quoted += shown.quoted.length;
  sentAndCut.cut += shown.cut.length;
  await prover.close();
  for (const loss of losses) {
    const held = totals.get(loss.style) ?? { style: loss.style, claims: 0, lost: [] };
    totals.set(loss.style, { style: loss.style, claims: held.claims + loss.claims, lost: [...held.lost, ...loss.lost] });
  }
  const asked = sent.filter(({ gold }) => gold?.answerable);
  const unseen = asked.filter(({ found }) => found === null);
  for (const line of comparisonLines(compareModes(extractive, byModel, { model: "a fair model", spending: "costs nothing" })))
    console.log(line);
  console.log(
    `${name}: ${sent.length} prompts, ${asked.length} with gold, in ${unseen.length} of them it was not among the passages shown`,
  );
  console.log(
    `${name}: ${shown.sent} claims sent, ${shown.worded} shown as worded, ${shown.quoted.length} as the sentences they quote, ${shown.cut.length} cut by the proof, ${shown.elsewhere.length} not shown for another reason`,
  );
  for (const { id, why } of shown.elsewhere) console.log(`  not shown: ${id}: ${why}`);
  report.push({
    name,
    extractive: extractive.metrics,
    model: byModel.metrics,
    unseen: unseen.map(({ gold }) => gold!.id),
    shown,
    losses,
  });
}
await server.close();

const all = [...totals.values()];
console.log(`\n${"style".padEnd(20)} ${"claims".padStart(7)} ${"lost".padStart(5)}  share`);
for (const { style, claims, lost } of all)
  console.log(
    `${style.padEnd(20)} ${String(claims).padStart(7)} ${String(lost.length).padStart(5)}  ${((100 * lost.length) / Math.max(1, claims)).toFixed(1)} %`,
  );
const claims = all.reduce((sum, loss) => sum + loss.claims, 0);
const lost = all.flatMap((loss) => loss.lost);
for (const [reason, ofReason] of Map.groupBy(lost, ({ reason }) => reason)) console.log(`${reason}: ${ofReason.length}`);
for (const { id, style, reason, claim, quotes } of lost)
  console.log(`LOST ${id} ${style} ${reason}\n  claim: ${claim}\n  quote: ${quotes.join(" | ")}`);
const percent = (part: number, of: number): string => `${((100 * part) / Math.max(1, of)).toFixed(2)} %`;
console.log(`every gold sentence in every style: ${lost.length} of ${claims} true claims lost (${percent(lost.length, claims)})`);
const reworded = sentAndCut.quoted + sentAndCut.cut;
console.log(
  `as sent, styles in turns: ${sentAndCut.sent} true claims; the words of ${reworded} could not be proved (${percent(reworded, sentAndCut.sent)}), ` +
    `of ${sentAndCut.quoted} the quoted sentences were shown instead, ${sentAndCut.cut} were lost (${percent(sentAndCut.cut, sentAndCut.sent)})`,
);
writeFileSync(join(outDir, "fair.json"), `${JSON.stringify({ sentAndCut, styles: all, suites: report }, null, 1)}\n`);
process.exitCode = sentAndCut.cut >= 0.03 * sentAndCut.sent ? 1 : 0;
