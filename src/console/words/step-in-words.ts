import type { AnswerStep } from "../../flows/answer-progress.ts";

const words: Record<AnswerStep, string> = {
  searching: "Looking in the sources",
  writing: "Putting an answer together from them",
  checking: "Checking every sentence against its source",
};

/** What is being done for a question, as the page says it while the member waits. */
export const stepInWords = (step: AnswerStep): string => words[step];
