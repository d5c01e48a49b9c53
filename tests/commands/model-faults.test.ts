import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askRows } from "../../evals/ask-rows.ts";
import { plantFolder } from "../../evals/hostile/planted-folder.ts";
import { readPrompt } from "../../evals/model-servers/read-prompt.ts";
import { claim, completion, replyText } from "../../evals/model-servers/wire.ts";
import type { AskRow } from "../../src/domain/answer.ts";
import { judgeReply } from "../../tools/judging/judge-reply.ts";
import { readKnownMaterial } from "../../tools/judging/known-material.ts";
import {
  failure,
  reply,
  type Script,
  type ScriptedBehaviour,
  type ScriptedRequest,
  startScriptedServer,
} from "../support/scripted-model-server.ts";

const root = path.resolve(import.meta.dirname, "..", "..");
const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-faults-"));
const knowledgeDir = path.join(folder, "pages");
const planted = plantFolder(knowledgeDir);
const questions = planted.slice(0, 14);
/** The first search of a process loads what the others use; it would eat a short budget whole. */
const warmUp = { id: "warm-up", question: "Where can I read the rules on leave at Hollow Hill?" };
const known = readKnownMaterial(knowledgeDir, path.join(root, "knowledge"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const budgetMs = 800;
/** What comes on top of the budget: searching, proving, and a machine that is busy with other tests. */
const slackMs = 2000;

let runs = 0;
const synced = path.join(folder, "data-synced");
const ask = async (asked: readonly object[], environment: Record<string, string>) => {
  runs += 1;
  const dataDir = runs === 1 ? synced : path.join(folder, `data-${runs}`);
  // Embedding the pages once is enough.
  if (dataDir !== synced) cpSync(synced, dataDir, { recursive: true });
  const place = { root, knowledgeDir, dataDir, now: "2025-06-20", environment: { LOG_LEVEL: "error", ...environment } };
  const batch = await askRows<AskRow>([warmUp, ...asked], path.join(folder, `in-${runs}.jsonl`), place);
  expect(batch.status, batch.errors).toBe(0);
  return { ...batch, rows: batch.rows.slice(1), dataDir };
};

const settings = { OPENAI_BUDGET_MS: String(budgetMs), VERIFY_WITH_MODEL: "off", EMBEDDINGS: "bundled" };

/** A row without what differs from run to run. */
const lasting = ({ timings: _, answerId, case: opened, text, id: _id, ...row }: AskRow) => ({
  ...row,
  text: opened === null ? text : text.replaceAll(opened.id, "[case]"),
  case: opened && { ...opened, id: "[case]" },
  kept: answerId !== null,
});

/** What reps find with each case: how many passages, by the case's id. */
const passagesOfCases = (dataDir: string): Map<string, number> => {
  const file = readdirSync(dataDir).find((name) => /\.(?:db|sqlite3?)$/u.test(name))!;
  const store = new DatabaseSync(path.join(dataDir, file), { readOnly: true });
  const rows = store.prepare("SELECT id, passage_ids FROM cases").all() as { id: string; passage_ids: string }[];
  store.close();
  return new Map(rows.map(({ id, passage_ids }) => [id, (JSON.parse(passage_ids) as string[]).length]));
};

/** A claim that is right, so that a fault is not taken for it: the best passage's first sentence, word for word. */
const good = (request: ScriptedRequest): ScriptedBehaviour => {
  const prompt = readPrompt(request.body);
  if (prompt === null) return reply({ ready: true });
  const { token, sentences } = prompt.passages[0]!;
  const sentence = sentences.find((one) => one.endsWith("."))!;
  return completion(replyText(prompt, [claim(sentence, [token, sentence])]));
};
const content =
  (make: (whole: string) => string): Script =>
  (request) => {
    const whole = (JSON.parse((good(request) as { body: string }).body) as { choices: [{ message: { content: string } }] })
      .choices[0].message.content;
    return completion(make(whole));
  };
const always =
  (behaviour: ScriptedBehaviour): Script =>
  () =>
    behaviour;
const words = (count: number): string => "word ".repeat(count);

/** Point 6 of the issue, and what else servers do. In an order in which none keeps the breaker from being closed again. */
const faults: [name: string, script: Script][] = [
  ["no answer", always({ kind: "hang" })],
  ["bad JSON", content((whole) => whole.slice(0, -20))],
  ["headers and no more", always({ kind: "hang_after_headers" })],
  ["wrong schema", content(() => '{"answer":"yes"}')],
  ["429", always(failure(429))],
  ["an unknown token", content((whole) => whole.replaceAll(/"P\d+"/gu, '"P77"'))],
  ["429 that asks for a minute", always(failure(429, "slow down", { headers: { "retry-after": "60" } }))],
  ["a refusal", always(reply("", { refusal: "I cannot help with that." }))],
  ["500", always(failure(500))],
  ["an empty reply", always(reply(""))],
  ["a cut body", (request) => ({ ...good(request), cutAfterBytes: 120 }) as ScriptedBehaviour],
  ["50,000 tokens", always(reply(words(50_000)))],
  ["a stream cut in the middle", always(reply(words(300), { stream: "always", cutAfterBytes: 4000, cutBy: "reset" }))],
  ["an endless body", always({ kind: "endless_body", piece: `{${words(100)}`, contentType: "application/json" })],
];

describe("each fault of a model", () => {
  let extractive: AskRow[];
  let rows: AskRow[];
  let dataDir: string;
  let asked: ReadonlySet<number>;
  beforeAll(async () => {
    const withoutKey = await ask(questions, { OPENAI_API_KEY: "", EMBEDDINGS: "bundled" });
    extractive = withoutKey.rows;
    const seen = new Set<number>();
    const server = await startScriptedServer((request, n) => {
      const question = readPrompt(request.body)!.questions.join(" ");
      const place = questions.findIndex((row) => row.question === question);
      if (place < 0) return good(request);
      seen.add(place);
      return faults[place]![1](request, n);
    });
    const batch = await ask(questions, { ...server.environment, ...settings });
    await server.close();
    ({ rows, dataDir } = batch);
    asked = seen;
  });

  test("was met: every question reached the model", () => {
    expect([...asked].sort((a, b) => a - b)).toEqual(questions.map((_, index) => index));
    expect(faults).toHaveLength(questions.length);
  });

  test.each(faults.map(([name], index) => [name, index] as const))(
    "%s: the answer is the one without a model, in time",
    (_, index) => {
      const row = rows[index]!;
      expect(lasting(row)).toEqual(lasting(extractive[index]!));
      expect(judgeReply(row, known)).toEqual([]);
      expect(row.timings.totalMs).toBeLessThan(budgetMs + slackMs);
      if (row.outcome !== "answered") expect(passagesOfCases(dataDir).get(row.case!.id)).toBeGreaterThan(0);
    },
  );

  test("leaves both ends to see: answers from the pages, and cases with passages", () => {
    const ends = new Set(rows.map(({ outcome }) => outcome));
    expect(ends).toContain("answered");
    expect(ends).toContain("handed_over");
  });
});

test("a server that is not there costs no wait and no answer", async () => {
  const server = await startScriptedServer(good);
  const gone = server.environment;
  await server.close();
  const { rows } = await ask(questions.slice(0, 9), { ...gone, ...settings, OPENAI_BUDGET_MS: "5000" });
  expect(rows.every((row) => row.outcome === "answered" || row.case !== null)).toBe(true);
  // Five tries that fail open the breaker: from then on nobody waits.
  for (const row of rows.slice(6)) expect(row.timings.totalMs).toBeLessThan(slackMs);
});

test("a model that keeps failing is left alone, and nobody waits for it any more", async () => {
  const server = await startScriptedServer(always({ kind: "hang" }));
  const { rows } = await ask(questions.slice(0, 9), { ...server.environment, ...settings, OPENAI_BUDGET_MS: "400" });
  const requests = server.requests.length;
  await server.close();
  expect(requests).toBeGreaterThanOrEqual(5);
  expect(requests).toBeLessThanOrEqual(12);
  expect(rows.every((row) => row.outcome === "answered" || row.case !== null)).toBe(true);
  for (const row of rows.slice(6)) expect(row.timings.totalMs).toBeLessThan(slackMs);
});

type DoctorCheck = { name: string; state: string; says: string };

/** Runs `doctor` without blocking this process, which serves the model. */
const doctor = (environment: Record<string, string>, dataDir: string): Promise<DoctorCheck[]> =>
  new Promise((resolve, reject) => {
    const flags = ["src/main.ts", "doctor", "--json", "--knowledge", knowledgeDir, "--data", dataDir];
    const child = spawn(process.execPath, flags, {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "ignore"],
    });
    let out = "";
    child.stdout.on("data", (data: Buffer) => {
      out += data.toString();
    });
    child.on("error", reject);
    child.on("close", () => resolve((JSON.parse(out) as { checks: DoctorCheck[] }).checks));
  });

test("the day's money is kept to the cent: the rest of the day is answered from the pages, and doctor says so", async () => {
  const server = await startScriptedServer(good);
  // A request of these pages costs about a cent at these prices, its worst case four.
  const money = {
    OPENAI_DAILY_CAP_USD: "0.1",
    OPENAI_PRICE_INPUT_USD: "10",
    OPENAI_PRICE_OUTPUT_USD: "10",
    OPENAI_MAX_OUTPUT_TOKENS: "2000",
  };
  const environment = { ...server.environment, ...settings, ...money };
  const { rows, dataDir } = await ask([...questions, ...questions.map((row) => ({ ...row, id: `${row.id}b` }))], environment);
  const requests = server.requests.length;
  // The first ones were still worded by the model: so the faults above are what was in its way.
  expect(rows[0]!.claims).toHaveLength(1);
  expect(requests).toBeGreaterThan(1);
  expect(requests).toBeLessThan(28);
  expect(rows.every((row) => row.outcome === "answered" || row.case !== null)).toBe(true);
  const checks = await doctor(environment, dataDir);
  await server.close();
  // Doctor asks for one word, which may still fit under the cap.
  expect(server.requests.length - requests).toBeLessThanOrEqual(1);
  const spending = checks.find(({ says }) => /cap is reached|spent today/u.test(says))!;
  expect(spending.state).toBe("bad");
  const spent = Number(/\$([\d.]+) of \$0\.10/u.exec(checks.map(({ says }) => says).join("\n"))![1]);
  expect(spent).toBeLessThanOrEqual(0.1);
});
