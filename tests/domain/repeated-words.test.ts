import { expect, test } from "vitest";
import { createRepeatEraser } from "../../src/domain/repeated-words.ts";

const letter = "On Tuesday my manager Quentin said that my post will go in May.";

test.each([
  ["the whole text", letter, "[erased]."],
  [
    "a quotation with signs and line breaks",
    `> On Tuesday my manager\n> Quentin said: my post?\nYes`,
    "> [erased]: my post?\nYes",
  ],
  [
    "a part of at least six words",
    "He wrote: my manager QUENTIN said that my post will go, and left.",
    "He wrote: [erased], and left.",
  ],
])("takes out %s", (_what, text, left) => {
  expect(createRepeatEraser([letter])(text)).toBe(left);
});

test("takes out a short text whole, and leaves what anybody could have said", () => {
  const erase = createRepeatEraser(["Is Quentin redundant?", "Thank you", ""]);
  expect(erase("You asked: is Quentin redundant? No.")).toBe("You asked: [erased]? No.");
  expect(erase("Thank you, is Quentin there?")).toBe("Thank you, is Quentin there?");
  expect(createRepeatEraser([])("Anything at all.")).toBe("Anything at all.");
});

test("keeps words of fewer than six in a row, and gives the very same text back when nothing is repeated", () => {
  const text = "My manager Quentin said nothing.";
  expect(createRepeatEraser([letter])(text)).toBe(text);
});

test("is done within a second with a text of 200,000 letters", () => {
  const long = Array.from({ length: 30_000 }, (_, index) => `word${index}`).join(" ");
  const startedAt = performance.now();
  expect(createRepeatEraser([long])(long)).toBe("[erased]");
  expect(performance.now() - startedAt).toBeLessThan(1000);
});
