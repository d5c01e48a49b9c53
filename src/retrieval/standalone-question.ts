import type { Turn } from "../domain/question.ts";
import type { WordClasses } from "../ports/word-classes.ts";
import { findAntecedent } from "./standalone/antecedent.ts";
import { findReferences } from "./standalone/references.ts";
import { resolveReferences } from "./standalone/resolve.ts";
import { type Shape, shapeOf, strippedQuestion } from "./standalone/shape.ts";
import { substitute } from "./standalone/substitute.ts";
import { type RememberedTurn, rememberTurn } from "./standalone/thread-memory.ts";
import { topicOf, withoutMark } from "./standalone/topic.ts";
import { auxiliaries, openingAuxiliaries } from "./standalone/word-lists.ts";
import { contentWords, lowerWords, putStructureRight } from "./standalone/words.ts";
import { chatWords, questionWords } from "./stop-words.ts";

/**
 * A question readable on its own. `unclear`: it points at something ("when is that?") and nothing earlier says at what.
 * `unresolved`: there are earlier turns, and what it points at could not be told from them for sure; a model may know better.
 */
export type StandaloneQuestion = { text: string; usedHistory: boolean; unclear: boolean; unresolved: boolean };

/** How many earlier turns are read, the newest ones. */
const maxTurns = 12;
const maxEarlierCharacters = 600;

type Made = StandaloneQuestion;
const untouched = (text: string): Made => ({ text, usedHistory: false, unclear: false, unresolved: false });

const courtesy = new Set(
  "ok okay great thanks thank you ta cheers perfect lovely brilliant good nice yes no right fine hello hi hey bye sure got it understood much so very really a lot".split(
    " ",
  ),
);
const isCourtesy = (text: string): boolean => lowerWords(text).every((word) => chatWords.has(word) || courtesy.has(word));

/** Reads a question that has no earlier turn to lean on. */
const readAlone = (classes: WordClasses, text: string, shape: Shape): Made => {
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

const question = (text: string): string => `${withoutMark(text)}?`;

/** What the last turn was about, as a phrase. */
const focusOf = (turns: readonly RememberedTurn[]): string => {
  const last = turns.at(-1)!;
  const found = findAntecedent([last], "it") ?? findAntecedent([last], "they");
  return found?.text ?? topicOf(last.question);
};

/** "What happens if they do?": an auxiliary at the end stands for what was asked about. */
const endsInAuxiliary = (text: string): boolean =>
  /\b(?:they|it|he|she|\p{L}+s|\p{L}+) (?:do|don't|does|doesn't|did|didn't|can|can't|will|won't)$/iu.test(text) &&
  auxiliaries.has(lowerWords(text).at(-1) ?? "");

const made = (text: string, unresolved: boolean): Made => ({
  text: question(text),
  usedHistory: true,
  unclear: false,
  unresolved,
});

const complete = (classes: WordClasses, stripped: string, shape: Shape, turns: readonly RememberedTurn[]): Made => {
  const last = turns.at(-1)!;
  const earlier = withoutMark(last.question);
  const topic = topicOf(earlier);
  const resolved = resolveReferences(classes, stripped, turns);
  switch (shape) {
    case "sure":
      return made(earlier, false);
    case "why":
      return made(`why ${openingAuxiliaries.has(lowerWords(earlier)[0]!) ? lowerFirst(earlier) : topic}`, false);
    case "next":
      return made(`what happens after ${topic}`, false);
    case "more":
      return made(`${earlier}: ${stripped}`, false);
    case "condition":
      return made(`${earlier} ${stripped.replace(/^what if\b/iu, "if")}`, false);
    case "fragment": {
      const fragment = resolved.text;
      const put = substitute(classes, earlier, fragment);
      // "And the second one?" after "Which schemes are open?": a point of the list is a subject of its own.
      if (last.wantedNoun !== null && resolved.filled > 0 && fragment !== stripped) return made(`what about ${fragment}`, false);
      return made(put ?? `${earlier} ${fragment}`, put === null || resolved.open > 0);
    }
    case "bare":
      if (resolved.filled > 0) return made(resolved.text, resolved.open + resolved.unsure > 0);
      return made(`${stripped} for ${focusOf(turns)}`, resolved.open > 0);
    default: {
      const text = endsInAuxiliary(stripped) ? `${resolved.text}: ${topic}` : resolved.text;
      if (resolved.filled === 0 || contentWords(text).length === 0)
        return made(`${text} ${/\b(?:apply|applies|register)$/iu.test(text) ? "for " : ""}${topic}`, resolved.open > 0);
      return made(text, resolved.open + resolved.unsure > 0);
    }
  }
};

const lowerFirst = (text: string): string =>
  /^\p{Lu}\p{Ll}*(?:'\p{Ll}+)?\s/u.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;

const resolveOne = (classes: WordClasses, asked: string, turns: readonly RememberedTurn[], pending: string | null): Made => {
  const text = asked.trim();
  if (lowerWords(text).length === 0) return untouched(text);
  const plain = putStructureRight(text);
  const { text: stripped, about, joined } = strippedQuestion(plain);
  const shape = shapeOf(stripped, about, joined);
  if (pending !== null && namesOnly(classes, stripped, shape)) return made(answeredPending(classes, pending, stripped), false);
  if (turns.length === 0) return readAlone(classes, text, shape);
  if (shape !== "whole") return complete(classes, stripped, shape, turns);
  const resolved = resolveReferences(classes, plain, turns);
  if (resolved.filled > 0)
    return { text: resolved.text, usedHistory: true, unclear: false, unresolved: resolved.open + resolved.unsure > 0 };
  // "They want to cut our tea breaks": a pronoun in a question that says enough is anybody's.
  return { ...untouched(text), unresolved: resolved.open > 0 && contentWords(text).length < 3 };
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
    if (!read.unclear && contentWords(read.text).length > 0) turns.push(rememberTurn(classes, read.text, turn.answer));
  }
  return resolveOne(classes, asked, turns, pending);
};
