import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSqliteStore, storeFileOf } from "../../src/adapters/sqlite/open-sqlite-store.ts";
import { pageOf, receiptOf } from "../support/receipts.ts";

const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-verify-"));
const data = path.join(folder, "data");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// No knowledge folder: what an answer was proved with is in the data folder.
const verify = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["src/main.ts", "verify", "--data", data, "--knowledge", path.join(folder, "gone"), ...args],
    { cwd: new URL("../..", import.meta.url), encoding: "utf8", timeout: 60_000 },
  );
  return { status, stdout, stderr };
};

const boards = pageOf("boards", {
  "How many": ["The number of library boards will fall from 60 to 35. Nobody knows which."],
  When: ["The new library boards start on 1 April 2026."],
});
const fall = [boards, "The number of library boards will fall from 60 to 35."] as const;
const start = [boards, "The new library boards start on 1 April 2026."] as const;
const extractive = { mode: "extractive", model: null } as const;

/** The same receipt with its first claim in other words, as a model would have put it. */
const worded = (id: string, text: string) => {
  const receipt = receiptOf(id, [[fall], [start]]);
  const [first] = receipt.claims;
  return { ...receipt, text: receipt.text.replace(first!.text, text), claims: [{ ...first!, text }, receipt.claims[1]!] };
};

beforeAll(async () => {
  const store = openSqliteStore(data);
  await store.knowledge.apply({ upserted: [boards], removedSourceIds: [], unreadable: [] });
  const at = (second: number) => ({ answeredAt: `2025-06-20T09:30:0${second}.000Z` });
  await store.receipts.save(receiptOf("A-1100000001", [[fall], [start]], { ...extractive, ...at(1) }));
  await store.receipts.save({ ...worded("A-0000000002", "The number of library boards will drop from 60 to 35."), ...at(2) });
  await store.receipts.save({ ...worded("A-0000000003", "The number of library boards will fall to 36."), ...at(3) });
  await store.receipts.save(receiptOf("A-0000000004", [[start]], { ...extractive, ...at(4), text: "\u001B[31mred" }));
  await store.close();
});

describe("verify as an outsider runs it", () => {
  test("shows what was asked, each claim with its proof, and that it holds; the id may be typed carelessly", () => {
    const { status, stdout, stderr } = verify("a-iLooo00oo1");
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stdout).toBe(
      [
        "A-1100000001, answered 2025-06-20 09:30 UTC as on 20 June 2025, in the pages' own words",
        "Question: How many boards will there be, [name]?",
        "1. The number of library boards will fall from 60 to 35.",
        "   [1] \u201CThe number of library boards will fall from 60 to 35.\u201D",
        "       Page boards \u203A How many \u203A page 3, as of 6 June 2025",
        "       https://example.org/boards",
        "2. The new library boards start on 1 April 2026.",
        "   [2] \u201CThe new library boards start on 1 April 2026.\u201D",
        "       Page boards \u203A When \u203A page 4, as of 6 June 2025",
        "       https://example.org/boards",
        "Proved again: 2 of 2 claims, 2 quotations.\n",
      ].join("\n"),
    );
  });

  test("holds a model's words against the quotations by the rules, not only against the digests", () => {
    const { status, stdout } = verify("--json", "A-0000000002", "A-0000000003");
    const rows = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(status).toBe(1);
    expect(rows[0]).toMatchObject({
      id: "A-0000000002",
      result: "proved",
      claims: 2,
      provedClaims: 2,
      quotations: 2,
      faults: [],
    });
    expect(rows[1]).toMatchObject({ id: "A-0000000003", result: "broken", provedClaims: 1 });
    expect(rows[1].faults).toEqual([expect.stringMatching(/^claim 1 is not proved by its quotations: figure/)]);
    expect(rows[0].receipt.model.model).toBe("some-model-1");
  });

  test("goes through every answer kept, newest first, and lets no control character through to the terminal", () => {
    const { status, stdout } = verify("--all");
    expect(status).toBe(1);
    expect(stdout).not.toContain("\u001B");
    expect(stdout.split("\n").flatMap((line) => line.match(/^A-\d+/)?.[0] ?? [])).toEqual([
      "A-0000000004",
      "A-0000000003",
      "A-0000000002",
      "A-1100000001",
    ]);
    expect(stdout).toMatch(/2 of 4 answers proved again\.\n$/);
  });

  test("fails once one byte of a stored passage is another", () => {
    const database = new DatabaseSync(storeFileOf(data));
    const turn = (from: string, to: string) => database.exec(`UPDATE passages SET text = replace(text, '${from}', '${to}')`);
    turn("60 to 35", "60 to 34");
    const { status, stdout } = verify("A-1100000001");
    turn("60 to 34", "60 to 35");
    database.close();
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /Not proved\. Claims that stand: 2 of 2 claims, 2 quotations\. What is wrong:\n {2}- passage boards#\w+ has changed/,
    );
    expect(verify("A-1100000001").status).toBe(0);
  });

  test.each([
    [1, ["A-9999999999"], "stdout", /A-9999999999: no answer of that id/],
    [1, ["banana"], "stdout", /banana: no answer of that id/],
    [2, [], "stderr", /There is no answer id/],
    [2, ["--all", "A-1100000001"], "stderr", /not both/],
    [2, ["--everything"], "stderr", /--everything/],
  ] as const)("exits %d for %j", (code, args, stream, says) => {
    const outcome = verify(...args);
    expect(outcome.status).toBe(code);
    expect(outcome[stream]).toMatch(says);
  });

  test("makes no store where there was none", () => {
    const nowhere = path.join(folder, "nowhere");
    const outcome = verify("A-1100000001", "--data", nowhere);
    expect(outcome.status).toBe(1);
    expect(outcome.stderr).toContain(nowhere);
    expect(existsSync(nowhere)).toBe(false);
  });
});
