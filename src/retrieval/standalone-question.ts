import type { Turn } from "../domain/question.ts";
import type { WordClasses } from "../ports/word-classes.ts";
import { completeFollowUp, completeWhole } from "./standalone/complete.ts";
import { findReferences } from "./standalone/references.ts";
import { type Shape, shapeOf, strippedQuestion } from "./standalone/shape.ts";
import { type RememberedTurn, rememberTurn } from "./standalone/thread-memory.ts";
import { keptYear, topicOf, withoutMark } from "./standalone/topic.ts";
import { auxiliaries } from "./standalone/word-lists.ts";
import { contentWords, lowerWords, putStructureRight } from "./standalone/words.ts";
import { chatWords, questionWords } from "./stop-words.ts";

/**
 * A question readable on its own. `unclear`: it points at something ("when is that?") and nothing earlier says at what.
 * `unresolved`: there are earlier turns, and what it points at could not be told from them for sure; a model may know better.
 */
export type StandaloneQuestion = { text: string; usedHistory: boolean; unclear: boolean; unresolved: boolean };

/** How many earlier turns are read, the newest ones, and how much of each question. */
const maxTurns = 12;
const maxEarlierCharacters = 600;

const untouched = (text: string): StandaloneQuestion => ({ text, usedHistory: false, unclear: false, unresolved: false });

const completed = (text: string, unresolved: boolean): StandaloneQuestion => ({
  text,
  usedHistory: true,
  unclear: false,
  unresolved,
});

const asQuestion = (text: string): string => `${withoutMark(text)}?`;

const courtesy = new Set(
  "ok okay great thanks thank you ta cheers perfect lovely brilliant good nice yes no right fine hello hi hey bye sure got it understood much so very really a lot morning afternoon evening day good gd everyone all team mate".split(
    " ",
  ),
);
const isCourtesy = (text: string): boolean => lowerWords(text).every((word) => chatWords.has(word) || courtesy.has(word));

/** Reads a question that has no earlier turn to lean on. */
const readAlone = (classes: WordClasses, text: string, shape: Shape): StandaloneQuestion => {
  const content = contentWords(text).length;
  const words = lowerWords(text).length;
  const references = findReferences(classes, text).filter(({ sure }) => sure);
  const unclear =
    ["sure", "why", "next", "more"].includes(shape) ||
    (content <= 1 && references.some(({ kind }) => kind === "ordinal")) ||
    (content === 0 && (references.length > 0 || words <= 3)) ||
    (references.length > 0 && content <= 1 && words <= 6);
  return { ...untouched(text), unclear };
};

/** A bare name of something, as one answers "which scheme do you mean?". */
const namesOnly = (classes: WordClasses, text: string, shape: Shape): boolean =>
  (shape === "whole" || shape === "fragment") &&
  contentWords(text).length <= 5 &&
  !lowerWords(text).some((word) => auxiliaries.has(word) || questionWords.has(word)) &&
  findReferences(classes, text).every(({ sure }) => !sure);

/** "When is that?" "I am not sure what you mean." "The exit scheme": the answer goes where the question pointed. */
const answeredPending = (classes: WordClasses, pending: string, named: string): string => {
  const reference = findReferences(classes, pending).find(({ sure }) => sure);
  if (!reference) return `${withoutMark(pending)} ${named}`;
  return `${pending.slice(0, reference.start)}${named}${pending.slice(reference.end)}`;
};

/** "How long was the consultation?" after a question on 2014: the same consultation, so the same year. */
const inTheSameYear = (classes: WordClasses, text: string, turns: readonly RememberedTurn[]): string => {
  const speaksOfThen =
    /\b(?:was|were|did|had)\b/iu.test(text) && findReferences(classes, text).some(({ kind }) => kind === "kind");
  return speaksOfThen ? keptYear(text, turns.at(-1)!.question) : "";
};

/** A person who is not there is not to be taken for what was asked about. */
const pointsAtPerson = (classes: WordClasses, text: string): boolean =>
  findReferences(classes, text).some(({ kind }) => kind === "he" || kind === "she");

const resolveOne = (
  classes: WordClasses,
  asked: string,
  turns: readonly RememberedTurn[],
  pending: string | null,
): StandaloneQuestion => {
  const text = asked.trim();
  if (lowerWords(text).length === 0) return untouched(text);
  const plain = putStructureRight(text);
  const stripped = strippedQuestion(plain);
  const shape = shapeOf(classes, stripped);
  if (pending !== null && namesOnly(classes, stripped.text, shape))
    return completed(asQuestion(answeredPending(classes, pending, stripped.text)), false);
  if (turns.length === 0) return readAlone(classes, text, shape);
  if (shape !== "whole") {
    const made = completeFollowUp(classes, stripped.text, shape, turns);
    return completed(asQuestion(made.text), made.unresolved);
  }
  const { completed: made, open } = completeWhole(classes, plain, turns);
  if (made) return completed(made.text, made.unresolved);
  const year = inTheSameYear(classes, plain, turns);
  if (year !== "") return completed(asQuestion(`${withoutMark(plain)}${year}`), false);
  if (open > 0 && contentWords(text).length < 3 && !pointsAtPerson(classes, plain))
    return completed(asQuestion(`${withoutMark(plain)}: ${topicOf(turns.at(-1)!.question)}`), true);
  // "They want to cut our tea breaks": a pronoun in a question that says enough is anybody's.
  return { ...untouched(text), unresolved: open > 0 && contentWords(text).length < 3 };
};

/**
 * Makes a follow-up ("and for trusts?", "when does she start?") readable on its own from the questions and answers
 * before it, oldest first, without a model. A question that says what it is about is left alone, whatever came before.
 * Earlier answers are read for what they name and never followed. The newest 12 turns are read, each once.
 */
export const standaloneQuestion = (classes: WordClasses, asked: string, history: readonly Turn[]): StandaloneQuestion => {
  const turns: RememberedTurn[] = [];
  let pending: string | null = null;
  for (const turn of history.slice(-maxTurns)) {
    const earlier = turn.question.slice(0, maxEarlierCharacters);
    // A greeting between two questions says nothing, even when it could be completed.
    if (isCourtesy(earlier)) continue;
    const read = resolveOne(classes, earlier, turns, pending);
    pending = read.unclear ? earlier : null;
    if (!read.unclear && contentWords(read.text).length > 0)
      turns.push(rememberTurn(classes, read.text.slice(0, maxEarlierCharacters), turn.answer));
  }
  return resolveOne(classes, asked, turns, pending);
};
