import { expect, test } from "vitest";
import { standaloneQuestion } from "../../src/retrieval/standalone-question.ts";

const after = (question: string, ...earlier: string[]) =>
  standaloneQuestion(
    question,
    earlier.map((asked) => ({ question: asked })),
  );

test.each([
  ["and for trusts?", "How much must ICBs cut from running costs?", "How much must trusts cut from running costs?"],
  ["What about ICBs?", "When will the cuts at NHS England be finished?", "When will the cuts at ICBs be finished?"],
  ["when is that?", "What is the Model ICB Blueprint?", "when is the Model ICB Blueprint?"],
  ["who decides it?", "Is there a national voluntary redundancy scheme?", "who decides a national voluntary redundancy scheme?"],
  ["in 2014?", "How many CSUs are there?", "How many CSUs are there in 2014?"],
  ["What about Scotland?", "How do I claim the payment in England?", "How do I claim the payment in Scotland?"],
])("completes %j after %j", (question, earlier, expected) => {
  expect(after(question, earlier)).toEqual({ text: expected, usedHistory: true, unclear: false, unresolved: false });
});

test("follows a chain of follow-ups back to the question that named the subject", () => {
  expect(after("and the trusts?", "What savings do ICBs need to make?", "and CSUs?").text).toBe(
    "What savings do the trusts need to make?",
  );
});

test.each([
  ["When does the forum meet next?", "Who is chairing the review?"],
  ["Is it true that NHS England will use a scheme?", "How many boards are there?"],
  ["What is the deadline?", "When must plans be in?"],
  ["Is there a fee for joining?", "What is the model blueprint?"],
])("leaves %j alone", (question, earlier) => {
  expect(after(question, earlier)).toEqual({ text: question, usedHistory: false, unclear: false, unresolved: false });
});

test.each(["when is that?", "who decides it?", "What is it?", "why?"])(
  "says that %j is unclear with nothing before it",
  (question) => {
    expect(after(question).unclear).toBe(true);
  },
);

test("is not unclear about a question that names its subject, nor about nothing at all", () => {
  expect(after("any1 know wen the blueprnt thing is due").unclear).toBe(false);
  expect(after("").unclear).toBe(false);
});

test("does not take a greeting for the subject", () => {
  expect(after("when is that?", "What is the blueprint?", "hello").text).toBe("when is the blueprint?");
});
