import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSqliteStore, storeFileOf } from "../../../src/adapters/sqlite/open-sqlite-store.ts";
import type { Store } from "../../../src/adapters/store/store.ts";
import { verifyReceipt } from "../../../src/flows/verify-receipt.ts";
import { pageOf, receiptOf } from "../../support/receipts.ts";

const boards = pageOf("boards", {
  "How many": ["The number of boards will fall from 60 to 35. Nobody knows which caf\u00E9s stay."],
  When: ["The new boards start on 1 April 2026."],
});
const forum = pageOf("forum", { Forum: ["The forum meets on 3 June."] });
const id = "A-7K3M9Q2T4V";
const other = "A-0000000001";

let store: Store;
let database: DatabaseSync;

beforeAll(async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-tampering-"));
  store = openSqliteStore(folder);
  await store.knowledge.apply({ upserted: [boards, forum], removedSourceIds: [], unreadable: [] });
  const fall = [boards, "The number of boards will fall from 60 to 35."] as const;
  const start = [boards, "The new boards start on 1 April 2026."] as const;
  const meets = [forum, "The forum meets on 3 June."] as const;
  await store.receipts.save(receiptOf(id, [[fall, start], [start], [meets]]));
  await store.receipts.save(receiptOf(other, [[meets], [fall]], { mode: "extractive", model: null }));
  // Whoever tampers does not ask the foreign keys, nor the checks.
  database = new DatabaseSync(storeFileOf(folder), { enableForeignKeyConstraints: false });
  database.exec("PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF");
});
afterAll(async () => {
  database.close();
  await store.close();
});

// What a sentence of its own proves is proved by code; only the claim made of two sentences comes here.
const kindOf = async (answer = id): Promise<string> =>
  (await verifyReceipt({ receipts: store.receipts, prove: async () => () => null }, answer)).kind;

type Column = { name: string; type: string; pk: number };
type Row = Record<string, SQLInputValue>;

const columnsOf = (table: string): Column[] => database.prepare(`PRAGMA table_info(${table})`).all() as Column[];
const keysOf = (table: string): Column[] => columnsOf(table).filter(({ pk }) => pk > 0);
// Text is compared as bytes, since a changed byte may be no text any more.
const condition = (keys: readonly Column[]): string =>
  keys.map(({ name, type }) => (type === "TEXT" ? `CAST(${name} AS BLOB) = CAST(? AS BLOB)` : `${name} = ?`)).join(" AND ");

/** Rows of a table that the answer rests on. */
const ownRows: Record<string, string> = {
  answers: `id = '${id}'`,
  claims: `answer_id = '${id}'`,
  quotations: `answer_id = '${id}'`,
  answer_passages: `answer_id = '${id}'`,
  cited_passages: `digest IN (SELECT cited_digest FROM answer_passages WHERE answer_id = '${id}')`,
  passages: "id IN (SELECT passage_id FROM cited_passages)",
  sources: "id IN ('boards', 'forum')",
  documents: "source_id IN ('boards', 'forum')",
};
/** What tells which version of a page is served: with another one, nothing but a sync has happened. `sections` hold more than is quoted. */
const notTheAnswers = ["sources.id", "documents.source_id", "documents.digest", "documents.sections"];

const rowsOf = (table: string): Row[] => database.prepare(`SELECT * FROM ${table} WHERE ${ownRows[table]}`).all() as Row[];

/** Sets a column of the row whose key was `before`; false when the table's own uniqueness forbids it. */
const write = (table: string, column: Column, before: Row, value: SQLInputValue): boolean => {
  const keys = keysOf(table);
  const cast = column.type === "TEXT" && value !== null ? "CAST(? AS TEXT)" : "?";
  const update = database.prepare(`UPDATE ${table} SET ${column.name} = ${cast} WHERE ${condition(keys)}`);
  try {
    expect(update.run(value, ...keys.map(({ name }) => before[name]!)).changes).toBe(1);
    return true;
  } catch (fault) {
    if (/UNIQUE constraint/.test((fault as Error).message)) return false;
    throw fault;
  }
};

/** The value with one byte changed, at both ends and in the middle, in one bit or in the bit that makes it no text; numbers by one. */
const changesOf = (column: Column, value: SQLInputValue): SQLInputValue[] => {
  if (value === null) return column.type === "TEXT" ? ["x"] : [1];
  if (column.type === "INTEGER") return [Number(value) + 1, Number(value) - 1];
  if (column.type === "REAL") return [Number(value) * (1 + 2 ** -52)];
  const bytes = Buffer.from(String(value));
  const places = [0, bytes.length >> 1, bytes.length - 1].map((place, index) => ({ place, bit: [0x20, 0x01, 0x80][index]! }));
  return places
    .filter(({ place }) => place >= 0 && place < bytes.length)
    .map(({ place, bit }) => bytes.map((byte, at) => (at === place ? byte ^ bit : byte)));
};

test("an answer that nobody touched is proved again", async () => {
  expect([await kindOf(), await kindOf(other)]).toEqual(["proved", "proved"]);
});

test.each(Object.keys(ownRows))("one changed byte or number anywhere in %s is found", async (table) => {
  const missed: string[] = [];
  let tried = 0;
  for (const row of rowsOf(table)) {
    for (const column of columnsOf(table)) {
      if (notTheAnswers.includes(`${table}.${column.name}`)) continue;
      const original = row[column.name]!;
      for (const changed of changesOf(column, original)) {
        if (!write(table, column, row, changed)) continue;
        tried += 1;
        if ((await kindOf()) === "proved") missed.push(`${column.name}: ${String(original)} -> ${String(changed)}`);
        write(table, column, { ...row, [column.name]: changed }, original);
      }
    }
  }
  expect(missed).toEqual([]);
  expect(tried).toBeGreaterThan(10);
  expect(await kindOf()).toBe("proved");
});

const changed = async (statements: string, ...back: string[]): Promise<string> => {
  database.exec(`SAVEPOINT before; ${statements}; RELEASE before`);
  const kind = await kindOf();
  for (const statement of back) database.exec(statement);
  return kind;
};

test.each(Object.keys(ownRows).filter((table) => !["sources", "documents"].includes(table)))(
  "a row taken out of %s is found",
  async (table) => {
    for (const row of rowsOf(table)) {
      const keys = keysOf(table);
      const names = columnsOf(table).map(({ name }) => name);
      database.prepare(`DELETE FROM ${table} WHERE ${condition(keys)}`).run(...keys.map(({ name }) => row[name]!));
      expect(await kindOf()).not.toBe("proved");
      database
        .prepare(`INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`)
        .run(...names.map((name) => row[name]!));
    }
    expect(await kindOf()).toBe("proved");
  },
);

test.each([
  [
    "another claim",
    `INSERT INTO claims SELECT answer_id, 3, question, text, list_item, digest FROM claims WHERE answer_id = '${id}' AND position = 2`,
    `DELETE FROM claims WHERE answer_id = '${id}' AND position = 3`,
  ],
  [
    "another quotation",
    `INSERT INTO quotations SELECT answer_id, claim_position, 9, number, passage_id, start_offset, end_offset, text FROM quotations
     WHERE answer_id = '${id}' AND claim_position = 1`,
    `DELETE FROM quotations WHERE answer_id = '${id}' AND position = 9`,
  ],
  [
    "a quotation without a claim",
    `INSERT INTO quotations SELECT answer_id, 7, 0, number, passage_id, start_offset, end_offset, text FROM quotations
     WHERE answer_id = '${id}' AND claim_position = 1`,
    `DELETE FROM quotations WHERE answer_id = '${id}' AND claim_position = 7`,
  ],
  [
    "another passage",
    `INSERT INTO answer_passages SELECT answer_id, 9, cited_digest FROM answer_passages WHERE answer_id = '${id}' AND position = 0`,
    `DELETE FROM answer_passages WHERE answer_id = '${id}' AND position = 9`,
  ],
])("%s put in is found", async (_, statement, back) => {
  expect(await changed(statement, back)).toBe("broken");
  expect(await kindOf()).toBe("proved");
});

const swap = (table: string, column: string, one: number, two: number): string =>
  [
    [one, 90],
    [two, one],
    [90, two],
  ]
    .map(([from, to]) => `UPDATE ${table} SET ${column} = ${to} WHERE answer_id = '${id}' AND ${column} = ${from}`)
    .join(";");

test("claims or passages in another order are found, also when their quotations go with them", async () => {
  const claims = swap("claims", "position", 1, 2);
  const both = `${claims}; ${swap("quotations", "claim_position", 1, 2)}`;
  const passages = swap("answer_passages", "position", 0, 1);
  for (const statements of [claims, both, passages]) expect(await changed(statements, statements)).toBe("broken");
  expect(await kindOf()).toBe("proved");
});

test("a claim of another answer in the place of this one's is found, though it was once proved", async () => {
  const foreign = `
    UPDATE claims SET (question, text, list_item, digest) = (SELECT question, text, list_item, digest FROM claims
      WHERE answer_id = '${other}' AND position = 1) WHERE answer_id = '${id}' AND position = 2`;
  const [before] = database.prepare(`SELECT * FROM claims WHERE answer_id = '${id}' AND position = 2`).all() as Row[];
  database.exec(foreign);
  expect(await kindOf()).toBe("broken");
  database
    .prepare(`UPDATE claims SET text = ?, digest = ? WHERE answer_id = '${id}' AND position = 2`)
    .run(before!.text!, before!.digest!);
  expect(await kindOf()).toBe("proved");
});

test("words changed in the stored page itself are found where an answer quotes them", async () => {
  const change = (from: string, to: string) => `UPDATE documents SET sections = replace(sections, '${from}', '${to}')`;
  expect(await changed(change("from 60 to 35", "from 60 to 36"), change("from 60 to 36", "from 60 to 35"))).toBe("broken");
  expect(await kindOf()).toBe("proved");
});

test("what was changed is named, and an answer that was left alone stays proved", async () => {
  const faults = async (statement: string, back: string): Promise<string[]> => {
    database.exec(statement);
    const [proof, untouched] = [
      await verifyReceipt({ receipts: store.receipts, prove: async () => () => null }, id),
      await kindOf(other),
    ];
    database.exec(back);
    expect(untouched).toBe("proved");
    return proof.kind === "broken" ? proof.faults : [];
  };
  const claim = (to: string) => `UPDATE claims SET text = '${to}' WHERE answer_id = '${id}' AND position = 1`;
  expect(await faults(claim("The new boards start on 1 April 2027."), claim("The new boards start on 1 April 2026."))).toEqual([
    "claim 2, or a quotation of it, is not what was stored",
    "claim 2 does not stand in the text with the marks of its quotations",
  ]);
  const cost = (to: string) => `UPDATE answers SET cost_usd = ${to} WHERE id = '${id}'`;
  expect(await faults(cost("0.00122"), cost("0.00123"))).toEqual([
    expect.stringMatching(/^the answer \(.*cost.*is not what was stored$/),
  ]);
});
