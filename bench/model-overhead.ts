/**
 * What everything but the model costs: a scripted model on loopback takes exactly one second, and each question is timed from one printed
 * row to the next, so that searching, proving, the receipt and the printing are all in it. Also a part of `npm run bench`.
 *
 *   npx node bench/model-overhead.ts
 */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { askRows } from "../evals/ask-rows.ts";
import { readPrompt } from "../evals/model-servers/read-prompt.ts";
import { claim, completion, replyText } from "../evals/model-servers/wire.ts";
import type { AskRow } from "../src/domain/answer.ts";
import { type Script, startScriptedServer } from "../tests/support/scripted-model-server.ts";
import { median } from "./median.ts";

/** Medians in milliseconds over the warm questions of one folder. `overhead` is the share that comes on top of the model's second. */
export type ModelOverhead = {
  folder: string;
  questions: number;
  modelMs: number;
  wholeMs: number;
  overhead: number;
  /** Before the request arrived at the model, and after its reply had left. */
  beforeMs: number;
  afterMs: number;
  retrieveMs: number;
  verifyMs: number;
};

const root = resolve(import.meta.dirname, "..");
const modelMs = 1000;
const warmUps = 5;

type Asked = { id: string; question: string; scenario?: string };

const rowsOf = (file: string): Asked[] =>
  readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Asked);

/** Three claims as a model gives them: one copied, two in other words, each with its whole sentence. */
const usualReply = (prompt: NonNullable<ReturnType<typeof readPrompt>>): string => {
  const sentences = prompt.passages.flatMap(({ token, sentences: all }) =>
    all.filter((sentence) => /\.$/u.test(sentence)).map((sentence) => ({ token, sentence })),
  );
  const claims = sentences
    .slice(0, 3)
    .map(({ token, sentence }, index) => claim(index === 0 ? sentence : `According to the page, ${sentence}`, [token, sentence]));
  return replyText(prompt, claims);
};

const measureFolder = async (
  folder: string,
  knowledgeDir: string,
  questions: readonly Asked[],
  extra: string[],
): Promise<ModelOverhead> => {
  const dataDir = join(root, ".tmp", "bench", `overhead-${folder}`);
  mkdirSync(dataDir, { recursive: true });
  const arrived: number[] = [];
  const script: Script = (request) => {
    arrived.push(performance.now());
    const prompt = readPrompt(request.body);
    return { ...completion(prompt === null ? "{}" : usualReply(prompt)), latencyMs: modelMs };
  };
  const server = await startScriptedServer(script);
  const printed: number[] = [];
  const environment = { ...server.environment, OPENAI_DAILY_CAP_USD: "1000", VERIFY_WITH_MODEL: "off", EMBEDDINGS: "bundled" };
  const place = {
    root,
    knowledgeDir,
    dataDir,
    now: "2025-06-20",
    extra,
    environment,
    onRow: (atMs: number) => printed.push(atMs),
  };
  const { rows, status, errors } = await askRows<AskRow>(questions, join(dataDir, "in.jsonl"), place);
  await server.close();
  if (status !== 0) throw new Error(`ask ended with ${status}: ${errors}`);
  const timed = rows.flatMap((row, index) => {
    const from = printed[index - 1];
    const to = printed[index]!;
    const asked = arrived.filter((atMs) => from !== undefined && atMs > from && atMs < to);
    // A message that stays on this machine, or a question that is first asked for in other words, is no answer of one call.
    if (index < warmUps || from === undefined || asked.length !== 1) return [];
    const before = asked[0]! - from;
    return [{ whole: to - from, before, after: to - asked[0]! - modelMs, row }];
  });
  const wholeMs = median(timed.map(({ whole }) => whole));
  return {
    folder,
    questions: timed.length,
    modelMs,
    wholeMs,
    overhead: wholeMs / modelMs - 1,
    beforeMs: median(timed.map(({ before }) => before)),
    afterMs: median(timed.map(({ after }) => after)),
    retrieveMs: median(timed.map(({ row }) => row.timings.retrieveMs)),
    verifyMs: median(timed.map(({ row }) => row.timings.verifyMs)),
  };
};

/** Measures the project's own pages and, where the shared folder is there, the seeds and the guides. */
export const measureModelOverhead = async (progress: (line: string) => void): Promise<ModelOverhead[]> => {
  const datasets = join(root, "evals", "datasets");
  const shared = resolve(root, "..", "shared");
  const guides = join(shared, "data", "govuk-guides");
  const sets: [string, string, string, string[]][] = [
    ["knowledge", join(root, "knowledge"), join(datasets, "knowledge-questions.jsonl"), []],
    ["seeds", join(shared, "seeds"), join(datasets, "seeds-facts.jsonl"), []],
    ["guides", join(guides, "pages"), join(guides, "questions.jsonl"), ["--route", "answer"]],
  ];
  const results: ModelOverhead[] = [];
  for (const [name, folder, file, extra] of sets) {
    if (!existsSync(folder)) {
      progress(`${name}: skipped, ${folder} is not there`);
      continue;
    }
    progress(`a model of one second on ${name}`);
    const questions = rowsOf(file)
      .slice(0, warmUps + 75)
      .map(({ id, question, scenario }) => ({ id, question, ...(scenario === undefined ? {} : { scenario }) }));
    results.push(await measureFolder(name, folder, questions, extra));
  }
  return results;
};

/** The columns of the table and their cells. */
export const overheadTable = (results: readonly ModelOverhead[]): { head: string[]; rows: string[][] } => ({
  head: [
    "folder",
    "questions",
    "whole, ms",
    "over the model's second, %",
    "before it, ms",
    "after it, ms",
    "retrieve, ms",
    "verify, ms",
  ],
  rows: results.map((row) => [
    row.folder,
    String(row.questions),
    row.wholeMs.toFixed(0),
    (100 * row.overhead).toFixed(1),
    ...[row.beforeMs, row.afterMs, row.retrieveMs, row.verifyMs].map((value) => value.toFixed(1)),
  ]),
});

if (import.meta.main) {
  const { head, rows } = overheadTable(await measureModelOverhead((line) => void process.stderr.write(`${line}\n`)));
  for (const cells of [head, ...rows]) process.stdout.write(`${cells.map((cell) => cell.padStart(14)).join(" ")}\n`);
}
