import { expect, test } from "vitest";
import { pastEvents } from "../../src/answering/past-events.ts";

const found = (sentence: string, nowOn: string) => pastEvents(sentence, "2025-06-06", nowOn).map((event) => event.words);

test.each([
  ["The forum next meets on 29 May.", "2025-06-20", ["29 May"]],
  ["The forum next meets on 29 May.", "2025-05-20", []],
  ["Publication has been delayed until late May.", "2025-06-20", ["late May"]],
  ["Boards must submit plans for sign off by 31 May.", "2025-06-20", ["31 May"]],
  ["The forum met on 13 May for the first time.", "2025-06-20", []],
  ["The introduction of partial retirement in October 2023 led to trouble.", "2025-06-20", []],
  ["The process is expected to be completed by October 2026.", "2025-06-20", []],
  ["The process is expected to be completed by October 2026.", "2026-11-21", ["October 2026"]],
  ["The transfer, planned for July, has been postponed, possibly until March 2026.", "2025-06-20", []],
])("%s asked on %s", (sentence, nowOn, expected) => expect(found(sentence, nowOn)).toEqual(expected));
