import type { WordClasses } from "../../ports/word-classes.ts";
import { findAntecedent } from "./antecedent.ts";
import { nounPhrases } from "./noun-phrases.ts";
import { findReferences } from "./references.ts";
import { resolveReferences } from "./resolve.ts";
import type { Shape } from "./shape.ts";
import { substitute } from "./substitute.ts";
import type { RememberedTurn } from "./thread-memory.ts";
import { keptYear, topicOf, withoutMark } from "./topic.ts";
import { auxiliaries, openingAuxiliaries } from "./word-lists.ts";
import { contentWords, lowerWords } from "./words.ts";

/** A follow-up put together with what it leans on; `unresolved` when that was partly a guess. */
export type Completed = { text: string; unresolved: boolean };

const lowerFirst = (text: string): string =>
  /^\p{Lu}\p{Ll}*(?:'\p{Ll}+)?\s/u.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;

/** "Why not?" after "Will the trust run it?": why will the trust not run it. */
const whyOf = (classes: WordClasses, earlier: string, asksNot: boolean): string => {
  const opening = lowerWords(earlier)[0] ?? "";
  if (!openingAuxiliaries.has(opening)) return `why ${topicOf(earlier)}`;
  const subject = nounPhrases(classes, earlier)[0];
  if (!asksNot || !subject || subject.start !== opening.length + 1) return `why ${lowerFirst(earlier)}`;
  return `why ${lowerFirst(earlier.slice(0, subject.end))} not${earlier.slice(subject.end)}`;
};

/** What the last turn was about, as a phrase. */
const focusOf = (turns: readonly RememberedTurn[]): string => {
  const last = turns.at(-1)!;
  const asked = { ...last, answered: [], prose: { sentences: [], items: [] } };
  const found = findAntecedent([asked], "it") ?? findAntecedent([asked], "they") ?? findAntecedent([last], "it");
  return found?.text ?? topicOf(last.question);
};

const shortened =
  /\b(if|when|unless|once|until|whether|because|before|after|where)\s+(?:they|it|he|she|we|i|you|that)\s+(?:do|does|did|is|are|was|were|will|can|has|have|don't|doesn't|didn't|isn't|aren't|won't|can't)$/iu;
const shortenedAfterNoun =
  /^((?:which|what|how many|who)\b.{0,60}?)\s+(?:do|does|did|is|are|will|can|has|have|don't|doesn't|didn't|won't|can't)$/iu;

/** "What happens if they do?", "which trusts do?": an auxiliary at the end stands for all that was asked about. */
const spelledOut = (classes: WordClasses, text: string, topic: string): string => {
  const clause = shortened.exec(text);
  if (clause) return `${text.slice(0, clause.index)}${clause[1]} ${topic}`;
  const noun = shortenedAfterNoun.exec(text);
  if (!noun || contentWords(noun[1]!).length === 0 || lowerWords(noun[1]!).some((word) => auxiliaries.has(word))) return text;
  const subject = nounPhrases(classes, topic)[0];
  return `${noun[1]} ${subject?.start === 0 ? topic.slice(subject.end).trim() : topic}`;
};

const leavesOutWhat =
  /\b(?:they|he|she)\s+(?:really |still |even )?(?:have|need|want|able|allowed|supposed|going|got) to(?: (?:do|know|say|tell|go|ask|be))?$/iu;

/** "How many will be left?": of what was spoken of. */
const countedNoun = (text: string, turns: readonly RememberedTurn[]): string => {
  const counted = /^how many(?=\s+(?:will|would|are|were|have|had|can|could|do|did|must|should|need)\b)/iu.exec(text);
  const found = counted ? findAntecedent(turns, "they") : null;
  return counted && found ? `${counted[0]} ${found.text}${text.slice(counted[0].length)}` : text;
};

/** "And how many CSUs?" after "How many ICBs will there be?": the same is asked of another thing. */
const swappedCount = (classes: WordClasses, text: string, earlier: string): string | null => {
  const counted = /^(how many|how much|which|what)\s+(\S.*)$/iu.exec(text);
  if (!counted || !earlier.toLowerCase().startsWith(`${counted[1]!.toLowerCase()} `)) return null;
  const asked = nounPhrases(classes, counted[2]!, false)[0];
  return asked?.start === 0 && asked.end === counted[2]!.length ? substitute(classes, earlier, counted[2]!) : null;
};

/** Puts a follow-up of a given shape together with the earlier turns, oldest first; at least one. `text` comes without opening and mark. */
export const completeFollowUp = (
  classes: WordClasses,
  text: string,
  shape: Exclude<Shape, "whole">,
  turns: readonly RememberedTurn[],
): Completed => {
  const last = turns.at(-1)!;
  const earlier = withoutMark(last.question);
  const topic = topicOf(earlier);
  switch (shape) {
    case "sure":
      return { text: earlier, unresolved: false };
    case "why":
      return { text: whyOf(classes, earlier, /\bnot\b/iu.test(text)), unresolved: false };
    case "next":
      return {
        text: `what happens after ${topic.replace(/^(?:happens|comes) (?:after|when|if|at|in) /iu, "")}`,
        unresolved: false,
      };
    case "more":
      // Examples are asked of the same question; the word for it would only be searched for.
      return {
        text: /\b(?:such|example|instance|e\.?g|like)\b/iu.test(text) ? earlier : `${earlier}: ${text}`,
        unresolved: false,
      };
    case "condition":
      return { text: `${earlier} ${text.replace(/^what if\b/iu, "if")}`, unresolved: false };
    case "fragment":
      return completeFragment(classes, text, turns);
    case "bare": {
      const resolved = resolveReferences(classes, text, turns);
      const year = keptYear(resolved.text, earlier);
      if (resolved.filled > 0) return { text: resolved.text + year, unresolved: resolved.open + resolved.unsure > 0 };
      return { text: `${text} for ${focusOf(turns)}${year}`, unresolved: resolved.open > 0 };
    }
    case "open": {
      const whole = spelledOut(classes, countedNoun(text, turns), topic);
      const swapped = swappedCount(classes, text, earlier);
      if (swapped !== null) return { text: swapped, unresolved: false };
      const resolved = resolveReferences(classes, whole, turns);
      if (resolved.filled === 0 && resolved.missesPerson) return { text, unresolved: true };
      if (whole === text && (resolved.filled === 0 || contentWords(resolved.text).length === 0)) {
        const tie = /\b(?:apply|applies|register)$/iu.test(resolved.text) ? "for " : "";
        const about =
          /^(?:who|how many)(?: \p{L}+)? \p{L}+$/iu.test(resolved.text) && contentWords(resolved.text).length === 1
            ? focusOf(turns)
            : topic;
        return { text: `${resolved.text} ${tie}${about}`, unresolved: resolved.open > 0 };
      }
      // "Why do they need to know?": who is plain, what is not.
      if (leavesOutWhat.test(whole)) return { text: `${resolved.text}: ${topic}`, unresolved: resolved.open > 0 };
      return { text: resolved.text + keptYear(resolved.text, earlier), unresolved: resolved.open + resolved.unsure > 0 };
    }
  }
};

const saysOnly = (text: string, fragment: string): boolean => {
  const said = new Set(contentWords(fragment));
  return contentWords(text).every((word) => said.has(word));
};

const pointsAtNoun = (classes: WordClasses, text: string): boolean =>
  findReferences(classes, text).some(({ kind, possessive }) => kind === "kind" || kind === "one" || possessive);

const completeFragment = (classes: WordClasses, text: string, turns: readonly RememberedTurn[]): Completed => {
  const last = turns.at(-1)!;
  const earlier = withoutMark(last.question);
  const { text: fragment, filled, open } = resolveReferences(classes, text, turns);
  // "And the second one?" after "Which schemes are open?": a point of the list is a subject of its own.
  const pointsAtList = findReferences(classes, text).some(({ kind }) => kind === "ordinal");
  if ((last.wantedNoun !== null || pointsAtList) && filled > 0) return { text: `what about ${fragment}`, unresolved: false };
  // "And above that?": what it adds leans on the question as it was.
  if (filled > 0 && fragment !== text && !pointsAtNoun(classes, text)) return { text: `${earlier} ${text}`, unresolved: true };
  const put = substitute(classes, earlier, fragment);
  // "What is MARS?" "What about NHS England?" may ask what that is, or how MARS goes there.
  return { text: put ?? `${earlier} ${fragment}`, unresolved: put === null || open > 0 || saysOnly(put, fragment) };
};

/**
 * Puts right what points back in a question that is whole otherwise; null when nothing does, or nothing was found for it.
 * `open` then counts the pointers that stayed.
 */
export const completeWhole = (
  classes: WordClasses,
  text: string,
  turns: readonly RememberedTurn[],
): { completed: Completed | null; open: number } => {
  const earlier = withoutMark(turns.at(-1)!.question);
  const whole = spelledOut(classes, countedNoun(withoutMark(text), turns), topicOf(earlier));
  const isSpelledOut = whole !== withoutMark(text);
  const resolved = resolveReferences(classes, isSpelledOut ? whole : text, turns);
  if (resolved.filled === 0 && !isSpelledOut) return { completed: null, open: resolved.open };
  const year = keptYear(resolved.text, earlier);
  const withYear = year === "" ? resolved.text : `${withoutMark(resolved.text)}${year}`;
  return { completed: { text: withYear, unresolved: resolved.open + resolved.unsure > 0 }, open: resolved.open };
};
