import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSqliteStore, storeFileOf } from "../../src/adapters/sqlite/open-sqlite-store.ts";

const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-two-"));
const [knowledge, data] = [path.join(folder, "pages"), path.join(folder, "data")];
const page = (figure: number): void =>
  writeFileSync(
    path.join(knowledge, "boards.md"),
    `---\ntitle: Boards\nupdatedOn: 2025-06-01\n---\n# Boards\n\n## Number\n\nThe number of library boards will fall to ${figure}.\n`,
  );

const started = (command: string, ...args: string[]): ChildProcess =>
  spawn(process.execPath, ["src/main.ts", command, ...args, "--knowledge", knowledge, "--data", data], {
    cwd: new URL("../..", import.meta.url),
    stdio: ["ignore", "pipe", "pipe"],
  });
const ended = async (child: ChildProcess) => {
  let [stdout, stderr] = ["", ""];
  child.stdout?.on("data", (bytes) => (stdout += bytes));
  child.stderr?.on("data", (bytes) => (stderr += bytes));
  const [status] = await once(child, "close");
  return { status, stdout, stderr };
};

beforeAll(() => {
  mkdirSync(knowledge);
  page(60);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("while the service runs, a batch and a sync work on the same data folder, and nothing is damaged or lost", async () => {
  const service = started("start", "--port", "0");
  const serviceEnds = ended(service);
  await once(service.stdout!, "data");

  page(35);
  const file = path.join(folder, "in.jsonl");
  const questions = ["How many library boards will there be?", "My manager wants to cut my post. What can I do?"];
  const rows = Array.from({ length: 20 }, (_, index) => JSON.stringify({ id: `q${index}`, question: questions[index % 2] }));
  writeFileSync(file, rows.join("\n"));
  const together = await Promise.all([
    ended(started("ask", "--json", "--in", file)),
    ended(started("ask", "--json", "--in", file)),
    ended(started("sync")),
  ]);
  for (const { status, stderr } of together) expect([status, stderr]).toEqual([0, ""]);
  const answers = together.slice(0, 2).flatMap(({ stdout }) =>
    stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  );
  expect(answers.filter(({ outcome }) => outcome === "answered")).toHaveLength(20);
  expect(answers[0].text).toContain("fall to 35");

  service.kill("SIGTERM");
  expect(await serviceEnds).toMatchObject({ status: 0 });
  const database = new DatabaseSync(storeFileOf(data), { readOnly: true });
  expect(database.prepare("PRAGMA integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
  expect(database.prepare("PRAGMA foreign_key_check").all()).toEqual([]);
  database.close();
  const store = openSqliteStore(data);
  expect((await store.cases.recent(100)).map(({ id }) => id).sort()).toEqual(
    answers.flatMap((row) => (row.case === null ? [] : [row.case.id])).sort(),
  );
  for (const { answerId } of answers.filter((row) => row.answerId !== null)) {
    expect((await store.receipts.read(answerId))?.faults).toEqual([]);
  }
  await store.close();
}, 120_000);
