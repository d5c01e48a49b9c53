import type { Turn } from "../domain/question.ts";
import type { Redactor } from "../ports/redactor.ts";
import { redactTogether } from "./redact-together.ts";
import type { ServedKnowledge } from "./served-knowledge.ts";

/** A question of a message, with the whole message and the earlier turns that may name the same people. */
export type QuestionToSend = { question: string; message: string; history: readonly Turn[] };

/**
 * A question as it may leave the machine: redacted together with what it stands among, then made to stand alone from redacted earlier
 * turns, then redacted once more. Reading it first and redacting after would miss what reading changes ("Dr Smyth" put right to "Dr Smith").
 */
export const outgoingQuestion = (
  { knowledge, redact }: { knowledge: Pick<ServedKnowledge, "standalone">; redact: Redactor },
  { question, message, history }: QuestionToSend,
): string => {
  const texts = [question, message, ...history.flatMap((turn) => [turn.question, turn.answer ?? ""])];
  const [safeQuestion = "", , ...turns] = redactTogether(redact, texts);
  const earlier = history.map((turn, index) => ({
    question: turns[2 * index] ?? "",
    ...(turn.answer === undefined ? {} : { answer: turns[2 * index + 1] ?? "" }),
  }));
  return redact(knowledge.standalone(safeQuestion, earlier).text).text;
};
