/**
 * Checks what `ask --json` printed against the source files: every quotation word for word, every row against the
 * contract. Shares no code with src, so that a fault there cannot hide itself here.
 *
 *   npx node tools/check-quotations.ts --rows FILE.jsonl --knowledge DIR [--json] [--pdftotext]
 *
 * `--json` prints the result for programs. `--pdftotext` makes a missing pdftotext a failure, not a skip.
 * Exit codes: 0 all right, 1 something is wrong, 2 wrong use.
 */
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { parseArgs } from "node:util";
import { type SourceFinder, sourceFinder } from "./quotations/find-source.ts";
import { foldSpace, type Readings, readingsOf, withoutHyphens } from "./quotations/readings.ts";
import { type AnswerRow, type CitationRow, rowFaults } from "./quotations/row-faults.ts";

type Tally = {
  rows: number;
  rowsInContract: number;
  quotes: number;
  found: number;
  skipped: number;
  failures: { id: string; words: string }[];
};

const { values } = parseArgs({
  options: { rows: { type: "string" }, knowledge: { type: "string" }, json: { type: "boolean" }, pdftotext: { type: "boolean" } },
});
if (values.rows === undefined || values.knowledge === undefined) {
  console.error("use: check-quotations.ts --rows FILE.jsonl --knowledge DIR [--json] [--pdftotext]");
  process.exit(2);
}
const knowledgeDir = values.knowledge;
const find: SourceFinder = sourceFinder(knowledgeDir);
const read = new Map<string, Readings>();
const tally: Tally = { rows: 0, rowsInContract: 0, quotes: 0, found: 0, skipped: 0, failures: [] };

const readingsFor = (file: string, page: number | null): Readings => {
  const key = `${file}#${page}`;
  if (!read.has(key)) read.set(key, readingsOf(file, page));
  return read.get(key) ?? null;
};

const checkCitation = (id: string, citation: CitationRow): void => {
  const fail = (words: string): void => {
    tally.failures.push({ id, words: `citation ${citation.number}: ${words}` });
  };
  tally.quotes++;
  const files = find(citation.sourceId);
  if (files.length === 0) {
    fail(`no file for the source ${citation.sourceId}`);
    return;
  }
  const readings = files.map((file) => readingsFor(file, citation.page));
  const quote = foldSpace(citation.quote);
  const holds = (text: string): boolean =>
    text.includes(quote) || (citation.page !== null && withoutHyphens(text).includes(withoutHyphens(quote)));
  if (readings.some((texts) => texts?.some(holds))) tally.found++;
  else if (readings.includes(null) && values.pdftotext !== true) tally.skipped++;
  else fail(`not word for word in ${files.map((file) => relative(knowledgeDir, file)).join(", ")}: “${quote}”`);
};

for (const line of readFileSync(values.rows, "utf8").split("\n")) {
  if (line.trim() === "") continue;
  tally.rows++;
  const row: unknown = JSON.parse(line);
  const id = String((row as { id?: unknown }).id ?? `line ${tally.rows}`);
  const faults = rowFaults(row);
  if (faults.length === 0) tally.rowsInContract++;
  for (const words of faults) tally.failures.push({ id, words });
  for (const citation of (row as Partial<AnswerRow>).citations ?? []) checkCitation(id, citation);
}

if (values.json === true) console.log(JSON.stringify(tally));
else {
  for (const failure of tally.failures) console.log(`${failure.id}: ${failure.words}`);
  console.log(
    `${tally.rows} rows, ${tally.rowsInContract} keep the contract; ${tally.quotes} quotations, ${tally.found} found word for word`,
  );
  if (tally.skipped > 0)
    console.log(`SKIPPED ${tally.skipped} quotations from PDF: pdftotext is not installed (apt-get install poppler-utils)`);
}
process.exitCode = tally.failures.length > 0 ? 1 : 0;
