import type { GuideQuestion, OpenCorpus } from "../evals/open-guides.ts";
import { createRetriever } from "../src/retrieval/retrieve.ts";
import { median } from "./median.ts";

/** Medians in milliseconds over the questions, all warm; `answerMs` and its ratio are null while no `answer` is given. */
export type AnswerCost = {
  embedMs: number;
  retrieveMs: number;
  retrieveOverEmbed: number;
  answerMs: number | null;
  answerOverEmbed: number | null;
};

/** A whole answer to one question, from retrieval to citations. */
export type Answer = (question: string, scenario: string) => Promise<unknown>;

/**
 * What an answer costs against embedding its query (question and scenario as one text, the least any dense search of
 * this kind must pay). The three are taken in turns, so that a busy machine slows all alike. The embedder remembers
 * texts, so each measurement asks in words of its own.
 */
export const measureAnswerCost = async (
  corpus: OpenCorpus,
  questions: readonly GuideQuestion[],
  answer: Answer | null,
): Promise<AnswerCost> => {
  const retriever = await createRetriever(corpus.deps, corpus.snapshot);
  const embed: number[] = [];
  const retrieve: number[] = [];
  const answered: number[] = [];
  const timed = async (into: number[], call: () => Promise<unknown>): Promise<void> => {
    const startedAt = performance.now();
    await call();
    into.push(performance.now() - startedAt);
  };
  for (const { question, scenario } of questions) {
    await timed(embed, () => corpus.deps.embedder.embed([`${scenario} ${question}`]));
    await timed(retrieve, () => retriever.retrieve({ question: `Please, ${question}`, scenario }, 10));
    if (answer) await timed(answered, () => answer(`Hello, ${question}`, scenario));
  }
  const embedMs = median(embed);
  const retrieveMs = median(retrieve);
  const answerMs = answer ? median(answered) : null;
  return {
    embedMs,
    retrieveMs,
    retrieveOverEmbed: retrieveMs / embedMs,
    answerMs,
    answerOverEmbed: answerMs === null ? null : answerMs / embedMs,
  };
};
