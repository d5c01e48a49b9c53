import { expect, test } from "vitest";
import { figuresInText } from "../../src/domain/figures-in-text.ts";

const read = (text: string) => figuresInText(text).map(({ value, unit }) => `${value} ${unit}`);

test.each([
  ["about 9,000 people and 300 posts", ["9000 count", "300 count"]],
  ["£18.76 per head", ["18.76 money"]],
  ["50% or 3 per cent", ["50 percent", "3 percent"]],
  ["£2.5m over four years", ["2500000 money", "4 count"]],
  ["one of us", []],
])("%s", (text, expected) => expect(read(text)).toEqual(expected));

test("offsets point at the figure", () => {
  const text = "paid £25 per head";
  const [figure] = figuresInText(text);
  expect(text.slice(figure!.start, figure!.end)).toBe("£25");
});
