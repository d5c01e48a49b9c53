import { describe, expect, test } from "vitest";
import { splitSentences } from "../../src/ingestion/split-sentences.ts";

const sentences = (text: string): string[] => splitSentences(text).map(({ start, end }) => text.slice(start, end));

describe("splitSentences keeps together", () => {
  test.each([
    ["Ask e.g. your rep, i.e. a person."],
    ["Mr Hill met Dr. Ames and Prof. Sir Jim Orr at St. Bede's."],
    ["It costs £18.76 per head, or 2.5 per cent."],
    ["See No. 7 on p. 12 of Fig. 3."],
    ["Write to J. R. Hill about it."],
    ["Read https://example.org/a.b?c=1.2 first."],
    ["It was hard… not every unit coped."],
    ["“Is it over?” she asked."],
    ["The desk opens at 9 a.m. on weekdays."],
    ["This applies (see above) to all."],
  ])("%s", (text) => expect(sentences(text)).toEqual([text]));
});

describe("splitSentences cuts", () => {
  test.each([
    ["One ends. Two begins.", ["One ends.", "Two begins."]],
    ["He said “No.” Then he left.", ["He said “No.”", "Then he left."]],
    ["It is paid. 30 days follow.", ["It is paid.", "30 days follow."]],
    ["It closed at 5 p.m. Then all went home.", ["It closed at 5 p.m.", "Then all went home."]],
    ["That was Plan B. It failed.", ["That was Plan B.", "It failed."]],
    ["Schemes (ABCS) . The terms are poor.", ["Schemes (ABCS) .", "The terms are poor."]],
    ["We won! Did we? Yes.", ["We won!", "Did we?", "Yes."]],
    ["1. Do this. 2. Do that.", ["1. Do this.", "2. Do that."]],
  ])("%s", (text, expected) => expect(sentences(text)).toEqual(expected));

  test("nothing is lost but white space between sentences", () => {
    const text = "  First (a). Second… third!  “Fourth.” No. 5 is e.g. five.  ";
    expect(sentences(text).join("").replace(/\s/gu, "")).toBe(text.replace(/\s/gu, ""));
  });
});
