import { expect, test } from "vitest";
import { sourceCards } from "../../src/console/source-cards.ts";
import { answered } from "../support/console-answers.ts";

test("a card carries the numbers that it proves, cards in the order of the marks", () => {
  const turned = { ...answered, passages: answered.passages.toReversed() };
  expect(sourceCards(turned).map(({ passageId, numbers }) => [passageId, numbers])).toEqual([
    ["change-guide#1", [1, 2]],
    ["redeployment-guide#4", [3]],
  ]);
});

test("a citation without its passage still gets a card with its quotation", () => {
  const cards = sourceCards({ ...answered, passages: answered.passages.slice(0, 1) });
  expect(cards.at(-1)).toMatchObject({ numbers: [3], text: answered.row.citations[2]?.quote, page: 7 });
});

test("a passage that nothing quotes comes last, and marks of unknown citations are dropped", () => {
  const [first] = answered.passages;
  const extra = { ...first!, passageId: "extra", quotes: [{ start: 0, end: 4, number: 99 }] };
  const cards = sourceCards({ ...answered, passages: [extra, ...answered.passages] });
  expect(cards.at(-1)).toMatchObject({ passageId: "extra", numbers: [], quotes: [] });
});
