import type { Turn } from "../domain/question.ts";
import { chatWords, questionWords, stopWords } from "./stop-words.ts";

/** `unclear`: the question points at something ("when is that?") and nothing earlier says at what. */
export type StandaloneQuestion = { text: string; usedHistory: boolean; unclear: boolean; unresolved: boolean };

const wordPattern = /[\p{L}\p{M}\p{N}£%]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;
/** Verbs and the like that say little without their subject: "who decides it?" asks nothing that could be looked up. */
const lightWords = new Set(
  (
    "decide decides decided happen happens happened happening mean means meant work works apply applies start starts started end ends " +
    "change changes changed cost costs due long many much far often soon old big new next else more less again still yet already now then " +
    "there come comes coming take takes use used need needs want say says exactly about instead too well right true sure why"
  ).split(" "),
);
const pointing = /\b(?:it|its|that|this|they|them|their|those|these|he|she|him|her|his|one|ones|same|there)\b/iu;
/** "It" that points at nothing: "is it true that", "how long does it take to", "that" before a clause or a noun. */
const emptyPointing =
  /\b(?:is|was|will|would|does|do|did|can|could) it (?:true|possible|right|legal|ok|okay|the case|take|be|matter|too late|cost)\b|\bthere\s+(?:is|are|was|were|be|any|a|an)\b|\b(?:is|are|was|were|will) there\b/iu;
const opening =
  /^(?:(?:and|but|or|so|ok|okay|also|then|oh|hmm)[\s,]+)*(?:what about|how about|and what of|same for|what if it's|and)\b[\s,:]*/iu;
const conjunction = /^(?:and|but|or|also|plus)\b[\s,]*/iu;
const fragmentStart = /^(?:for|in|at|with|from|to|of|on|by|about)\b/iu;
const asksOnly =
  /^(?:(?:can|could) you (?:please )?(?:tell|say)(?: me)?|please|tell me|do you know|i (?:want|need) to know|any idea)[\s,]*/iu;
const auxiliaries = new Set(
  "is are was were am be been do does did will would can could should shall may might must has have had much many long often far soon i we you please there".split(
    " ",
  ),
);

const wordsOf = (text: string): string[] =>
  (text.match(wordPattern) ?? []).map((word) => word.toLowerCase().replaceAll("’", "'"));
/** Words of substance: neither stop words nor light ones nor the word of a greeting. */
const contentOf = (text: string): string[] => wordsOf(text).filter((word) => !stopWords.has(word) && !lightWords.has(word));
const withoutMark = (text: string): string => text.trim().replace(/[\s?.!]+$/u, "");

/** What a question is about: the question without the words that ask, "the blueprint" for "When is the blueprint due?". */
const topicOf = (question: string): string => {
  let rest = withoutMark(question).replace(asksOnly, "");
  for (;;) {
    const first = rest.match(/^[\p{L}'’]+/u)?.[0].toLowerCase();
    if (!first || !(questionWords.has(first) || auxiliaries.has(first))) break;
    rest = rest.slice(first.length).trim();
  }
  return rest;
};

/** The part of a question that "and for X?" replaces: what follows its last "for", "in" or "at", else a name or acronym in it. */
const replaceSubject = (question: string, subject: string): string | null => {
  const plain = withoutMark(question);
  const bare = subject.replace(/^(?:for|in|at|with|from|to|of|on|by|about)\s+/iu, "");
  const tail = plain.match(/^(.*\b(?:for|in|at|of)\s+)((?:the |an? )?[\p{L}\p{N}'’& -]{2,40})$/iu);
  const isPlainSubject = tail && !wordsOf(tail[2]!).some((word) => auxiliaries.has(word));
  if (isPlainSubject && contentOf(tail[1]!).length > 0 && contentOf(tail[2]!).length > 0) return `${tail[1]}${bare}`;
  const names = [
    ...plain.matchAll(/(?<!^)(?:\b(?:the )?(?:\p{Lu}[\p{L}\p{N}'’-]*)(?: (?:\p{Lu}[\p{L}\p{N}'’-]*|of|and))*\b)/gu),
  ].filter((match) => match[0] !== "I");
  const name = names.at(-1);
  if (!name) return null;
  return `${plain.slice(0, name.index)}${bare}${plain.slice(name.index + name[0].length)}`;
};

const isFragment = (text: string): boolean => {
  const words = wordsOf(text);
  return words.length <= 7 && !words.some((word) => auxiliaries.has(word) || (questionWords.has(word) && words.length > 2));
};

const pointsBack = (text: string): boolean => pointing.test(text) && !emptyPointing.test(text);

/** Does the question say what it is about? Two words of substance, or one without anything that points elsewhere. */
const standsAlone = (text: string): boolean => {
  const content = contentOf(text).length;
  if (opening.test(text) && isFragment(text.replace(opening, ""))) return false;
  if (conjunction.test(text) && (isFragment(text.replace(conjunction, "")) || content < 2)) return false;
  if (fragmentStart.test(text) && isFragment(text) && content < 3) return false;
  return pointsBack(text) ? content >= 3 : content >= 1;
};

/** Puts an incomplete question together with the one before it. */
const complete = (question: string, earlier: string): string => {
  const fragment = withoutMark(question.replace(opening, "").replace(conjunction, ""));
  const topic = topicOf(earlier);
  if (contentOf(fragment).length > 0 && isFragment(fragment) && !pointsBack(fragment)) {
    // "In 2014?" adds a time to the question; it replaces nothing in it.
    const replaced = /\d|\b(?:now|today|year|month|week)\b/iu.test(fragment) ? null : replaceSubject(earlier, fragment);
    return replaced ? `${replaced}?` : `${withoutMark(earlier)} ${fragment}?`;
  }
  if (pointsBack(fragment) && topic !== "") {
    // "that scheme" keeps its noun; a bare "that" becomes the topic.
    const bare = fragment.replace(pointing, () => topic);
    return `${bare}?`;
  }
  return `${fragment} ${topic}?`.trim();
};

/**
 * Makes a follow-up ("and for trusts?", "who decides it?") readable on its own from the questions before it, newest
 * first, without a model. A question that says what it is about is left alone, whatever came before.
 */
export const standaloneQuestion = (question: string, history: readonly Turn[]): StandaloneQuestion => {
  const text = question.trim();
  if (standsAlone(text) || wordsOf(text).length === 0) return { text, usedHistory: false, unclear: false, unresolved: false };
  for (let at = history.length - 1; at >= 0; at -= 1) {
    // A greeting between two questions says nothing, even when it could be completed.
    if (wordsOf(history[at]!.question).every((word) => chatWords.has(word))) continue;
    const earlier = standaloneQuestion(history[at]!.question, history.slice(0, at));
    if (earlier.unclear || contentOf(earlier.text).length === 0) continue;
    return { text: complete(text, earlier.text), usedHistory: true, unclear: false, unresolved: false };
  }
  // A fragment with a subject ("for trusts?") can at least be looked up; a bare pronoun cannot.
  const unclear = wordsOf(text).length > 0 && contentOf(text).length === 0 && (pointsBack(text) || wordsOf(text).length <= 3);
  return {
    text,
    usedHistory: false,
    unresolved: false,
    unclear: unclear || (pointsBack(text) && contentOf(text).length <= 1 && wordsOf(text).length <= 6),
  };
};
