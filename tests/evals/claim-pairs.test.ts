import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { alteredClaims } from "../../evals/claims/altered-claims.ts";
import {
  type LieRow,
  lieKinds,
  LieRow as lieSchema,
  type RowQuotation,
  type TrueClaimRow,
  TrueClaimRow as trueSchema,
} from "../../evals/claims/claim-row.ts";
import { joinedClaims } from "../../evals/claims/joined-claims.ts";
import { judgeClaims } from "../../evals/claims/judge-claims.ts";
import { locateQuotation } from "../../evals/claims/locate-quotation.ts";
import { createReplyProof } from "../../evals/claims/prove-reply.ts";
import { proveRow } from "../../evals/claims/prove-row.ts";
import { cameOutRight, type JudgedClaim, scoreClaims } from "../../evals/claims/score-claims.ts";
import { readStoredSources } from "../../evals/claims/stored-sources.ts";
import { sweepSentences } from "../../evals/claims/sweep-sentences.ts";
import { readRows } from "../../evals/read-rows.ts";
import { sentenceText } from "../../src/domain/passage.ts";
import { passageOf } from "../support/small-knowledge.ts";

const root = new URL("../../", import.meta.url).pathname;
const sharedDir = new URL("../../../shared", import.meta.url).pathname;
const fileOf = (name: string): string => `${root}evals/datasets/claim-pairs-${name}.jsonl`;

const truths = readRows<TrueClaimRow>(fileOf("true"), trueSchema);
const lies = readRows<LieRow>(fileOf("lies"), lieSchema);
const freshTruths = readRows<TrueClaimRow>(fileOf("fresh-true"), trueSchema);
const freshLies = readRows<LieRow>(fileOf("fresh-lies"), lieSchema);
const tuned = [...truths, ...lies];
const all = [...tuned, ...freshTruths, ...freshLies];
const stored = await readStoredSources(
  root,
  sharedDir,
  new Set(all.flatMap(({ source, quotations }) => [source, ...quotations.flatMap(({ of }) => of ?? [])])),
);
const ofSource = (row: TrueClaimRow | LieRow, of: string | undefined) => stored.get(of ?? row.source);

/** The sentence that a quotation is taken from; none when it is made up or cut. */
const wholeSentence = (row: TrueClaimRow | LieRow, { quote, find, occurrence, of }: RowQuotation): string[] => {
  const passages = ofSource(row, of)?.passages;
  if (!passages) return [];
  if (find !== undefined) return [locateQuotation({ find, ...(occurrence ? { occurrence } : {}) }, passages).quote];
  return passages.some((passage) => passage.sentences.some((span) => sentenceText(passage, span) === quote)) ? [quote!] : [];
};

describe("the pairs", () => {
  test("there are enough of them, of every kind, in both splits", () => {
    expect(truths.length).toBeGreaterThanOrEqual(350);
    expect(lies.length).toBeGreaterThanOrEqual(500);
    for (const kind of lieKinds) expect(lies.filter((row) => row.kind === kind).length, kind).toBeGreaterThanOrEqual(12);
    for (const rows of [truths, lies]) {
      const held = rows.filter(({ split }) => split === "held").length / rows.length;
      expect(held).toBeGreaterThan(0.4);
      expect(held).toBeLessThan(0.6);
    }
  });

  test("the fresh rows are fresh, and no row is given twice", () => {
    expect([...freshTruths, ...freshLies].every(({ split }) => split === "fresh")).toBe(true);
    const given = all.map(({ source, claim, quotations }) => JSON.stringify([source, claim, quotations]));
    expect(given.filter((each, index) => given.indexOf(each) !== index)).toEqual([]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  test("a sentence is either tuned on or held, never both", () => {
    const splitOf = new Map<string, string>();
    let checked = 0;
    for (const row of tuned) {
      const sentences = row.quotations.flatMap((quotation) => wholeSentence(row, quotation));
      const first = sentences.find((sentence) => !sentence.endsWith(":")) ?? sentences[0];
      if (first === undefined) continue;
      const key = `${row.source} ${first}`;
      const earlier = splitOf.get(key) ?? row.split;
      expect(row.split, row.id).toBe(earlier);
      splitOf.set(key, earlier);
      checked += 1;
    }
    expect(checked).toBeGreaterThan(existsSync(sharedDir) ? 1000 : 600);
  });

  test("no lie is also written down as a true claim", () => {
    const said = new Set([...truths, ...freshTruths].map(({ source, claim }) => `${source} ${claim}`));
    const honest = ["wrong_passage_token", "near_quotation"];
    expect(
      [...lies, ...freshLies]
        .filter((row) => !honest.includes(row.kind) && said.has(`${row.source} ${row.claim}`))
        .map(({ id }) => id),
    ).toEqual([]);
  });

  test("every quotation can be placed, and those of true claims stand word for word", () => {
    for (const row of all) {
      for (const quotation of row.quotations) {
        const source = ofSource(row, quotation.of);
        if (!source) continue;
        const { quote, passage } = locateQuotation(quotation, source.passages);
        if ("style" in row) expect(passage.text, row.id).toContain(quote);
      }
    }
  });

  test.skipIf(!existsSync(sharedDir))("nothing of ../shared is copied (skipped without it)", () => {
    const fold = (text: string): string =>
      text
        .toLowerCase()
        .replace(/[^a-z0-9]+/gu, " ")
        .trim();
    for (const row of [...truths, ...freshTruths].filter(({ source }) => stored.get(source)?.shared)) {
      const texts = stored.get(row.source)!.passages.map(({ text }) => fold(text));
      if (row.claim.split(" ").length > 8)
        expect(
          texts.some((text) => text.includes(fold(row.claim))),
          row.id,
        ).toBe(false);
      for (const { quote, find, keep } of row.quotations) {
        expect(quote, row.id).toBeUndefined();
        for (const pattern of [find, keep]) expect((pattern ?? "").split(" ").length, row.id).toBeLessThanOrEqual(8);
      }
    }
  });
});

describe("the judging of rows", () => {
  const proof = createReplyProof();
  const prove = (row: Pick<LieRow, "source" | "claim" | "quotations">) => proveRow(proof, stored, row);
  const row = {
    source: "icb-mergers",
    quotations: [{ quote: "The number of Integrated Care Boards (ICBs) is due to fall from 42 to 27." }],
  };
  const judged = (claim: string, extra: Partial<LieRow> = {}): JudgedClaim => {
    const whole = { id: "x", ...row, claim, kind: "figure_changed" as const, split: "tune" as const, ...extra };
    return { dataset: "d", row: whole, got: prove(whole) };
  };

  test("a lie that was cut came out right, a true sentence called a lie did not", () => {
    expect(cameOutRight(judged("The number of ICBs is due to fall from 42 to 12."))).toBe(true);
    expect(cameOutRight(judged(row.quotations[0]!.quote))).toBe(false);
  });

  test("the same words stand as a true claim, and not with the token of another passage", () => {
    const truth = { id: "t", ...row, claim: row.quotations[0]!.quote, style: "verbatim" as const, split: "tune" as const };
    expect(cameOutRight({ dataset: "d", row: truth, got: prove(truth) })).toBe(true);
    const elsewhere = { ...truth, quotations: [{ ...row.quotations[0]!, token: "other" }] };
    expect(cameOutRight({ dataset: "d", row: elsewhere, got: prove(elsewhere) })).toBe(false);
    expect(cameOutRight({ dataset: "d", row: { ...truth, quotations: [] }, got: prove({ ...truth, quotations: [] }) })).toBe(
      false,
    );
  });

  test("of a lie with forbidden letters only those letters count", () => {
    const claim = row.quotations[0]!.quote;
    const shown = { shown: [claim], reasons: [] };
    expect(cameOutRight({ ...judged(claim, { kind: "markup_added", forbidden: "**" }), got: shown })).toBe(true);
    expect(cameOutRight({ ...judged(claim, { kind: "markup_added", forbidden: "ICBs" }), got: shown })).toBe(false);
  });

  test("the report counts by kind and style and lists each miss", () => {
    const truth = { id: "t", ...row, claim: "x", style: "short" as const, split: "held" as const };
    const missed = { dataset: "d", row: truth, got: { shown: [], reasons: ["words_not_quoted"] } };
    const report = scoreClaims("claims", "", [
      judged("The number of ICBs is due to fall from 42 to 12."),
      judged(row.quotations[0]!.quote),
      missed,
    ]);
    const values = Object.fromEntries(report.metrics.map((metric) => [metric.name, [metric.passed, metric.count]]));
    expect(values).toMatchObject({
      "claims.trueKept": [0, 1],
      "claims.liesCaught": [1, 2],
      "claims.caught.figure_changed": [1, 2],
    });
    expect(values["claims.caught.antonym"]).toBeUndefined();
    expect(report.failures.map(({ got }) => got[0])).toEqual(["it stood", "words_not_quoted"]);
  });

  test("rows of a missing folder are counted as left out, not as passed", async () => {
    const { judged: own, leftOut } = await judgeClaims(root, "/nowhere", "tune");
    expect(leftOut).toBeGreaterThan(50);
    expect(own.every((item) => !stored.get(item.row.source)?.shared && item.row.split === "tune")).toBe(true);
  });
});

describe("sentences altered by rule", () => {
  const waysOf = (sentence: string) => Object.fromEntries(alteredClaims(sentence).map(({ way, text }) => [way, text]));

  test.each([
    ["You must give at least 8 weeks’ notice.", "figure_changed", "You must give at least 9 weeks’ notice."],
    ["You must give at least 8 weeks’ notice.", "bound_flipped", "You must give at most 8 weeks’ notice."],
    ["You cannot claim if you’re in prison.", "negation_dropped", "You can claim if you’re in prison."],
    ["You cannot claim if you’re in prison.", "contracted", "You can't claim if you’re in prison."],
    ["You may be able to claim in Scotland if you are over 60.", "condition_cut", "You may be able to claim in Scotland."],
    ["If you disagree with it, you can make an appeal.", "condition_skipped", "You can make an appeal."],
    ["Tell them about it by 5 April (Easter is late).", "without_brackets", "Tell them about it by 5 April."],
  ])("%s by %s", (sentence, way, altered) => expect(waysOf(sentence)[way]).toBe(altered));

  test("a sentence without the thing is not altered, and a bracket that limits stays", () => {
    expect(Object.keys(waysOf("Mediation is voluntary."))).toEqual(["verbatim", "attributed", "link_added", "half_invented"]);
    expect(waysOf("You get it (unless you work in a factory).").without_brackets).toBeUndefined();
  });

  test("a bullet runs on from its line, unless that line stops short", () => {
    const passage = passageOf("s", 0, ["Guide"], ["You must:", "tell your employer"]);
    passage.sentences[1] = { ...passage.sentences[1]!, kind: "list_item", introducedBy: 0 };
    expect(joinedClaims(passage, 1)).toEqual([
      { way: "bullet_run_on", text: "You must tell your employer.", quotes: ["You must:", "tell your employer"] },
    ]);
    const other = passageOf("s", 0, ["Guide"], ["You must do all of the following:", "tell your employer"]);
    other.sentences[1] = { ...other.sentences[1]!, kind: "list_item", introducedBy: 0 };
    expect(joinedClaims(other, 1)).toEqual([]);
  });

  test("what stands is told from what does not", () => {
    const own = stored.get("icb-mergers")!;
    const swept = sweepSentences(createReplyProof(), new Map([["icb-mergers", own]]), 1);
    const of = (way: string) => swept.filter((item) => item.way === way);
    expect(of("verbatim").length).toBeGreaterThan(8);
    expect(of("verbatim").every(({ passed }) => passed)).toBe(true);
    expect(of("link_added").every(({ passed, got }) => passed && got.reasons.length > 0)).toBe(true);
  });
});
