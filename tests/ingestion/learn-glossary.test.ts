import { describe, expect, test } from "vitest";
import { learnGlossary } from "../../src/ingestion/learn-glossary.ts";

const learned = (text: string): string[] => learnGlossary([text]).map(({ short, long }) => `${short} = ${long}`);

describe("learnGlossary", () => {
  test.each([
    ["The Integrated Care Boards (ICBs) met.", ["ICB = Integrated Care Boards"]],
    ["staff of arm’s-length bodies (ALBs) wait", ["ALB = arm’s-length bodies"]],
    ["‘Mutually Agreed Resignation Schemes’ (MARS) are not it", ["MARS = Mutually Agreed Resignation Schemes"]],
    ["the Department of Health and Social Care (DHSC) said", ["DHSC = Department of Health and Social Care"]],
    ["Statutory Sick Pay (‘SSP’) is paid", ["SSP = Statutory Sick Pay"]],
  ])("%s", (text, expected) => expect(learned(text)).toEqual(expected));

  test.each([
    ["They met on Friday (MARS was not on the agenda)."],
    ["The union (MiP) wrote."],
    ["It rose (by 4%)."],
    ["A plain paragraph (see above)."],
    ["The members of the team were told (HR)."],
  ])("learns nothing from: %s", (text) => expect(learned(text)).toEqual([]));

  test("gives each pair once", () => {
    const text = "Annual Pay Review (APR). The Annual Pay Review (APR).";
    expect(learned(text)).toEqual(["APR = Annual Pay Review"]);
  });
});
