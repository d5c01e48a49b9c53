import { describe, expect, test } from "vitest";
import { createTermAnalyser } from "../../../src/adapters/porter-stemmer.ts";
import { createWordClasses } from "../../../src/adapters/wink-word-classes.ts";
import { createWordRelations } from "../../../src/adapters/wordnet-relations.ts";
import { createProof } from "../../../src/answering/proof/create-proof.ts";
import { verifyClaims } from "../../../src/answering/verify-claims.ts";
import type { DocumentRecord } from "../../../src/domain/document.ts";
import { passageOf } from "../../support/small-knowledge.ts";
import { trueAndFalseClaims } from "./true-and-false-claims.ts";

const prove = createProof({
  terms: createTermAnalyser(),
  wordClasses: createWordClasses(),
  wordRelations: createWordRelations(),
  glossary: {
    terms: [
      { short: "ICB", long: ["integrated care board"] },
      { short: "VR", long: ["voluntary redundancy"] },
      { short: "NHSE", long: ["NHS England"] },
      { short: "MiP", long: ["Managers in Partnership"] },
      { short: "AfC", long: ["Agenda for Change"] },
    ],
  },
});
const document = { sourceId: "s", title: "Guide", publisher: "Union", updatedOn: "2025-06-06" } as DocumentRecord;

const verdictOn = (claim: string, ...lines: string[]) => {
  const passage = passageOf("s", 0, ["Guide"], lines);
  const quotation = { passageId: passage.id, start: 0, end: passage.text.length, text: passage.text };
  const passages = new Map([[passage.id, { passage, document }]]);
  return verifyClaims([{ text: claim, quotations: [quotation], listItem: false }], passages, prove).verdicts[0]!;
};

describe("proof of claims in a model's own words", () => {
  const rows = trueAndFalseClaims.flatMap(({ quoted, holds, fails }) => [
    ...holds.map((claim) => ["is proved", claim, quoted] as const),
    ...fails.map((claim) => ["is cut", claim, quoted] as const),
  ]);
  test.each(rows)("%s: %s", (expected, claim, quoted) => {
    expect(verdictOn(claim, ...quoted).verdict === "supported" ? "is proved" : "is cut").toBe(expected);
  });

  test.each([
    ["27 ICBs are covered.", "The scheme covers 27 integrated care boards."],
    ["ICBs must halve their costs.", "Integrated care boards must cut their costs by 50%."],
    ["The fee is \u00A325,000.", "The fee is \u00A325k."],
    ["Pay rises in April 2026.", "Pay rises on 30 April 2026."],
    ["As of 6 June 2025 the scheme is closed.", "The scheme is closed."],
  ])("%s is proved by other words for it", (claim, quoted) => expect(verdictOn(claim, quoted).reason).toBeNull());

  test.each([
    ["The scheme covers 42 boards.", "The scheme covers 27 boards.", "figure_not_quoted"],
    ["The notice is 5 months.", "The notice is 5 weeks.", "figure_not_quoted"],
    ["The cut is \u00A350.", "The cut is 50% of \u00A380.", "figure_not_quoted"],
    [
      "Base costs fall by 4% and output rises by 1%.",
      "Base costs fall by 1% and output rises by 4%.",
      "figure_of_something_else",
    ],
    ["The cut is 50%.", "The cut is up to 50%.", "bound_changed"],
    ["Pay rises on 30 April 2026.", "Pay rises in April 2026.", "date_not_quoted"],
    ["Plans are due by 31 May 2026.", "Plans are due by 31 May 2025.", "date_not_quoted"],
    ["Plans run from 31 May 2025.", "Plans run until 31 May 2025.", "bound_changed"],
    ["As of 7 June 2025 the scheme is closed.", "The scheme is closed.", "date_not_quoted"],
    ["The scheme is held up at the Cabinet Office.", "The scheme is held up at the Treasury.", "name_not_quoted"],
    ["Jim Jones leads the board.", "Jim Mackey and Samantha Jones lead the board.", "name_not_quoted"],
    ["The scheme has been approved.", "The scheme has not been approved.", "negation_changed"],
    ["The target is for all costs.", "The target is for growth, not for all costs.", "negation_changed"],
    ["Boards must offer the scheme.", "Boards may offer the scheme.", "modality_changed"],
    ["Boards should plan cuts.", "Boards must plan cuts.", "modality_changed"],
    ["Boards will merge.", "Boards are expected to merge.", "hedge_dropped"],
    ["The cuts are unsafe.", "The union says that the cuts are unsafe.", "attribution_dropped"],
    ["The rules have changed.", "The rules will change.", "time_changed"],
    ["Staff will be paid.", "Staff will be paid if they apply.", "condition_dropped"],
    ["All boards are merging.", "Several boards are merging.", "quantifier_changed"],
    ["Costs increase.", "Costs decrease.", "opposite"],
    ["The plan failed because costs rose.", "The plan failed. Costs rose.", "cause_invented"],
    ["Unions told boards to plan.", "Boards told unions to plan.", "roles_swapped"],
    ["The rules let you appeal, and you get a free laptop.", "The rules let you appeal.", "words_not_quoted"],
    ["Is the scheme open?", "The scheme is open.", "not_a_statement"],
  ])("%s is cut, with the reason", (claim, quoted, reason) => expect(verdictOn(claim, quoted).reason).toBe(reason));

  test.each([
    ["see evil.example", "foreign_link"],
    ["see https://miphealth.org.uk", "foreign_link"],
    ["write to rep@miphealth.org.uk", "foreign_link"],
    ["ring 020 7946 0000", "foreign_link"],
    ["see evil[.]example[dot]com", "foreign_link"],
    ["<!here> now", "markup"],
    ["<@U0123> says", "markup"],
    ["<https://miphealth.org.uk|here>", "markup"],
    ["@channel", "markup"],
    ["[here](https://miphealth.org.uk)", "markup"],
    ["![](x)", "markup"],
    ["<b>now</b>", "markup"],
    ["&lt;b&gt;", "markup"],
    ["`now`", "markup"],
    ["in the sch\u0435me", "foreign_script"],
    ["\u65B9\u6848", "foreign_script"],
    ["\u{1D42C}cheme", "foreign_script"],
    ["scheme\u200B", "foreign_script"],
    ["\u2705 scheme", "foreign_script"],
  ])("a claim with %s is cut for its form", (addition, reason) =>
    expect(verdictOn(`The scheme covers 27 boards, ${addition}.`, "The scheme covers 27 boards.").reason).toBe(reason),
  );

  test("an address that is quoted may stand in the claim", () =>
    expect(
      verdictOn("Members can write to info@example.org.", "Members can write to info@example.org for help.").reason,
    ).toBeNull());

  test("a claim is proved in well under the time that a reader would notice", () => {
    const { quoted, holds } = trueAndFalseClaims[8]!;
    const startedAt = performance.now();
    for (let round = 0; round < 50; round += 1) verdictOn(holds[0]!, ...quoted);
    expect((performance.now() - startedAt) / 50).toBeLessThan(20);
  });
});
