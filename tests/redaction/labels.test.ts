import { describe, expect, test } from "vitest";
import { labelFindings } from "../../src/redaction/label-findings.ts";
import { personalMessages } from "../support/personal-messages.ts";
import { realRedactor } from "../support/redactor.ts";

const redact = realRedactor();

describe("labels", () => {
  test.each([
    ["one of a kind has no number", "Priya Nair asked. Is it so?", "[name] asked. Is it so?"],
    [
      "the same person keeps the number",
      "Priya Nair told Tom. Tom told Nair.",
      "[name 1] told [name 2]. [name 2] told [name 1].",
    ],
    ["the same number written twice", "07700 900123 or 07700900123", "[phone number] or [phone number]"],
    ["kinds are numbered apart", "Jo, Tim: a@b.uk, c@d.uk, LS1 4AP", "[name 1], [name 2]: [email 1], [email 2], [postcode]"],
  ])("%s", (_, text, expected) => {
    expect(redact(text).text).toBe(expected);
  });

  test("stand in the order of the text, apart from each other, and leave all else as it was", () => {
    for (const { text } of personalMessages()) {
      const { text: sent, found } = redact(text);
      found.forEach(({ start, end }, index) => {
        expect(end).toBeGreaterThan(start);
        expect(start).toBeGreaterThanOrEqual(found[index - 1]?.end ?? 0);
      });
      const rest = found.map(({ start }, index) => text.slice(found[index - 1]?.end ?? 0, start));
      const kept = [...rest, text.slice(found.at(-1)?.end ?? 0)];
      const between = sent.split(
        /\[(?:name|email|phone number|postcode|address|National Insurance number|NHS number|staff number|employer|date of birth|bank details|link|handle|case number)(?: \d+)?\]/u,
      );
      expect(between).toEqual(kept);
    }
  });

  test("what was redacted once is not redacted again", () => {
    for (const { text } of personalMessages()) {
      const once = redact(text).text;
      expect(redact(once).text).toBe(once);
    }
  });

  test("of nothing is nothing", () => {
    expect(labelFindings("", [])).toEqual({ text: "", found: [] });
    expect(redact("")).toEqual({ text: "", found: [] });
  });
});
