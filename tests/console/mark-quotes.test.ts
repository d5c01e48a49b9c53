import { expect, test } from "vitest";
import { markQuotes } from "../../src/console/mark-quotes.ts";

const text = "One two three.\nFour five six.";
const marked = (quotes: { start: number; end: number; number: number }[]) =>
  markQuotes(text, quotes).map((line) => line.map((run) => [run.text, ...run.numbers]));

test("nothing quoted leaves the lines whole", () => {
  expect(marked([])).toEqual([["One two three."], ["Four five six."]].map(([line]) => [[line]]));
});

test("a quotation is cut out exactly", () => {
  expect(marked([{ start: 4, end: 7, number: 1 }])[0]).toEqual([["One "], ["two", 1], [" three."]]);
});

test("overlapping quotations share a run", () => {
  const quotes = [
    { start: 0, end: 7, number: 1 },
    { start: 4, end: 13, number: 2 },
  ];
  expect(marked(quotes)[0]).toEqual([["One ", 1], ["two", 1, 2], [" three", 2], ["."]]);
});

test("a quotation across a line opens once", () => {
  const lines = markQuotes(text, [{ start: 8, end: 19, number: 3 }]);
  expect(lines.map((line) => line.map((run) => run.text))).toEqual([
    ["One two ", "three."],
    ["Four", " five six."],
  ]);
  expect(lines.flat().filter((run) => run.opens.includes(3))).toHaveLength(1);
  expect(lines.flat().filter((run) => run.numbers.includes(3))).toHaveLength(2);
});

test("the runs give back the passage", () => {
  const lines = markQuotes(text, [
    { start: 0, end: 29, number: 1 },
    { start: 3, end: 20, number: 2 },
  ]);
  expect(lines.map((line) => line.map((run) => run.text).join("")).join("\n")).toBe(text);
});

test.each([
  { start: -1, end: 3, number: 1 },
  { start: 5, end: 5, number: 1 },
  { start: 9, end: 4, number: 1 },
  { start: 0, end: 999, number: 1 },
  { start: 0.5, end: 3, number: 1 },
  { start: Number.NaN, end: 3, number: 1 },
])("a quotation that does not fit is left out: %j", (quote) => {
  expect(
    markQuotes(text, [quote])
      .flat()
      .every((run) => run.numbers.length === 0),
  ).toBe(true);
});
