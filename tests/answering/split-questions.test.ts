import { expect, test } from "vitest";
import { splitQuestions } from "../../src/answering/split-questions.ts";

const parts = (message: string) => splitQuestions(message).map((part) => part.question);

test.each([
  ["How many boards will there be?", ["How many boards will there be?"]],
  [
    "How many boards will there be? And who leads the programme?",
    ["How many boards will there be?", "And who leads the programme?"],
  ],
  ["when is the next meeting and who is going to be on it", ["when is the next meeting", "who is going to be on it"]],
  ["is it automatic for everyone or does the employer choose?", ["is it automatic for everyone or does the employer choose?"]],
  ["how and when will the cuts happen?", ["how and when will the cuts happen?"]],
  ["tell me about the forum", ["tell me about the forum"]],
  ["when?", ["when?"]],
  ["?", ["?"]],
  ["1. What is MARS?\n2. What is VR?", ["What is MARS?", "What is VR?"]],
])("%s", (message, expected) => expect(parts(message)).toEqual(expected));

test("a story becomes the background of its question", () => {
  const [part, ...more] = splitQuestions("I work in a board. My team is worried. When do the mergers finish?");
  expect(more).toEqual([]);
  expect(part).toEqual({ question: "When do the mergers finish?", context: "I work in a board. My team is worried." });
});
