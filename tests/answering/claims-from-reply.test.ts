import { describe, expect, test } from "vitest";
import { claimsFromReply } from "../../src/answering/claims-from-reply.ts";
import type { DocumentRecord } from "../../src/domain/document.ts";
import type { Passage } from "../../src/domain/passage.ts";

type Line = string | { bullet: string; under: number };

const passageOf = (id: string, lines: Line[]): Passage => {
  let text = "";
  const sentences = lines.map((line, block) => {
    const words = typeof line === "string" ? line : line.bullet;
    const start = text === "" ? 0 : text.length + 1;
    text = text === "" ? words : `${text}\n${words}`;
    const isBullet = typeof line !== "string";
    return {
      start,
      end: start + words.length,
      kind: isBullet ? ("list_item" as const) : ("paragraph" as const),
      block,
      introducedBy: isBullet ? line.under : null,
    };
  });
  return { id, sourceId: "s", ordinal: 0, heading: ["Guide"], anchor: null, page: null, text, sentences, digest: id };
};

const document = { sourceId: "s", title: "Guide", publisher: "Union" } as DocumentRecord;
const first = passageOf("s#1", [
  "It is not true that the scheme is approved.",
  "The union\u2019s guide \u2013 a short one \u2013 covers 27 boards.",
  "You cannot claim for:",
  { bullet: "travel to work", under: 2 },
  { bullet: "meals at work", under: 2 },
]);
const second = passageOf("s#2", ["Fees rise in May.", "Unsupported fees end.", "Fees rise in May, but not for members."]);
const byToken = new Map([
  ["P1", { passage: first, document }],
  ["P2", { passage: second, document }],
]);
const draft = (text: string, ...quotations: [string, string][]) =>
  claimsFromReply([{ text, quotations: quotations.map(([passage, quote]) => ({ passage, quote })) }], byToken);
const quotes = (text: string, ...quotations: [string, string][]) =>
  draft(text, ...quotations).drafted.flatMap((claim) => claim.quotations.map((quotation) => quotation.text));

describe("claims from reply", () => {
  test.each([
    ["as it stands", "P1", "It is not true that the scheme is approved.", 0],
    ["cropped before its not", "P1", "the scheme is approved", 0],
    ["with plain quotes, dashes and other white space", "P1", "The union's guide - a  short one -\ncovers 27 boards.", 1],
    ["in quotation marks, with an ellipsis", "P1", "\u201C\u2026covers 27 boards\u2026\u201D", 1],
    ["with a bullet and without the stop", "P1", "- The union's guide - a short one - covers 27 boards", 1],
    ["with a token in brackets and small letters", " [p1] ", "covers 27 boards", 1],
  ])("a quotation %s becomes its whole sentence", (_, token, quote, index) => {
    const span = first.sentences[index]!;
    expect(quotes("Something about it.", [token, quote])).toEqual([first.text.slice(span.start, span.end)]);
  });
  test.each([
    ["of another passage", "P2", "covers 27 boards", "quotation_not_found"],
    ["with a changed figure", "P1", "covers 42 boards", "quotation_not_found"],
    ["with words left out", "P1", "The union's guide ... covers 27 boards", "quotation_not_found"],
    ["in other letters", "P1", "COVERS 27 BOARDS", "quotation_not_found"],
    ["cut inside a word", "P2", "supported fees end", "quotation_not_found"],
    ["of a passage never shown", "P3", "covers 27 boards", "unknown_token"],
    ["under a padded token", "P01", "covers 27 boards", "unknown_token"],
    ["without words", "P1", " \u2026 ", "quotation_not_found"],
  ])("a quotation %s cuts the claim", (_, token, quote, reason) => {
    expect(draft("Some claim.", ["P2", "Fees rise in May."], [token, quote])).toEqual({
      drafted: [],
      cut: [{ text: "Some claim.", reason }],
    });
  });
  test("a bullet brings the line that introduces it", () =>
    expect(quotes("Travel costs are paid.", ["P1", "meals at work"])).toEqual(["You cannot claim for:", "meals at work"]));
  test("a line and its first bullet stay two quotations, because a list that goes on in the next passage repeats the line there", () => {
    const both = ["You cannot claim for:", "travel to work"];
    expect(quotes("Travel costs are paid.", ["P1", "travel to work"])).toEqual(both);
    expect(quotes("Travel costs are paid.", ["P1", "You cannot claim for:\ntravel to work"])).toEqual(both);
    expect(quotes("Nothing is paid.", ["P1", "travel to work\nmeals at work"])).toEqual([
      both[0],
      "travel to work\nmeals at work",
    ]);
  });
  test("a claim that repeats bullets becomes the line above them, once, and the bullets", () => {
    const { drafted } = claimsFromReply(
      ["Travel to work.", "meals at work"].map((text) => ({
        text,
        quotations: [{ passage: "P1", quote: text.toLowerCase().replace(".", "") }],
      })),
      byToken,
    );
    expect(drafted.map(({ text, listItem }) => [text, listItem])).toEqual([
      ["You cannot claim for:", false],
      ["travel to work", true],
      ["meals at work", true],
    ]);
  });
  test("words that stand twice are taken where the claim's other words stand", () =>
    expect(quotes("Members do not pay more in May.", ["P2", "Fees rise in May"])).toEqual([
      "Fees rise in May, but not for members.",
    ]));
  test("neighbouring sentences become one quotation that is a slice of the passage", () => {
    const [claim] = draft("Fees.", ["P2", "Unsupported fees end."], ["P2", "Fees rise in May."]).drafted;
    const [quotation] = claim!.quotations;
    expect(claim!.quotations).toHaveLength(1);
    expect(quotation!.text).toBe(second.text.slice(quotation!.start, quotation!.end));
    expect(quotation!.text).toBe("Fees rise in May.\nUnsupported fees end.");
  });
  test.each([
    ["**Fees** rise in _May_ [P2].", "Fees rise in May."],
    ["- Fees rise (P2) in May [1][2].", "Fees rise in May."],
    ["No. Fees rise in May.", "Fees rise in May."],
    ["Yes, fees rise in May.", "Fees rise in May."],
    ["No-one pays fees in May.", "No-one pays fees in May."],
    ["Fees\u200B rise\u202E in\u{E0041} May.", "Fees rise in May."],
  ])("%s is cleaned", (written, text) => expect(draft(written, ["P2", "Fees rise in May."]).drafted[0]?.text).toBe(text));
  test("a claim of hidden characters alone is empty", () =>
    expect(draft("\u200B\u{E0041}", ["P2", "Fees rise in May."]).cut[0]?.reason).toBe("empty_claim"));
});
