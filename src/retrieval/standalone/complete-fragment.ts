import type { WordClasses } from "../../ports/word-classes.ts";
import type { Completed } from "./completed.ts";
import { nounPhrases } from "./noun-phrases.ts";
import { findReferences } from "./references.ts";
import { resolveReferences } from "./resolve.ts";
import { substitute } from "./substitute.ts";
import type { RememberedTurn } from "./thread-memory.ts";
import { withoutMark } from "./topic.ts";
import { contentWords } from "./words.ts";

/** "And how many CSUs?" after "How many ICBs will there be?": the same is asked of another thing. Null when it is not of that form. */
export const swappedCount = (classes: WordClasses, text: string, earlier: string): string | null => {
  const counted = /^(how many|how much|which|what)\s+(\S.*)$/iu.exec(text);
  if (!counted || !earlier.toLowerCase().startsWith(`${counted[1]!.toLowerCase()} `)) return null;
  const asked = nounPhrases(classes, counted[2]!, false)[0];
  return asked?.start === 0 && asked.end === counted[2]!.length ? substitute(classes, earlier, counted[2]!) : null;
};

const saysOnly = (text: string, fragment: string): boolean => {
  const said = new Set(contentWords(fragment));
  return contentWords(text).every((word) => said.has(word));
};

const pointsAtNoun = (classes: WordClasses, text: string): boolean =>
  findReferences(classes, text).some(({ kind, possessive }) => kind === "kind" || kind === "one" || possessive);

/** Puts a run of words without a verb ("and for trusts?") into the earlier question, or behind it where it swaps nothing there. */
export const completeFragment = (classes: WordClasses, text: string, turns: readonly RememberedTurn[]): Completed => {
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
