import type { Turn } from "../domain/question.ts";
import type { Embedder } from "../ports/embedder.ts";
import type { Redactor } from "../ports/redactor.ts";
import type { WordClasses } from "../ports/word-classes.ts";
import { analyseQuery, type QueryLanguage } from "./analyse-query.ts";
import { standaloneQuestion } from "./standalone-question.ts";

/** `logFault` is told when a question could not be embedded and is searched by words alone. */
export type EmbedQuestionDeps = {
  embedder: Embedder | null;
  wordClasses: WordClasses;
  redact: Redactor;
  logFault: (code: string, cause: unknown) => void;
};

/** The question as asked, its earlier turns, and `text`: what this machine made of them. */
export type QuestionToEmbed = { question: string; history: readonly Turn[]; stayLocal: boolean; text: string };

/**
 * What a remote model is given of a question. Everything is redacted as it was written, before typing errors are put right and earlier
 * turns are folded in: "Dr Smyth" can be told for a name, and what spelling or folding would leave of it perhaps not.
 */
const outgoingText = (
  { redact, wordClasses }: Pick<EmbedQuestionDeps, "redact" | "wordClasses">,
  language: QueryLanguage,
  asked: QuestionToEmbed,
): string => {
  const history = asked.history.map(({ question, answer }) => {
    return { question: redact(question).text, ...(answer === undefined ? {} : { answer: redact(answer).text }) };
  });
  const standalone = standaloneQuestion(wordClasses, redact(asked.question).text, history).text;
  return redact(analyseQuery(language, standalone, null).text).text;
};

/**
 * The vector that a question is searched with; null when there is none: no embedder, nothing asked, a fault (logged), or a question
 * that must stay local and an embedder that is remote. Background never leaves and is not embedded.
 */
export const embedQuestion = async (
  deps: EmbedQuestionDeps,
  language: QueryLanguage,
  asked: QuestionToEmbed,
): Promise<Float32Array | null> => {
  const { embedder } = deps;
  if (!embedder || (embedder.remote && asked.stayLocal)) return null;
  try {
    const text = embedder.remote ? outgoingText(deps, language, asked) : asked.text;
    if (text.trim() === "") return null;
    const [vector] = await embedder.embed([text]);
    if (vector?.length === embedder.dimension) return vector;
    throw new RangeError(`the question's vector has dimension ${vector?.length}, not ${embedder.dimension}`);
  } catch (fault) {
    deps.logFault("question_not_embedded", fault);
    return null;
  }
};
