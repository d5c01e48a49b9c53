import { expect, test } from "vitest";
import { type Passage, sentenceText } from "../../src/domain/passage.ts";
import { joinSmallPassages } from "../../src/ingestion/join-small-passages.ts";
import { passageOf } from "../support/small-knowledge.ts";

const words = (count: number, word: string): string => `${Array.from({ length: count }, () => word).join(" ")}.`;
const claim = (ordinal: number, deeper: string[], lines: string[]): Passage =>
  passageOf("guide", ordinal, ["Guide", "Claiming", ...deeper], lines);

test("joins sub-sections of one section under their own headings, sentences as they were", () => {
  const [joined, ...rest] = joinSmallPassages([
    claim(0, [], ["You can claim twice.", "Ask first."]),
    claim(1, ["By post"], ["Send the form."]),
    claim(2, ["By phone"], ["Call the office.", "It opens at nine."]),
  ]);
  expect(rest).toEqual([]);
  expect(joined!.heading).toEqual(["Guide", "Claiming"]);
  expect(joined!.text).toBe(
    "You can claim twice.\nAsk first.\nBy post\nSend the form.\nBy phone\nCall the office.\nIt opens at nine.",
  );
  expect(joined!.sentences.map((span) => sentenceText(joined!, span))).toEqual([
    "You can claim twice.",
    "Ask first.",
    "Send the form.",
    "Call the office.",
    "It opens at nine.",
  ]);
  expect(joined!.sentences.map(({ block }) => block)).toEqual([0, 1, 2, 3, 4]);
});

test("moves the introducing line of a bullet with it", () => {
  const list = claim(1, ["Proof"], ["You need:", "a letter", "a form"]);
  const bullets: Passage = {
    ...list,
    sentences: list.sentences.map((span, i) => (i === 0 ? span : { ...span, kind: "list_item", introducedBy: 0 })),
  };
  const [joined] = joinSmallPassages([claim(0, [], ["You can claim twice."]), bullets]);
  expect(joined!.sentences.map(({ introducedBy }) => introducedBy)).toEqual([null, null, 1, 1]);
});

test("never joins across sections, sources or pages, nor beyond 180 words", () => {
  const apart = [
    claim(0, [], ["One."]),
    passageOf("guide", 1, ["Guide", "Appeals"], ["Two."]),
    passageOf("other", 0, ["Guide", "Appeals"], ["Three."]),
    { ...passageOf("other", 1, ["Guide", "Appeals"], ["Four."]), page: 2 },
    passageOf("flat", 0, ["Flat"], ["Five."]),
    passageOf("flat", 1, ["Flat"], ["Six."]),
  ];
  expect(joinSmallPassages(apart).map(({ text }) => text)).toEqual(["One.", "Two.", "Three.", "Four.", "Five.", "Six."]);
  const long = [claim(0, ["A"], [words(100, "pay")]), claim(1, ["B"], [words(77, "leave")]), claim(2, ["C"], ["Late."])];
  const joined = joinSmallPassages(long);
  expect(joined.map(({ text }) => text.split(/\s+/).length)).toEqual([179, 1]);
  expect(joined.map(({ ordinal }) => ordinal)).toEqual([0, 1]);
  expect(joined[1]!.heading).toEqual(["Guide", "Claiming", "C"]);
});

test("gives the same passages the same ids, and different ones different ids", () => {
  const build = () => joinSmallPassages([claim(0, ["A"], ["Same."]), passageOf("guide", 1, ["Guide", "B"], ["Same."])]);
  expect(build()).toEqual(build());
  expect(new Set(build().map(({ id }) => id)).size).toBe(2);
});
