import type { Quotation } from "../domain/answer.ts";
import type { Candidate } from "./score-sentences.ts";

/**
 * The least evidence that some quoted sentence must give for the question, by the size of the folder. Below it stood 2 of 495 gold
 * answers; it catches 65 % and 42 % of the other sentences found in two small folders and 26 % in the 59 guides
 * (`npx node evals/quoted-evidence-report.ts`).
 */
export const leastQuotedEvidence = { small: 0.04, large: 0.011 };

/**
 * Whether what a claim quotes has to do with the question: a true sentence about something else is no answer. `candidates` are the
 * sentences of the best passages with their evidence (`scoreSentences`). Quotations from other passages are not judged.
 */
export const answersTheQuestion = (
  candidates: readonly Candidate[],
  quotations: readonly Quotation[],
  leastEvidence: number,
): boolean => {
  const judged = quotations.flatMap(({ passageId, start, end }) =>
    candidates.filter(({ ranked: { passage }, index }) => {
      const span = passage.sentences[index]!;
      return passage.id === passageId && span.start < end && span.end > start;
    }),
  );
  const known = new Set(candidates.map(({ ranked }) => ranked.passage.id));
  return quotations.some(({ passageId }) => !known.has(passageId)) || judged.some(({ evidence }) => evidence >= leastEvidence);
};
