import { expect, test } from "vitest";
import { questionKind } from "../../src/answering/question-kind.ts";

test.each([
  ["How many ICBs will there be?", "number"],
  ["what percentage of staff will go", "percent"],
  ["How much are ICBs meant to spend per head?", "money"],
  ["how much notice must they give", "duration"],
  ["How long does consultation last?", "duration"],
  ["any1 know when the blueprint is due", "date"],
  ["what's the deadline for plans", "date"],
  ["Who is leading the programme?", "person"],
  ["who do i contact about emails", "contact"],
  ["why are csus at risk", "reason"],
  ["How do I update my details?", "procedure"],
  ["Is MARS the same as VR?", "yes_no"],
  ["so, can trusts use the scheme", "yes_no"],
  ["What are the concerns unions raise?", "list"],
  ["tell me about the forum", "statement"],
  ["Are pensions protected when staff transfer?", "yes_no"],
  ["Do you know when the plans are due?", "date"],
  ["What happens to plans when the review is published?", "statement"],
  ["In 2014, when did the units go live?", "date"],
  ["What notice period applies to a manager?", "duration"],
  ["Where will the next meeting take place?", "place"],
  ["Where do the units get their income from?", "statement"],
])("%s -> %s", (question, kind) => expect(questionKind(question)).toBe(kind));
