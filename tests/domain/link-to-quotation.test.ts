import { describe, expect, test } from "vitest";
import { linkToQuotation } from "../../src/domain/link-to-quotation.ts";

describe("link to quotation", () => {
  test("a PDF opens at its page", () =>
    expect(linkToQuotation("https://example.org/guide.pdf", "Any words", 7, null)).toBe("https://example.org/guide.pdf#page=7"));
  test("a page opens at the words, with the fragment's own marks escaped", () =>
    expect(linkToQuotation("https://example.org/a", "full-time, or not & so on", null, null)).toBe(
      "https://example.org/a#:~:text=full%2Dtime%2C%20or%20not%20%26%20so%20on",
    ));
  test("a long quotation is named by its ends and keeps the section's anchor", () => {
    const link = linkToQuotation(
      "https://example.org/a",
      "one two three four five six seven eight nine ten eleven twelve thirteen",
      null,
      "s2",
    );
    expect(link).toBe("https://example.org/a#s2:~:text=one%20two%20three%20four%20five,nine%20ten%20eleven%20twelve%20thirteen");
  });
  test("an anchor already in the address is kept", () =>
    expect(linkToQuotation("https://example.org/a#top", "word", null, "s2")).toBe("https://example.org/a#top:~:text=word"));
  test("a quotation over several blocks is named by its ends, each within one block", () =>
    expect(linkToQuotation("https://example.org/a", "You can bring a:\ncolleague\ntrade union rep", null, null)).toBe(
      "https://example.org/a#:~:text=You%20can%20bring%20a%3A,trade%20union%20rep",
    ));
});
