import { describe, expect, test } from "vitest";
import { isOutdated, mayAnswer, timeScopeOf, timeScopeOfMessage } from "../../src/answering/time-scope.ts";
import type { DocumentRecord } from "../../src/domain/document.ts";

const document = (over: Partial<DocumentRecord>): DocumentRecord => ({
  sourceId: "s",
  title: "T",
  url: "https://example.org/",
  publisher: "P",
  kind: "update",
  standing: "current",
  reviewBy: null,
  owner: null,
  digest: "0",
  publishedOn: null,
  updatedOn: null,
  notAfterOn: null,
  basis: "none",
  ...over,
});
const nowOn = "2025-06-20";
const fresh = document({ updatedOn: "2025-06-06", basis: "text" });
const old = document({ notAfterOn: "2015-03-31", basis: "inferred" });

describe("time scope of a question", () => {
  test.each([
    ["How many staff are facing redundancy?", "now"],
    ["In 2014, how many staff were facing redundancy?", "period"],
    ["What changed in October 2023?", "period"],
    ["What happens by April 2026?", "now"],
    ["What was said in April 2025?", "now"],
    ["How many were there back then?", "past"],
    ["Comparing with 2014: how many are there now?", "now"],
  ])("%s -> %s", (question, kind) => expect(timeScopeOf(question, nowOn).kind).toBe(kind));

  test("a year in the background counts only when the question looks back", () => {
    expect(timeScopeOfMessage("How many boards are there?", "I joined in 2009.", nowOn).kind).toBe("now");
    expect(timeScopeOfMessage("What was the reason given?", "In 2014 there was a round of cuts.", nowOn).kind).toBe("period");
  });
});

describe("which documents may answer", () => {
  test("an old page never speaks for now, a fresh one does", () => {
    expect(isOutdated(old, nowOn)).toBe(true);
    expect(mayAnswer({ kind: "now" }, old, "About 300 posts.", nowOn)).toBe(false);
    expect(mayAnswer({ kind: "now" }, fresh, "The four units.", nowOn)).toBe(true);
  });
  test("a page seventeen months old still answers; one of four years does not, unless kept as a guide", () => {
    expect(isOutdated(fresh, "2026-11-21")).toBe(false);
    expect(isOutdated(fresh, "2029-06-20")).toBe(true);
    expect(isOutdated(document({ updatedOn: "2019-01-01", kind: "guide", basis: "manifest" }), nowOn)).toBe(false);
    expect(isOutdated(document({ standing: "archived", updatedOn: "2025-06-01" }), nowOn)).toBe(true);
  });
  test("a year asked for is answered by pages of that time or sentences that name it", () => {
    const in2014 = timeScopeOf("In 2014, how many?", nowOn);
    expect(mayAnswer(in2014, old, "Up to 300 posts.", nowOn)).toBe(true);
    expect(mayAnswer(in2014, fresh, "Plans are due by 31 May.", nowOn)).toBe(false);
    expect(mayAnswer(timeScopeOf("What happened in 2012?", nowOn), old, "Up to 300 posts.", nowOn)).toBe(false);
    expect(mayAnswer(timeScopeOf("What came in in October 2023?", nowOn), fresh, "It began in October 2023.", nowOn)).toBe(true);
  });
});
