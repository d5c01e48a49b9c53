/**
 * `npm run bench`: how fast and how well we search, against peers measured in the same run.
 *
 *   npm run bench -- [--max 10000]     leaves out larger sets of synthetic passages
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { guidePages, hasGuides, openGuides, readGuideQuestions } from "../evals/open-guides.ts";
import { createEnergeticEmbedder } from "../src/adapters/energetic-embedder.ts";
import { openApp } from "../src/compose.ts";
import { readConfig } from "../src/config.ts";
import { measureAnswerCost } from "./answer-cost.ts";
import { compareRetrieval } from "./compare-retrieval.ts";
import { benchIndexSearch } from "./index-search.ts";
import { measureModelOverhead, overheadTable } from "./model-overhead.ts";
import { measureReceipts } from "./receipt-cost.ts";
import { benchSync } from "./sync-throughput.ts";

const { values } = parseArgs({ options: { max: { type: "string", default: "100000" } } });
const maxPassages = Number(values.max);
const reportFolder = new URL("report/", import.meta.url);
const startedAt = performance.now();
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const progress = (line: string): void =>
  void process.stderr.write(`[${((performance.now() - startedAt) / 1000).toFixed(0)} s] ${line}\n`);
const round = (value: number | null, digits = 1): string => (value === null ? "-" : value.toFixed(digits));

/** Prints rows as a table of the given columns. */
const table = (title: string, head: string[], rows: string[][]): void => {
  print(`\n${title}\n`);
  print(`| ${head.join(" | ")} |\n|${head.map(() => "---").join("|")}|`);
  for (const row of rows) print(`| ${row.join(" | ")} |`);
};

const report: Record<string, unknown> = { startedAt: new Date().toISOString(), node: process.version };

if (!hasGuides()) {
  print("Skipped: the comparison, the sync and the answer cost need ../shared/data/govuk-guides, which is not there.");
} else {
  progress("sync of twelve guides");
  const sync = await benchSync(guidePages, 12);
  report.sync = sync;
  table(
    "Sync (two embedding threads)",
    ["files", "passages", "sentences", "first, s", "sentences a second", "second, s", "embedded by the second"],
    [
      [
        sync.files,
        sync.passages,
        sync.sentences,
        round(sync.firstMs / 1000),
        round(sync.sentencesPerSecond),
        round(sync.secondMs / 1000, 2),
        sync.secondEmbedded,
      ].map(String),
    ],
  );

  progress("sync of all guides, if not done before");
  const corpus = await openGuides();
  const questions = readGuideQuestions();
  progress("answer cost");
  const app = await openApp(
    {
      ...readConfig({ knowledge: guidePages }),
      dataFolder: new URL("../.tmp/bench/answers", import.meta.url).pathname,
      store: { engine: "sqlite" },
    },
    () => new Date(),
  );
  await app.sync(() => undefined);
  const cost = await measureAnswerCost(corpus, questions, (question, scenario) =>
    app.handleQuestion({ id: null, question, scenario, history: [], skipRouting: true }),
  );
  await app.close();
  report.answerCost = cost;
  table(
    "Cost of one question, medians",
    ["embed question and scenario, ms", "retrieve, ms", "retrieve / embed", "answer, ms", "answer / embed"],
    [
      [
        round(cost.embedMs),
        round(cost.retrieveMs),
        round(cost.retrieveOverEmbed, 2),
        round(cost.answerMs),
        round(cost.answerOverEmbed, 2),
      ],
    ],
  );

  progress("retrieval against its peers");
  const bulkEmbedder = createEnergeticEmbedder({ workers: 2, cacheSize: 0 });
  const peers = await compareRetrieval(corpus, questions, bulkEmbedder);
  await bulkEmbedder.close();
  await corpus.close();
  report.retrieval = peers;
  const ours = peers[0]!;
  table(
    `Retrieval on ${ours.of} shared questions with their scenarios`,
    ["", "texts", "hit@1, %", "hit@5, %", "query, ms", "query / ours", "load, ms"],
    peers.map((row) => [
      row.name,
      String(row.units),
      round((100 * row.hitAt1) / row.of),
      round((100 * row.hitAt5) / row.of),
      round(row.queryMs),
      round(row.queryMs / ours.queryMs, 2),
      round(row.loadMs, 0),
    ]),
  );
}

progress("receipts");
const receipts = await measureReceipts(500);
report.receipts = receipts;
table(
  `Keeping what an answer was proved with, medians over ${receipts.answers} answers of three claims`,
  ["save, ms", "one bare row as durably, ms", "save / bare", "prove again, ms", "growth an answer, KB"],
  [
    [
      round(receipts.saveMs, 2),
      round(receipts.bareMs, 2),
      round(receipts.saveMs / receipts.bareMs, 2),
      round(receipts.verifyMs, 2),
      round(receipts.bytesAnAnswer / 1000, 2),
    ],
  ],
);

const overhead = await measureModelOverhead(progress);
report.modelOverhead = overhead;
const { head, rows } = overheadTable(overhead);
table("With a model that takes one second, medians", head, rows);

const indexRows = [];
for (const passages of [1000, 10_000, 100_000].filter((count) => count <= maxPassages)) {
  progress(`dense search in ${passages} passages`);
  indexRows.push(...(await benchIndexSearch(passages, maxPassages)));
}
report.index = indexRows;
const exactMs = new Map(indexRows.filter(({ index }) => index === "exact").map((row) => [row.passages, row.searchMs]));
table(
  "Dense search, ten nearest of synthetic passages (512 dimensions)",
  ["passages", "index", "search, ms", "exact / this", "recall@10", "build, s", "open saved, s", "memory, MB"],
  indexRows.map((row) => [
    String(row.passages),
    row.index,
    round(row.searchMs, 2),
    round(exactMs.get(row.passages)! / row.searchMs),
    row.recallAt10.toFixed(3),
    round(row.buildMs / 1000),
    row.reopenMs === null ? "-" : round(row.reopenMs / 1000, 2),
    round(row.memoryMb, 0),
  ]),
);

report.tookMs = performance.now() - startedAt;
mkdirSync(reportFolder, { recursive: true });
writeFileSync(new URL("report.json", reportFolder), `${JSON.stringify(report, null, 2)}\n`);
progress(`done; written to bench/report/report.json`);
