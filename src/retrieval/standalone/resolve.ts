import type { WordClasses } from "../../ports/word-classes.ts";
import { stopWords } from "../stop-words.ts";
import { findAntecedent } from "./antecedent.ts";
import { listedPoints } from "./listed-points.ts";
import { findNamesake } from "./namesake.ts";
import { nounPhrases } from "./noun-phrases.ts";
import type { Reference } from "./reference.ts";
import { findReferences } from "./references.ts";
import type { RememberedTurn } from "./thread-memory.ts";
import { asksWhether, topicOf, withoutMark } from "./topic.ts";
import { auxiliaries } from "./word-lists.ts";
import { lowerWords } from "./words.ts";

/** A text with its pointers put right. `filled` counts the pointers replaced, `unsure` those of them that were guessed, `open` those that stayed. */
export type Resolved = { text: string; filled: number; open: number; unsure: number; missesPerson: boolean };

const possessiveOf = (text: string): string => (/s$/iu.test(text) ? `${text}'` : `${text}'s`);

/** A longer question is no use inside another one. */
const maxTopicCharacters = 90;

/** "How do they do that", "who has done that": the doing is asked about; not "how do that rule and this one differ". */
const actsOnThat = /(?<!\b(?:how|when|where|why|what|who|which))\s(?:do|doing|done)\s+$/iu;

/** "How much is that worth?": things are worth something. */
const asksWorth = /\b(?:how much|worth|cost|costs|price|paid)\b/iu;

/** "How do I get that?": a thing is got, not a state of affairs. */
const wantsThing = /\b(?:get|find|need|have|use|see|read|claim|for|buy|send|join|open|write)\s+$/iu;

type Replacement = {
  text: string;
  sure: boolean;
  /** The word "do" before the reference is part of what it stands for. */
  spellsDo?: boolean;
  /** Said at the end of the question instead of in the pronoun's place: "how long does it take to become a rep". */
  atEnd?: string;
} | null;

/** "What should members update?" "How do they do that?": what is done, without who does it. */
const doingOf = (classes: WordClasses, question: string): string => {
  const topic = topicOf(question);
  const doer = nounPhrases(classes, topic)[0];
  const doing = doer?.start === 0 && doer.end < topic.length ? topic.slice(doer.end).trim() : topic;
  return doing.replace(/^(?:wants?|plans?|tr(?:y|ies)|(?:is|are) (?:going|trying|planning)|intends?|has|have|needs?) to /iu, "");
};

/** "How do I ...", "can I ...": asks about doing something, and names no thing that could be meant. */
const asksOfDoing = ({ question, asked }: RememberedTurn): boolean =>
  /^(?:how (?:do|can|could|should|would|did)|can|could|may|should|must|do|am|will|would) (?:i|we|you|one|people|members|staff)\b/iu.test(
    question.trim(),
  ) && asked.every(({ being }) => being === "person" || being === "measure");

const isAsked = ({ asked }: RememberedTurn, text: string): boolean =>
  asked.some((phrase) => text.toLowerCase().includes(phrase.head));

const replacementFor = (
  classes: WordClasses,
  turns: readonly RememberedTurn[],
  reference: Reference,
  around: { before: string; after: string; taken: ReadonlySet<string>; hints: readonly string[] },
): Replacement => {
  const { before, after, taken, hints } = around;
  const last = turns.at(-1);
  if (!last) return null;
  if (reference.kind === "ordinal") return pointAt(listedPoints(classes, turns), reference);
  if (reference.kind === "all") {
    const points = listedPoints(classes, turns);
    const listed = `${points.slice(0, -1).join(", ")} and ${points.at(-1)}`;
    return points.length < 2 ? null : { text: /which\s+$/iu.test(before) ? `of ${listed}` : listed, sure: points.length < 4 };
  }
  if (reference.kind === "kind") {
    const namesake = findNamesake(turns, reference.noun!);
    if (namesake !== null) return { text: namesake, sure: true };
    // "Those rules" after "Which rules govern secondments?": the noun says nothing new, the question does.
    const noun = reference.noun!.text.replace(/^\S+\s+/u, "");
    return reference.sure ? { text: `the ${noun} (${topicOf(last.question)})`, sure: false } : null;
  }
  // "Can I carry over leave?" "Does that include bank holidays?": that is carrying it over, not the leave.
  const isDone = actsOnThat.test(before);
  const happens = /^\s+(?:\p{L}+\s+)?happen/iu.test(after);
  if (
    reference.kind === "that" &&
    (isDone || happens || asksWhether(last.question)) &&
    !wantsThing.test(before) &&
    !asksWorth.test(`${before} ${after}`)
  ) {
    const topic = isDone ? doingOf(classes, last.question) : topicOf(last.question);
    const saysItTwice = [...taken].some((text) => topic.includes(text));
    if (topic !== "" && topic.length <= maxTopicCharacters && !saysItTwice) return { text: topic, sure: true, spellsDo: isDone };
  }
  const found = findAntecedent(turns, reference.kind, { taken, hints });
  // "How do I become a rep?" "How long does it take?": becoming one, not anything that the answer happens to name.
  if (reference.kind === "it" && !reference.possessive && asksOfDoing(last) && (found === null || !isAsked(last, found.text))) {
    const doing = topicOf(last.question);
    if (doing !== "" && doing.length <= maxTopicCharacters) return { text: "it", sure: found === null, atEnd: ` to ${doing}` };
  }
  if (!found) return null;
  // "The next one", "a new one": the article is there already.
  const hasArticle =
    reference.kind === "one" && /\b(?:the|an?|another|next|last|new|old|other|same|\p{L}+est)\s+$/iu.test(before);
  const text = hasArticle ? found.text.replace(/^(?:the|an?|my)\s+/iu, "") : found.text;
  return { text: reference.possessive ? possessiveOf(text) : text, sure: found.sure };
};

const pointAt = (points: readonly string[], { place }: Reference): Replacement => {
  if (points.length < 2 || place === null) return null;
  const point = place === -2 ? (points.length === 2 ? points[1] : undefined) : place < 0 ? points.at(place) : points[place - 1];
  return point === undefined ? null : { text: withoutMark(point), sure: true };
};

/** "Who works there": at the office; "how do I get there": to it. */
const tieOf = (before: string): string => {
  if (/\b(?:at|from|in|to|over)\s+$/iu.test(before)) return "";
  return /\b(?:go|get|getting|travel|come|move|drive|walk|going)\s+$/iu.test(before) ? "to " : "at ";
};

/** Replaces what points back by what it stands for in the earlier turns, oldest first. */
export const resolveReferences = (classes: WordClasses, text: string, turns: readonly RememberedTurn[]): Resolved => {
  let out = "";
  let end = "";
  let copied = 0;
  const hints = lowerWords(text).filter((word) => !stopWords.has(word) && !auxiliaries.has(word));
  const counts = { filled: 0, open: 0, unsure: 0, missesPerson: false };
  const said = new Map<string, string>();
  for (const reference of findReferences(classes, text)) {
    if (reference.start < copied) continue;
    // "What are they and how do they work": the second one is plain from the first.
    const key = reference.kind;
    if (said.has(key)) continue;
    const around = {
      before: text.slice(0, reference.start),
      after: text.slice(reference.end),
      taken: new Set(said.values()),
      hints,
    };
    const replacement = replacementFor(classes, turns, reference, around);
    if (replacement === null) {
      if (reference.sure) counts.open += 1;
      if (reference.kind === "he" || reference.kind === "she") counts.missesPerson = true;
      continue;
    }
    if (reference.kind !== "kind") said.set(key, replacement.text);
    counts.filled += 1;
    if (!replacement.sure) counts.unsure += 1;
    const between = text.slice(copied, reference.start);
    const before = replacement.spellsDo ? between.replace(/\b(?:do|doing|done)\s+$/iu, "") : between;
    out += `${before}${reference.kind === "there" ? tieOf(before) : ""}${replacement.text}`;
    end += replacement.atEnd ?? "";
    copied = reference.end;
  }
  const rest = text.slice(copied);
  return { text: out + (end === "" ? rest : rest.replace(/[\s?.!]+$/u, "") + end), ...counts };
};
