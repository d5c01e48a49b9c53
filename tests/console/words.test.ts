import { expect, test } from "vitest";
import { safeHref } from "../../src/console/safe-href.ts";
import { codeInWords } from "../../src/console/words/code-in-words.ts";
import { dateInWords } from "../../src/console/words/date-in-words.ts";
import { outcomeInWords } from "../../src/console/words/outcome-in-words.ts";
import { reasonInWords } from "../../src/console/words/reason-in-words.ts";
import { routeInWords } from "../../src/console/words/route-in-words.ts";
import { outcomes, reasons } from "../../src/domain/answer.ts";
import { routeNames } from "../../src/domain/route.ts";

test.each([
  ["2025-06-06", "6 June 2025"],
  ["2024-12-31", "31 December 2024"],
  ["about 2014", "about 2014"],
  ["2024-13-01", "2024-13-01"],
])("%s is said as %s", (day, words) => {
  expect(dateInWords(day)).toBe(words);
});

test("codes become words", () => {
  expect(codeInWords("redundancy_terms")).toBe("Redundancy terms");
  expect(codeInWords("london-reps")).toBe("London reps");
});

test("every outcome, reason and route has words without a code in them", () => {
  const all = [
    ...outcomes.map((outcome) => outcomeInWords({ outcome, reason: null, citations: [] }).label),
    ...reasons.map(reasonInWords),
    ...routeNames.map(routeInWords),
  ];
  for (const words of all) expect(words).toMatch(/^[A-Z][^_]+$/u);
});

test.each([
  ["https://union.example/a#:~:text=b", true],
  ["http://127.0.0.1/", true],
  ["javascript:alert(1)", false],
  [" javascript:alert(1)", false],
  ["java\nscript:alert(1)", false],
  ["data:text/html,x", false],
  ["file:///etc/passwd", false],
  ["guides/a.pdf", false],
  ["", false],
])("%j may be followed: %s", (url, may) => {
  expect(safeHref(url) !== null).toBe(may);
});
