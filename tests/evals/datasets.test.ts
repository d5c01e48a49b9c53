import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { EvalRow, RoutingRow, StandaloneRow } from "../../evals/eval-row.ts";
import { readRows } from "../../evals/read-rows.ts";

const folder = new URL("../../evals/datasets/", import.meta.url);
const seeds = new URL("../../../shared/seeds/", import.meta.url);
const seedIds = ["mip-job-cuts", "hsj-csu-redundancies"];

const fileOf = (name: string): string => new URL(name, folder).pathname;
const rowsOf = (name: string): EvalRow[] => readRows(fileOf(name), EvalRow);
const seedText = (id: string): string => readFileSync(new URL(`${id}.txt`, seeds), "utf8");
const many = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** The least that each file must hold; a file that shrinks by accident fails. */
const atLeast: Record<string, number> = {
  "seeds-facts.jsonl": 180,
  "seeds-time-traps.jsonl": 40,
  "seeds-unanswerable.jsonl": 120,
  "seeds-personal.jsonl": 100,
  "seeds-multi.jsonl": 20,
  "seeds-follow-ups.jsonl": 115,
  "knowledge-questions.jsonl": 160,
};
const names = Object.keys(atLeast);
/** Checked by tests/redaction/datasets.test.ts, which knows their form. */
const redaction = ["held", "held-fourth", "held-third", "later", "personal", "tune"].map((part) => `redaction-${part}.jsonl`);

test("every dataset file in the folder is known here", () => {
  expect(
    readdirSync(folder)
      .filter((name) => name.endsWith(".jsonl"))
      .sort(),
  ).toEqual(
    [
      ...names,
      "claim-pairs-fresh-lies.jsonl",
      "claim-pairs-fresh-true.jsonl",
      "claim-pairs-lies.jsonl",
      "claim-pairs-true.jsonl",
      "follow-ups-standalone.jsonl",
      ...redaction,
      "routing-held-out.jsonl",
    ].sort(),
  );
});

describe.each(names)("%s", (name) => {
  test("every row reads, has its own id and asks something nobody asked before", () => {
    const rows = rowsOf(name);
    expect(rows.length).toBeGreaterThanOrEqual(atLeast[name] ?? 0);
    const asked = rows.map((row) => `${row.now} ${row.question.toLowerCase()} ${JSON.stringify(row.history ?? [])}`);
    expect(asked.filter((each, index) => asked.indexOf(each) !== index)).toEqual([]);
  });

  test("every row expects something and its patterns compile", () => {
    for (const { id, expect: wanted } of rowsOf(name)) {
      expect(Object.keys(wanted).length, id).toBeGreaterThan(0);
      const patterns = [...(wanted.mustMatch ?? []), ...(wanted.mustNotMatch ?? [])];
      for (const pattern of [...patterns, wanted.noticeMatch ?? "", wanted.noNoticeMatch ?? ""]) {
        expect(() => new RegExp(pattern, "iu"), `${id}: ${pattern}`).not.toThrow();
      }
    }
  });

  test("tuned and held rows are both there", () => {
    const splits = rowsOf(name).map((row) => row.split);
    const held = splits.filter((split) => split === "held").length / splits.length;
    expect(held).toBeGreaterThan(0.25);
    expect(held).toBeLessThan(0.55);
  });
});

test("a fact is either tuned on or held, never both", () => {
  const splitOf = new Map<string, string>();
  for (const row of rowsOf("seeds-facts.jsonl")) {
    const fact = row.id.replace(/-\d+$/, "");
    const earlier = splitOf.get(fact) ?? row.split ?? "";
    expect(row.split, row.id).toBe(earlier);
    splitOf.set(fact, earlier);
  }
});

test("routing has enough messages of every route, none of them twice", () => {
  const rows = readRows(fileOf("routing-held-out.jsonl"), RoutingRow);
  const least = { general: 110, personal: 80, deadline: 25, crisis: 25, greeting: 15, thanks: 15, about_bot: 20 };
  const more = { membership_office: 20, off_topic: 25, abuse: 12, injection: 20 };
  for (const [route, count] of Object.entries({ ...least, ...more })) {
    expect(rows.filter((row) => row.route === route).length, route).toBeGreaterThanOrEqual(count);
  }
  expect(new Set(rows.map((row) => row.text.toLowerCase())).size).toBe(rows.length);
});

test("no message kept for the routing test is one of the router's examples", () => {
  const sameLetters = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9 ]/gu, "")
      .trim();
  const file = parse(readFileSync(new URL("../../knowledge/routes.yaml", import.meta.url), "utf8"));
  const { examples } = file as { examples: Record<string, string[]> };
  const trained = new Set(Object.values(examples).flat().map(sameLetters));
  expect(trained.size).toBeGreaterThan(400);
  const rows = readRows(fileOf("routing-held-out.jsonl"), RoutingRow);
  expect(rows.filter((row) => trained.has(sameLetters(row.text))).map((row) => row.id)).toEqual([]);
});

test("every follow-up reads, expects something and stands in one split with its thread", () => {
  const rows = readRows(fileOf("follow-ups-standalone.jsonl"), StandaloneRow);
  expect(rows.length).toBeGreaterThanOrEqual(200);
  const asked = rows.map((row) => JSON.stringify([row.history, row.question.toLowerCase()]));
  expect(asked.filter((each, index) => asked.indexOf(each) !== index)).toEqual([]);
  const splits = new Map(rows.map((row) => [JSON.stringify(row.history), row.split]));
  for (const row of rows) {
    expect(row.mustMention.length > 0 || row.unclear || row.unresolved, row.id).toBeTruthy();
    for (const pattern of [...row.mustMention, ...row.mustNotMention])
      expect(() => new RegExp(pattern, "iu"), `${row.id}: ${pattern}`).not.toThrow();
    if (row.history.length > 0) expect(splits.get(JSON.stringify(row.history)), row.id).toBe(row.split);
  }
});

test("the knowledge questions name sources that the folder lists", () => {
  const manifest = parse(readFileSync(new URL("../../knowledge/sources.yaml", import.meta.url), "utf8"));
  const listed = new Set((manifest as { sources: { id: string }[] }).sources.map((source) => source.id));
  const named = rowsOf("knowledge-questions.jsonl").flatMap(({ expect: wanted }) => [
    ...(wanted.sourceAny ?? []),
    ...many(wanted.sourceNot),
  ]);
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter((id) => !listed.has(id))).toEqual([]);
});

test("every expected fact stands on one of the knowledge pages that may be cited", () => {
  const manifest = parse(readFileSync(new URL("../../knowledge/sources.yaml", import.meta.url), "utf8"));
  const files = new Map((manifest as { sources: { id: string; file: string }[] }).sources.map(({ id, file }) => [id, file]));
  const pageText = (id: string): string =>
    readFileSync(new URL(`../../knowledge/${files.get(id)}`, import.meta.url), "utf8").replace(/\s+/gu, " ");
  let checked = 0;
  for (const { id, expect: wanted } of rowsOf("knowledge-questions.jsonl")) {
    const pages = (wanted.sourceAny ?? []).filter((source) => !files.get(source)?.endsWith(".pdf"));
    if (pages.length === 0) continue;
    for (const pattern of wanted.mustMatch ?? []) {
      checked += 1;
      expect(
        pages.some((page) => new RegExp(pattern, "iu").test(pageText(page))),
        `${id}: ${pattern}`,
      ).toBe(true);
    }
  }
  expect(checked).toBeGreaterThan(100);
});

const noSeeds = !existsSync(seeds);
describe.skipIf(noSeeds)("against the seed documents (skipped without ../shared/seeds)", () => {
  test("every expected fact stands in the document that is to be cited", () => {
    const rows = [...rowsOf("seeds-facts.jsonl"), ...rowsOf("seeds-multi.jsonl"), ...rowsOf("seeds-follow-ups.jsonl")];
    const missing = rows.flatMap(({ id, expect: wanted }) =>
      wanted.outcome === "handed_over"
        ? []
        : (wanted.mustMatch ?? [])
            .filter((pattern) => !textsFor(wanted.source).some((text) => new RegExp(pattern, "iu").test(text)))
            .map((pattern) => `${id}: ${pattern}`),
    );
    expect(missing).toEqual([]);
  });

  test("no question is a sentence of the documents", () => {
    const known = seedIds.map((id) => seedText(id).toLowerCase());
    const copied = names
      .flatMap((name) => rowsOf(name))
      .filter(({ question }) => known.some((text) => text.includes(question.toLowerCase())));
    expect(copied.map((row) => row.id)).toEqual([]);
  });
});

const textsFor = (source: string | undefined): string[] => (source === undefined ? seedIds : [source]).map(seedText);
