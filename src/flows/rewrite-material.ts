import { cleanText } from "../domain/clean-text.ts";
import type { Turn } from "../domain/question.ts";
import type { Redactor } from "../ports/redactor.ts";
import { answerProse } from "../retrieval/standalone/answer-prose.ts";
import { redactTogether } from "./redact-together.ts";

/** What a model is given to read a follow-up with; every text is redacted and on one line. */
export type RewriteMaterial = { earlier: string; question: string };

/** The newest turns that are sent, and the most of each: characters. */
const maxTurns = 3;
const maxQuestionCharacters = 400;
const maxAnswerCharacters = 600;

const onOneLine = (text: string): string => cleanText(text).text.replace(/\s+/gu, " ").trim();

/** The start of a text up to a word's end. */
const cut = (text: string, maxCharacters: number): string =>
  text.length <= maxCharacters ? text : text.slice(0, maxCharacters).replace(/\s\S*$/u, "");

const claimsOf = (answer: string | undefined): string => {
  const { sentences } = answerProse(answer ?? "");
  return cut(onOneLine(sentences.join(" ")), maxAnswerCharacters);
};

/**
 * The newest three turns and the follow-up as they may leave the machine: questions cut to 400 characters, answers to
 * their claims in 600, nothing of sources, notices, links, cases or people that redaction knows. Null when no turn says anything.
 */
export const rewriteMaterial = (redact: Redactor, question: string, history: readonly Turn[]): RewriteMaterial | null => {
  const turns = history
    .map((turn) => ({ asked: cut(onOneLine(turn.question), maxQuestionCharacters), answered: claimsOf(turn.answer) }))
    .filter(({ asked, answered }) => answered !== "" || asked.split(" ").length > 2)
    .slice(-maxTurns);
  if (turns.length === 0) return null;
  const texts = [...turns.flatMap(({ asked, answered }) => [asked, answered]), cut(onOneLine(question), maxQuestionCharacters)];
  const redacted = redactTogether(redact, texts);
  const earlier = turns.map((_, turn) => {
    const [asked, answered] = [redacted[turn * 2]!, redacted[turn * 2 + 1]!];
    return answered === "" ? `Question: ${asked}` : `Question: ${asked}\nAnswer: ${answered}`;
  });
  return { earlier: earlier.join("\n\n"), question: redacted.at(-1)! };
};
