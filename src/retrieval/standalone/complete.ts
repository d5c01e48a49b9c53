import type { WordClasses } from "../../ports/word-classes.ts";
import { findAntecedent } from "./antecedent.ts";
import { completeFragment, swappedCount } from "./complete-fragment.ts";
import type { Completed } from "./completed.ts";
import { nounPhrases } from "./noun-phrases.ts";
import { resolveReferences } from "./resolve.ts";
import type { Shape } from "./shape.ts";
import { spellOut } from "./spell-out.ts";
import type { RememberedTurn } from "./thread-memory.ts";
import { claimIn, keptYear, topicOf, withoutMark } from "./topic.ts";
import { openingAuxiliaries } from "./word-lists.ts";
import { contentWords, lowerWords } from "./words.ts";

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

const leavesOutWhat =
  /\b(?:they|he|she)\s+(?:really |still |even )?(?:have|need|want|able|allowed|supposed|going|got) to(?: (?:do|know|say|tell|go|ask|be))?$/iu;

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
      return { text: claimIn(earlier), unresolved: false };
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
      const whole = spellOut(text, turns);
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
  const whole = spellOut(withoutMark(text), turns);
  const isSpelledOut = whole !== withoutMark(text);
  const resolved = resolveReferences(classes, isSpelledOut ? whole : text, turns);
  if (resolved.filled === 0 && !isSpelledOut) return { completed: null, open: resolved.open };
  const year = keptYear(resolved.text, earlier);
  const withYear = year === "" ? resolved.text : `${withoutMark(resolved.text)}${year}`;
  const asked = isSpelledOut ? `${withoutMark(withYear)}?` : withYear;
  return { completed: { text: asked, unresolved: resolved.open + resolved.unsure > 0 }, open: resolved.open };
};
