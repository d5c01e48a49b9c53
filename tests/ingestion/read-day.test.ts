import { expect, test } from "vitest";
import { readDay } from "../../src/ingestion/read-day.ts";

test.each([
  ["2025-06-06", "2025-06-06"],
  ["2025-06-06T23:30:00+01:00", "2025-06-06"],
  ["20190831042256Z", "2019-08-31"],
  ["Fri, 06 Jun 2025 10:00:00 GMT", "2025-06-06"],
  ["6 June 2025", "2025-06-06"],
  ["6th of June, 2025", "2025-06-06"],
  ["June 6, 2025", "2025-06-06"],
  ["06/07/2025", "2025-07-06"],
  ["June 2025", "2025-06-01"],
  ["2025-06", "2025-06-01"],
])("%s is %s", (text, day) => expect(readDay(text)).toBe(day));

test.each([["31 February 2025"], ["2025-13-01"], ["6 June"], ["2025"], ["soon"], [""], ["0001-01-01"]])("%s is no day", (text) =>
  expect(readDay(text)).toBeNull(),
);
