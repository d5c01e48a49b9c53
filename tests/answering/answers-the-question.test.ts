import { expect, test } from "vitest";
import { answersTheQuestion, leastQuotedEvidence } from "../../src/answering/answers-the-question.ts";
import type { Candidate } from "../../src/answering/score-sentences.ts";
import { passageOf } from "../support/small-knowledge.ts";

const passage = passageOf("s", 0, ["Guide"], ["Fees rise in May.", "The office is closed on Sundays."]);
const candidates = [0.6, 0.002].map((evidence, index) => ({ ranked: { passage }, index, evidence }) as unknown as Candidate);
const quote = (index: number, passageId = passage.id) => ({ ...passage.sentences[index]!, passageId, text: "" });

test.each([
  ["a sentence that answers", [quote(0)], true],
  ["a true sentence about something else", [quote(1)], false],
  ["both", [quote(1), quote(0)], true],
  ["a passage that was not read sentence by sentence", [quote(1, "s#9")], true],
])("%s", (_, quotations, answers) => expect(answersTheQuestion(candidates, quotations, leastQuotedEvidence.small)).toBe(answers));
