import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AskRow } from "../../src/domain/answer.ts";

const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-ask-"));
const knowledge = path.join(folder, "pages");
const data = path.join(folder, "data");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (command: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["src/main.ts", command, ...args], {
    cwd: new URL("../..", import.meta.url),
    encoding: "utf8",
    timeout: 120_000,
  });
  return { status, stdout, stderr };
};
const flags = ["--knowledge", knowledge, "--data", data, "--now", "2025-06-20"];

beforeAll(() => {
  mkdirSync(knowledge);
  writeFileSync(
    path.join(knowledge, "boards.md"),
    "---\ntitle: Library boards\nurl: https://example.org/boards\nupdatedOn: 2025-06-01\n---\n# Library boards\n\n## How many boards\n\nThe number of library boards will fall from 60 to 35.\n\n## Forum\n\nThe reading forum next meets on 3 June.\n",
  );
  writeFileSync(path.join(knowledge, "broken.pdf"), "%PDF-1.7 but no more than that");
});

describe("ask as an outsider runs it", () => {
  const file = path.join(folder, "in.jsonl");
  let rows: AskRow[];
  let outcome: ReturnType<typeof run>;
  beforeAll(() => {
    const lines = [
      JSON.stringify({ id: "a", question: "How many library boards will there be?" }),
      JSON.stringify({ id: "b", question: "" }),
      "{broken",
      JSON.stringify({ id: 4, question: "When does the reading forum next meet?" }),
      JSON.stringify({ id: "e", question: "What is the salary of the chief librarian of Wales?" }),
      JSON.stringify({ id: "f", question: "I had my at risk letter and my meeting with Sandra is tomorrow, please help" }),
    ];
    writeFileSync(file, `${lines.join("\n")}\n`);
    outcome = run("ask", "--json", "--in", file, ...flags);
    rows = outcome.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as AskRow);
  }, 120_000);

  test("gives one row a line, in order, and says which line is broken", () => {
    expect(rows.map((row) => row.id)).toEqual(["a", "b", null, 4, "e", "f"]);
    expect(outcome.status).toBe(2);
    expect(outcome.stderr).toContain(`${file}, line 3`);
    expect(outcome.stderr).toContain("broken.pdf");
  });

  test("quotes word for word, with a date and a link that opens at the words", () => {
    const row = rows[0]!;
    expect(row.outcome).toBe("answered");
    expect(row.asOf).toBe("2025-06-01");
    const citation = row.citations.find(({ quote }) => quote.includes("35"))!;
    expect(readFileSync(path.join(knowledge, "boards.md"), "utf8")).toContain(citation.quote);
    expect(citation.url).toMatch(/^https:\/\/example\.org\/boards#.*:~:text=/);
    expect(row.text).toContain(`[${citation.number}]`);
  });

  test("says that a day spoken of as coming has passed", () => expect(rows[3]!.notices.join()).toContain("3 June 2025"));

  test("does not answer what the pages do not say, and opens a case", () => {
    expect(rows[4]!.outcome).toBe("handed_over");
    expect(rows[4]!.case?.id).toBeTruthy();
  });

  test("hands a personal matter over with its day", () => {
    expect(rows[5]!.outcome).toBe("handed_over");
    expect(rows[5]!.case).toMatchObject({ dueOn: "2025-06-21", priority: "urgent" });
  });
});

describe("wrong use", () => {
  test.each([
    [["ask"], "There is no question"],
    [["ask", "--in", "nowhere.jsonl"], "nowhere.jsonl"],
    [["ask", "--now", "yesterday", "Hello?"], "--now"],
    [["ask", "--route", "elsewhere", "Hello?"], "--route"],
    [["ask", "--colour", "Hello?"], "--colour"],
    [["sing"], "sing"],
  ])("%j ends with 2 and says what to do", (args, says) => {
    const { status, stdout, stderr } = run(args[0]!, ...args.slice(1));
    expect(status).toBe(2);
    expect(stderr).toContain(says);
    expect(stdout).toBe("");
  });

  test("a folder without a readable source is named", () => {
    const empty = path.join(folder, "empty");
    mkdirSync(empty);
    const { status, stderr } = run("sync", "--knowledge", empty, "--data", path.join(folder, "other"));
    expect(status).toBe(1);
    expect(stderr).toContain(empty);
  });
});

test("a second sync reads and embeds nothing", () => {
  run("sync", ...flags);
  const { stdout } = run("sync", "--json", ...flags);
  expect(JSON.parse(stdout)).toMatchObject({ created: 0, updated: 0, unchanged: 1, removed: 0, embedded: 0 });
});
