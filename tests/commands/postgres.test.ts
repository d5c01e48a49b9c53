import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storeFileOf } from "../../src/adapters/sqlite/open-sqlite-store.ts";
import { postgresEngine, postgresMissing, testDatabaseUrl } from "../support/store-engines.ts";
import type { StorePlace } from "../support/store-place.ts";

const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-postgres-"));
const [knowledge, data] = [path.join(folder, "pages"), path.join(folder, "data")];

const run = (databaseUrl: string, command: string, ...args: string[]) => {
  const flags = ["--data", data, "--now", "2025-06-20"];
  const { status, stdout, stderr } = spawnSync(process.execPath, ["src/main.ts", command, ...args, ...flags], {
    cwd: new URL("../..", import.meta.url),
    env: { ...process.env, DATABASE_URL: databaseUrl, KNOWLEDGE_DIR: knowledge },
    encoding: "utf8",
    timeout: 120_000,
  });
  return { status, stdout, stderr };
};

beforeAll(() => {
  mkdirSync(knowledge);
  const page =
    "---\ntitle: Boards\nurl: https://example.org/b\nupdatedOn: 2025-06-01\n---\n# Boards\n\n## How many library boards\n\n";
  writeFileSync(path.join(knowledge, "boards.md"), `${page}The number of library boards will fall from 60 to 35.\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(postgresMissing !== null)(
  `the commands on PostgreSQL${postgresMissing === null ? "" : ` (${postgresMissing})`}`,
  () => {
    const engine = postgresEngine();
    let place: Extract<StorePlace, { engine: "postgres" }>;
    let url: string;
    beforeAll(async () => {
      place = engine.newPlace() as typeof place;
      await engine.sql(place, `CREATE SCHEMA ${place.schema}`);
      const address = new URL(testDatabaseUrl);
      address.searchParams.set("options", `-c search_path=${place.schema}`);
      url = address.href;
    });
    afterAll(() => engine.dropAll());

    test("sync, ask, search, verify and doctor do what they do on SQLite, and write no SQLite", async () => {
      expect(JSON.parse(run(url, "sync", "--json").stdout)).toMatchObject({ created: 1, unreadable: [] });

      const answered = run(url, "ask", "--json", "How many library boards will there be?");
      expect([answered.status, answered.stderr]).toEqual([0, ""]);
      const row = JSON.parse(answered.stdout);
      expect(row).toMatchObject({ outcome: "answered", asOf: "2025-06-01" });
      expect(row.citations[0].quote).toBe("The number of library boards will fall from 60 to 35.");

      const personal = JSON.parse(run(url, "ask", "--json", "My manager wants to cut my post. What can I do?").stdout);
      expect(await engine.sql(place, "SELECT id, question FROM cases")).toEqual([
        { id: personal.case.id, question: "My manager wants to cut my post. What can I do?" },
      ]);

      const found = JSON.parse(run(url, "search", "--json", "library boards").stdout);
      expect(found.hits[0]).toMatchObject({ rank: 1, sourceId: "boards" });

      const proved = run(url, "verify", row.answerId);
      expect(proved.stdout).toMatch(/Proved again: 1 of 1 claim/);
      await engine.sql(place, "UPDATE passages SET text = replace(text, '35', '36')");
      expect(run(url, "verify", row.answerId)).toMatchObject({ status: 1, stdout: expect.stringMatching(/Not proved/) });

      const { status, stdout } = run(url, "doctor", "--json");
      const checks: { name: string; state: string; says: string }[] = JSON.parse(stdout).checks;
      expect(checks.find(({ name }) => name === "store")).toMatchObject({
        state: "good",
        says: expect.stringMatching(new RegExp(`^PostgreSQL \\d+.*${new URL(url).host}`)),
      });
      expect(status).toBe(0);
      expect(existsSync(storeFileOf(data))).toBe(false);
    });
  },
);

test("a PostgreSQL that does not answer is told with what to do, and without the password", () => {
  const url = "postgres://board:horse-battery@127.0.0.1:1/board";
  const asked = run(url, "ask", "How many library boards?");
  expect(asked).toMatchObject({ status: 1, stdout: "" });
  expect(asked.stderr).toMatch(/database board on 127\.0\.0\.1:1, cannot be opened \(ECONNREFUSED\)\. Start PostgreSQL/);
  const doctor = run(url, "doctor");
  expect(doctor).toMatchObject({ status: 1, stdout: expect.stringMatching(/^bad {3}store: .*Start PostgreSQL/m) });
  for (const { stdout, stderr } of [asked, doctor]) expect(stdout + stderr).not.toContain("horse-battery");
});
