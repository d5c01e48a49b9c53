import { describe, expect, test } from "vitest";
import { daysInText } from "../../src/domain/days-in-text.ts";

const ranges = (text: string) => daysInText(text, "2025-06-06").map(({ fromOn, toOn }) => `${fromOn}..${toOn}`);

describe("days in text", () => {
  test.each([
    ["The forum next meets on 29 May.", ["2025-05-29..2025-05-29"]],
    ["on the 3rd of January 2026", ["2026-01-03..2026-01-03"]],
    ["June 6, 2025", ["2025-06-06..2025-06-06"]],
    ["01/02/2024", ["2024-02-01..2024-02-01"]],
    ["delayed until late May", ["2025-05-15..2025-05-31"]],
    ["in the second half of February", ["2025-02-15..2025-02-28"]],
    ["possibly until March 2026", ["2026-03-01..2026-03-31"]],
    ["during the 2025-26 financial year", ["2025-04-01..2026-03-31"]],
    ["in 2025/26", ["2025-04-01..2026-03-31"]],
    ["back in 2014", ["2014-01-01..2014-12-31"]],
    ["by early 2014", ["2014-01-01..2014-04-30"]],
  ])("%s", (text, expected) => expect(ranges(text)).toEqual(expected));

  test.each([
    "It may be that we march on.",
    "from 42 to 27",
    "section 16 of the handbook",

    "call 116 123",
    "42-27",
  ])("no date in: %s", (text) => expect(ranges(text)).toEqual([]));

  test("a day without a year is the one nearest to when the text was written", () => {
    expect(daysInText("by 15 January", "2025-11-30")[0]?.fromOn).toBe("2026-01-15");
    expect(daysInText("on 20 December", "2025-01-10")[0]?.fromOn).toBe("2024-12-20");
  });
});
