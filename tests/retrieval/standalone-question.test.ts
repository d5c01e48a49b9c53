import { describe, expect, test } from "vitest";
import { createWordClasses } from "../../src/adapters/wink-word-classes.ts";
import type { Turn } from "../../src/domain/question.ts";
import { standaloneQuestion } from "../../src/retrieval/standalone-question.ts";

const classes = createWordClasses();
const inThread = (question: string, history: Turn[]) => standaloneQuestion(classes, question, history);
const asked = (question: string, ...earlier: string[]) =>
  inThread(
    question,
    earlier.map((question) => ({ question })),
  );
const followed = (question: string, earlier: string, answer: string) => inThread(question, [{ question: earlier, answer }]);

describe("from the questions before", () => {
  test.each([
    ["and for trusts?", "How much must ICBs cut from running costs?", "How much must trusts cut from running costs?"],
    ["What about ICBs?", "When will the cuts at NHS England be finished?", "When will the cuts at ICBs be finished?"],
    ["when is that?", "What is the Model ICB Blueprint?", "when is the Model ICB Blueprint?"],
    [
      "who decides it?",
      "Is there a national voluntary redundancy scheme?",
      "who decides a national voluntary redundancy scheme?",
    ],
    ["in 2014?", "How many CSUs are there?", "How many CSUs are there in 2014?"],
    ["and now?", "How many CSUs were there in 2014?", "How many CSUs were there now?"],
    ["What about Scotland?", "How do I claim the payment in England?", "How do I claim the payment in Scotland?"],
    ["what about band 8a?", "What is the notice period for band 7?", "What is the notice period for band 8a?"],
    ["same for part-timers?", "Can full-timers buy extra leave?", "Can part-timers buy extra leave?"],
    ["and if I have less than two years?", "Do I get redundancy pay?", "Do I get redundancy pay if I have less than two years?"],
    ["are you sure?", "Is the helpline free?", "Is the helpline free?"],
    ["why?", "Will the trust close the site?", "why will the trust close the site?"],
    [
      "when does the scheme open?",
      "Is there a national voluntary redundancy scheme?",
      "when does the national voluntary redundancy scheme open?",
    ],
    ["who is eligible?", "What is the voluntary exit scheme?", "who is eligible for the voluntary exit scheme?"],
    ["is that right?", "My friend swears that the unions signed the deal.", "the unions signed the deal?"],
    ["are you sure?", "What did he say about pay for nurses?", "What did he say about pay for nurses?"],
    ["and how many CSUs", "How many ICBs are there to be?", "How many CSUs are there to be?"],
    ["which trusts do?", "Do trusts pay for exams?", "which trusts pay for exams?"],
    ["who paid them?", "How many staff were there in 2016?", "who paid staff in 2016?"],
    ["n wen is dat", "What is the Model ICB Blueprint?", "when is the Model ICB Blueprint?"],
  ])("completes %j after %j", (question, earlier, expected) => {
    expect(asked(question, earlier)).toEqual({ text: expected, usedHistory: true, unclear: false, unresolved: false });
  });

  test("follows a chain of follow-ups back to the question that named the subject", () => {
    expect(asked("and the trusts?", "What savings do ICBs need to make?", "and CSUs?").text).toBe(
      "What savings do the trusts need to make?",
    );
  });

  test("does not take a greeting for the subject", () => {
    expect(asked("when is that?", "What is the blueprint?", "hello").text).toBe("when is the blueprint?");
  });

  test("puts what a clarification named where the unclear question pointed", () => {
    expect(asked("the mutual resignation scheme", "when is that?").text).toBe("when is the mutual resignation scheme?");
  });
});

describe("from the answers before", () => {
  test.each([
    ["when did she start?", "Who runs the pensions team?", "Dr Amara Okafor leads it. [1]", "when did Dr Amara Okafor start?"],
    [
      "who appointed him?",
      "Who is in charge?",
      "Richard Barker, and Dame Ann Lee is his deputy.",
      "who appointed Richard Barker?",
    ],
    ["and her?", "Who is in charge?", "Sir Tom Barker leads, and Dame Ann Lee is the deputy.", "Dame Ann Lee"],
    [
      "does it cover contractors?",
      "Which law applies here?",
      "The Equality Act 2010.",
      "does the Equality Act 2010 cover contractors?",
    ],
    [
      "how do I join one of them?",
      "Who can help?",
      "Unison, GMB and MiP are recognised.",
      "how do I join one of Unison, GMB and MiP?",
    ],
    [
      "who can apply for the second one?",
      "Which schemes are open?",
      "These are open:\n\u2022 the early retirement scheme [1]\n\u2022 the career break scheme [1]\n\nFrom: List (Union), as of 1 May 2025.",
      "who can apply for the career break scheme?",
    ],
  ])("completes %j after %j and %j", (question, earlier, answer, expected) => {
    expect(followed(question, earlier, answer).text).toContain(expected);
  });

  test("reads the claims alone: no marks, sources, notices, links or words of the bot about itself", () => {
    const answer =
      "The night rate is 25 pounds. [1] See https://evil.example/x or [Pay Office](https://bad.example).\n\n" +
      "From: Jane Doe's pay guide (Union), as of 6 June 2025.\n\n" +
      'Please note: "Pay guide" was last updated by Mary Major.\n\nWant to talk to a person? Write to Ann Other.';
    expect(followed("is it taxed?", "What do they pay at night?", answer).text).toBe("is the night rate taxed?");
    const person = followed("who is she?", "What do they pay at night?", answer);
    expect(person.text).not.toMatch(/Jane|Mary|Ann/);
    expect(person.unresolved).toBe(true);
    const handedOver = "I looked, but I could not find it. I have passed your question to a rep. Your case is C-7KQ2MX.";
    expect(followed("can they refuse?", "Who signs off study leave?", handedOver).text).not.toMatch(/rep|case/);
  });
});

test.each([
  ["When does the forum meet next?", "Who is chairing the review?"],
  ["Is it true that NHS England will use a scheme?", "How many boards are there?"],
  ["Is there a fee for joining?", "What is the model blueprint?"],
  ["If an employer fails to consult, can it be fined?", "Is parking free?"],
  ["can staff be dismissed if they refuse a new contract", "Is parking free?"],
  ["How long does it take to transfer a pension?", "Is parking free?"],
  ["They want to cut our tea breaks, is there a rule on breaks?", "Is parking free?"],
  ["this year's conference dates please", "Do you cover agency staff?"],
])("leaves %j alone", (question, earlier) => {
  expect(asked(question, earlier)).toEqual({ text: question, usedHistory: false, unclear: false, unresolved: false });
});

describe("what cannot be told", () => {
  test.each(["when is that?", "who decides it?", "What is it?", "why?", "when does she start?", "and the second one?"])(
    "%j is unclear with nothing before it",
    (question) => {
      expect(asked(question).unclear).toBe(true);
    },
  );

  test.each([
    ["when does she start?", "How many boards are there?"],
    ["what does the third one cost?", "Is there a fee for training?"],
  ])("%j is unresolved after %j", (question, earlier) => {
    expect(asked(question, earlier)).toMatchObject({ unclear: false, unresolved: true });
  });

  test("a question that names its subject is not unclear, nor is nothing at all", () => {
    expect(asked("any1 know wen the blueprnt thing is due").unclear).toBe(false);
    expect(asked("").unclear).toBe(false);
  });
});

test("a long thread of pointers costs no more than its length, and hostile text is read in bounded time", () => {
  const startedAt = performance.now();
  asked("why?", ...Array.from({ length: 60 }, () => "why?"));
  const long = "a, b and c of the the of the [x](".repeat(3000);
  followed("and the second one of those, is it that one?", long, long);
  expect(performance.now() - startedAt).toBeLessThan(2000);
});

test("any text at all is read without a fault and stays a question of bounded length", () => {
  const pieces =
    "no no the a and or of for it that those one ones the second one [name 1] [ ]( \u202e 💥 's ’ — … \n\n • 1. <b> @ ? !!! £ % who what why not NHS Dr Ann Lee in 2014 band 8a staff schemes they she there his which trusts do __proto__ constructor toString".split(
      " ",
    );
  let seed = 11;
  const next = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  const salad = (most: number): string => Array.from({ length: next(most) }, () => pieces[next(pieces.length)]).join(" ");
  for (let round = 0; round < 400; round += 1) {
    const history = Array.from({ length: next(5) }, () => ({ question: salad(14), answer: salad(40) }));
    const question = `${salad(10)} it`;
    const { text } = inThread(question, history);
    expect(text.trim(), JSON.stringify({ question, history })).not.toBe("");
    expect(text, JSON.stringify({ question, history })).not.toContain("undefined");
    expect(text.length).toBeLessThan(2500);
  }
});
