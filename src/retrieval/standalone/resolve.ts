import type { WordClasses } from "../../ports/word-classes.ts";
import { findAntecedent, findNamesake, listedPoints } from "./antecedent.ts";
import { findReferences, type Reference } from "./references.ts";
import type { RememberedTurn } from "./thread-memory.ts";
import { asksWhetherOrHowMuch, topicOf } from "./topic.ts";

/** A text with its pointers put right. `open` counts the pointers that stayed or were guessed, `filled` those replaced. */
export type Resolved = { text: string; filled: number; open: number; unsure: number };

const possessiveOf = (text: string): string => (/s$/iu.test(text) ? `${text}'` : `${text}'s`);

type Replacement = { text: string; sure: boolean } | null;

const replacementFor = (turns: readonly RememberedTurn[], reference: Reference, taken: ReadonlySet<string>): Replacement => {
  const last = turns.at(-1);
  if (!last) return null;
  if (reference.kind === "ordinal") return pointAt(listedPoints(turns), reference);
  if (reference.kind === "kind") {
    const namesake = findNamesake(turns, reference.noun!);
    if (namesake !== null) return { text: namesake, sure: true };
    // "Those rules" after "Which rules govern secondments?": the noun says nothing new, the question does.
    const noun = reference.noun!.text.replace(/^\S+\s+/u, "");
    return reference.sure ? { text: `the ${noun} (${topicOf(last.question)})`, sure: false } : null;
  }
  // "Can I carry over leave?" "Does that include bank holidays?": that is carrying it over, not the leave.
  if (reference.kind === "that" && asksWhetherOrHowMuch(last.question)) {
    const topic = topicOf(last.question);
    if (topic !== "") return { text: topic, sure: true };
  }
  const found = findAntecedent(turns, reference.kind, taken);
  if (!found) return null;
  return { text: reference.possessive ? possessiveOf(found.text) : found.text, sure: found.sure };
};

const pointAt = (points: readonly string[], { place }: Reference): Replacement => {
  if (points.length < 2 || place === null) return null;
  const point = place === -2 ? (points.length === 2 ? points[1] : undefined) : place < 0 ? points.at(place) : points[place - 1];
  return point === undefined ? null : { text: point, sure: true };
};

/** Replaces what points back by what it stands for in the earlier turns, oldest first. */
export const resolveReferences = (classes: WordClasses, text: string, turns: readonly RememberedTurn[]): Resolved => {
  let out = "";
  let copied = 0;
  const counts = { filled: 0, open: 0, unsure: 0 };
  const said = new Map<string, string>();
  for (const reference of findReferences(classes, text)) {
    if (reference.start < copied) continue;
    // "What are they and how do they work": the second one is plain from the first.
    const key = `${reference.kind}${reference.possessive}`;
    if (said.has(key)) continue;
    const replacement = replacementFor(turns, reference, new Set(said.values()));
    if (replacement === null) {
      if (reference.sure) counts.open += 1;
      continue;
    }
    if (reference.kind !== "kind") said.set(key, replacement.text);
    counts.filled += 1;
    if (!replacement.sure) counts.unsure += 1;
    const before = text.slice(copied, reference.start);
    const needsTo = reference.kind === "there" && !/\b(?:at|from|in|to|over)\s+$/iu.test(before);
    out += `${before}${needsTo ? "to " : ""}${replacement.text}`;
    copied = reference.end;
  }
  return { text: out + text.slice(copied), ...counts };
};
