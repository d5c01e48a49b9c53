import type { ReadWord } from "./reading.ts";
import { isParticiple, isPastForm } from "./verb-forms.ts";
import { beForms, modals } from "./word-lists.ts";

/** When a thing said happens. `bare`: the words do not say (infinitives, participles). */
export type Tense = "done" | "past" | "present" | "ongoing" | "ahead" | "bare";

/** The tense of a verb group. `before` is the word in front of it. */
export const tenseOf = (group: readonly ReadWord[], head: ReadWord | null, before: ReadWord | undefined): Tense => {
  const words = group.map(({ word }) => word);
  const first = words[0]!;
  const inIng = head !== null && /ing$/.test(head.word);
  if (/^(?:to|let|lets|help|helps|make|makes)$/.test(before?.word ?? "") && !modals.has(first)) return "bare";
  if (words.includes("will") || words.includes("shall") || (words.includes("going") && words.includes("to"))) return "ahead";
  if (words.some((word) => modals.has(word)) || /^needs?$/.test(first)) return "present";
  if (/^(?:has|have)$/.test(first)) {
    if (words.includes("to") || group.length === 1) return "present";
    return words.includes("been") && inIng ? "ongoing" : "done";
  }
  if (/^(?:is|are|am)$/.test(first)) {
    if (words.includes("to")) return /^(?:is|are)$/.test(words[words.indexOf("to") - 1] ?? "") ? "ahead" : "present";
    return words.includes("being") || inIng ? "ongoing" : "present";
  }
  if (/^(?:was|were)$/.test(first)) return "past";
  if (/^(?:had|did)$/.test(first)) return "done";
  if (inIng || /^(?:be|been|being|having|doing|done)$/.test(first)) return "bare";
  return head && isPastForm(head.word) ? "done" : "present";
};

/** Whether the subject of a verb group is who it is done to. */
export const isPassive = (group: readonly ReadWord[], head: ReadWord | null): boolean =>
  head !== null &&
  isParticiple(head.word) &&
  !/ing$/.test(head.word) &&
  group.some((word) => beForms.has(word.word) && word.at < head.at);
