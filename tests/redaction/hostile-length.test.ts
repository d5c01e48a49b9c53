import { describe, expect, test } from "vitest";
import { realRedactor } from "../support/redactor.ts";

const redact = realRedactor();
/** Some fifty times what an idle machine takes. Time that grows with the square of the length, or faster, is far above it. */
const mostMs = 2500;

/** Texts that almost hold an identifier, over and over. */
const nearMisses = [
  "_",
  "a.",
  "a@",
  "a@b.",
  "priya at ",
  "priya dot ",
  "a.b at c ",
  "a [at] ",
  "http://",
  "www.",
  "a/b.c/",
  "<@U",
  "07700 90012 ",
  "+4",
  "1-",
  "1 ",
  "GB12 ABCD ",
  "1234 ",
  "oh seven double ",
  "AB 12 34 56 ",
  "14 Aaaaa Bbbbb ",
  "14 A Street, Aaaa ",
  "Aaa, Bbb, ",
  "flat 3, ",
  "born on ",
  "account number is ",
  "staff number number ",
  "my staff number a b c ",
  "Priya ",
  "Aaaa Bbbb ",
  "van der ",
  "A. ",
  "A ",
  "AAAAA BBBBB ",
  "regards,\n",
  "name: ",
  "I'm ",
  "dear ",
  "Mr ",
  "my manager, ",
  "Priya and ",
  "Priya here ",
  "Aaa Bbb Trust ",
  "of and the ",
  "[1:1] a\n",
  "\n",
  // Runs that a pattern could part in many ways, begun anew each time.
  ...["_", "a", "A", "a_", "a.", "a-", "a'", "1", "1-", "1 ", "Aa ", "Aa, ", "Aa-", "a dot ", "a b ", "Aa of "].map(
    (run) => `${run.repeat(120)}\n`,
  ),
  "0\u200b7",
  "👩‍⚕️",
];

const filled = (part: string, length: number): string => part.repeat(Math.ceil(length / part.length));
const tookMs = (text: string): number => {
  const startedAt = performance.now();
  redact(text);
  return performance.now() - startedAt;
};

describe("near misses take time in proportion to their length", () => {
  test.each(nearMisses.map((part) => [part.slice(0, 16), part]))("%j", (_, part) => {
    expect(tookMs(filled(part, 25_000))).toBeLessThan(mostMs);
  });

  test("100 kB of all of them, one after the other", () => {
    const each = 100_000 / nearMisses.length;
    expect(tookMs(nearMisses.map((part) => filled(part, each)).join("\n"))).toBeLessThan(mostMs);
  });

  test.each(["_", "a.", "1 ", "Aaaa Bbbb ", "14 Aaaaa Bbbbb "])("100 kB of %j alone", (part) => {
    expect(tookMs(filled(part, 100_000))).toBeLessThan(mostMs);
  });
});
