import { describe, expect, test } from "vitest";
import { inferNotAfter } from "../../src/ingestion/infer-not-after.ts";

const today = "2030-01-01";

describe("a text that looks ahead was written before", () => {
  test.each([
    ["Further cuts are expected in 2015-16, when budgets shrink.", "2015-03-31"],
    ["Further cuts are expected in 2015/16.", "2015-03-31"],
    ["The levy will rise in 2026.", "2025-12-31"],
    ["The move is planned for March 2026.", "2026-02-28"],
    ["It will be finished by the end of 2027.", "2027-12-31"],
    ["The change is expected to be completed by October 2026.", "2026-10-31"],
    ["The council plans to merge the teams in 2024 to 2025.", "2024-03-31"],
    ["The office is due to close in 2018.", "2017-12-31"],
  ])("%s", (text, day) => expect(inferNotAfter([text], today)).toBe(day));

  test("the earliest of several counts", () => {
    expect(inferNotAfter(["It will open in 2027.", "It is due in 2025."], today)).toBe("2024-12-31");
  });
});

describe("nothing is inferred from", () => {
  test.each([
    ["In 2013 the cuts were expected in 2014."],
    ["Your claim will not change if, before 15 May 2019, you:"],
    ["It will cost 2015 pounds."],
    ["The 2018 Act will apply."],
    ["You will pay tax as in 2016."],
    ["The team was founded in 2011."],
    ["You will qualify if you were born in 1960."],
    ["You must have been living here by 31 December 2020."],
  ])("%s", (text) => expect(inferNotAfter([text], today)).toBeNull());

  test("a year that the same text reports as past", () => {
    expect(inferNotAfter(["The levy will rise in 2015.", "It was abolished in 2019."], today)).toBeNull();
  });

  test("a bound that today has not reached", () => {
    expect(inferNotAfter(["It will open in 2027."], "2026-05-01")).toBeNull();
  });
});
