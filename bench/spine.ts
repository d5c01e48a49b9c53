/**
 * `npm run --silent bench-spine`: how many messages a second the service takes in (stored and acknowledged), and how soon, while it answers
 * them without a model from the project's own pages.
 *
 *   npm run --silent bench-spine -- [--engine sqlite] [--seconds 30] [--rate 100] [--steps 200,300,400]
 *
 * The service, this sender and, for PostgreSQL, the server share the machine.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { createRunDatabase } from "../tools/kill-test/database.ts";
import { freePort } from "../tools/kill-test/places.ts";
import { openPostOffice } from "../tools/kill-test/post-office.ts";
import { type BenchedService, runService } from "./spine/run-service.ts";
import { type SentAtRate, sendAtRate } from "./spine/send-at-rate.ts";
import type { LoopDelay } from "./spine/watch-loop.ts";

type Row = SentAtRate & LoopDelay & { engine: string; answeredPerSecond: number; load: number };

const { values } = parseArgs({
  options: {
    engine: { type: "string", default: "sqlite,postgres" },
    seconds: { type: "string", default: "30" },
    rate: { type: "string", default: "100" },
    steps: { type: "string", default: "200,300,400,600,800" },
    database: { type: "string", default: "postgres://postgres@127.0.0.1:5432/postgres" },
  },
});
const seconds = Number(values.seconds);
const stepSeconds = 5;
/** A rate counts as kept when no more than a hundredth is missing and the slowest hundredth waits no longer than promised. */
const kept = ({ rate, acceptedPerSecond, ackP99Ms }: SentAtRate): boolean => acceptedPerSecond > rate * 0.97 && ackP99Ms < 100;

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const progress = (line: string): void => void process.stderr.write(`${line}\n`);

const dataset = (name: string): string[] =>
  readFileSync(new URL(`../evals/datasets/${name}.jsonl`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { question: string }).question);
const general = dataset("knowledge-questions");
const personal = dataset("seeds-personal");
/** Every fifth message is a matter of the member's own, which a rep takes up. */
const textOf = (index: number): string =>
  index % 5 === 4 ? personal[index % personal.length]! : general[index % general.length]!;

const measure = async (engine: string, service: BenchedService, port: number, brought: unknown[]): Promise<Row[]> => {
  const rows: Row[] = [];
  const stretch = async (rate: number, forSeconds: number): Promise<Row> => {
    await service.loopDelay();
    const before = { brought: brought.length, atMs: performance.now() };
    const sent = await sendAtRate({ port, name: `${engine}-${rate}`, textOf }, rate, forSeconds);
    const answeredPerSecond = ((brought.length - before.brought) * 1000) / (performance.now() - before.atMs);
    const row = { engine, ...sent, ...(await service.loopDelay()), answeredPerSecond, load: loadavg()[0]! };
    rows.push(row);
    progress(`${engine}, ${rate} a second: p99 ${row.ackP99Ms.toFixed(1)} ms, answered ${answeredPerSecond.toFixed(1)} a second`);
    return row;
  };
  await sendAtRate({ port, name: `${engine}-warm`, textOf }, 20, 2);
  await stretch(Number(values.rate), seconds);
  for (const rate of values.steps.split(",").filter(Boolean).map(Number)) if (!kept(await stretch(rate, stepSeconds))) break;
  return rows;
};

const benchEngine = async (engine: string): Promise<{ rows: Row[]; memoryMb: number | null }> => {
  const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-bench-"));
  const office = await openPostOffice();
  const database = engine === "postgres" ? await createRunDatabase(values.database) : null;
  const port = await freePort();
  const service = runService({ dataFolder: folder, databaseUrl: database?.url ?? null, port, postOffice: office.url });
  try {
    progress(`${engine}: the first reading of the pages`);
    await service.ready;
    const rows = await measure(engine, service, port, office.brought);
    return { rows, memoryMb: service.peakMemoryMb() };
  } finally {
    await service.stop();
    office.close();
    await database?.drop();
    rmSync(folder, { recursive: true, force: true });
  }
};

const report: { engine: string; rows: Row[]; memoryMb: number | null }[] = [];
for (const engine of values.engine.split(",")) report.push({ engine, ...(await benchEngine(engine)) });

const ms = (value: number): string => value.toFixed(1);
print(`\nTaking messages in while answering them (${cpus().length} cores, Node ${process.version})\n`);
const head = ["engine", "sent a second", "for, s", "accepted a second", "ack p50, ms", "p99", "max", "loop stall max, ms", "p99"];
print(`| ${[...head, "answered a second", "load average"].join(" | ")} |\n|${"---|".repeat(head.length + 2)}`);
for (const row of report.flatMap(({ rows }) => rows)) {
  const { engine, rate, sent, acceptedPerSecond, ackP50Ms, ackP99Ms, ackMaxMs, maxMs, p99Ms, answeredPerSecond, load } = row;
  const cells = [acceptedPerSecond, ackP50Ms, ackP99Ms, ackMaxMs, maxMs, p99Ms, answeredPerSecond, load].map(ms);
  print(`| ${[engine, rate, Math.round(sent / rate), ...cells].join(" | ")} |`);
}
for (const { engine, memoryMb } of report) print(`\n${engine}: the service held ${memoryMb?.toFixed(0) ?? "?"} MB at most.`);
mkdirSync(new URL("report/", import.meta.url), { recursive: true });
writeFileSync(new URL("report/spine.json", import.meta.url), `${JSON.stringify(report, null, 2)}\n`);
