import { describe, expect, test } from "vitest";
import { realRedactor } from "../support/redactor.ts";

const redact = realRedactor();
const length = 100_000;
/** A hundred times what one takes on an idle machine. Time that grows with the square of the length would be minutes. */
const mostMs = 5000;

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
  "0\u200b7",
  "👩‍⚕️",
];

describe("100 kB of near misses take time in proportion", () => {
  test.each(nearMisses)("%j", (part) => {
    const text = part.repeat(Math.ceil(length / part.length));
    const startedAt = performance.now();
    redact(text);
    expect(performance.now() - startedAt).toBeLessThan(mostMs);
  });
});
