import { determiners, groupNouns, isContentWord, measureNouns, roleNouns, thingNames, titles } from "./word-lists.ts";
import type { Word } from "./words.ts";

/** What a noun phrase names, as far as a pronoun cares. `measure` is a time, a sum or a count. */
export type Being = "person" | "group" | "thing" | "measure";

/** A noun phrase of a text, with what hangs on it by a preposition: "the cuts at NHS England". Offsets into that text. */
export type NounPhrase = {
  text: string;
  start: number;
  end: number;
  /** The noun that decides, in small letters: "cuts". */
  head: string;
  /** Content words in small letters, those of what hangs on it included. */
  content: string[];
  determiner: string | null;
  plural: boolean;
  being: Being;
  /** Written as a name: capitals on every word of substance. */
  named: boolean;
  /** What a title before the name tells: "Ms" and "Dame" are she. */
  gender: "he" | "she" | null;
  /** Where the core ends, before what hangs on it. */
  coreEnd: number;
  /** Words before the head, the determiner left out: "next" in "the next meeting". In small letters. */
  modifiers: string[];
};

const pluralsWithoutS = new Set("staff people men women children police".split(" "));

/** A noun in the form that tells "scheme" and "schemes" for one. */
export const singular = (noun: string): string =>
  noun
    .replace(/'s?$/u, "")
    .replace(/ies$/u, "y")
    .replace(/(?<!s|u|i)s$/u, "");

const isPlural = (head: string): boolean =>
  !/^\p{Lu}{2,}$/u.test(head) &&
  (pluralsWithoutS.has(head.toLowerCase()) ||
    (/[^su']s$/iu.test(head) && !/(?:sis|basis|tis)$/iu.test(head) && head.length > 3) ||
    /^[A-Z]{2,}s$/u.test(head));

/** Whether a word is a figure, with or without a letter behind it. */
export const isNumber = (word: Word): boolean => word.wordClass === "number" || /^\d/u.test(word.lower);

/** Whether a word begins with a capital; a name that redaction took out counts as one. */
export const isCapital = (word: Word): boolean => /^(?:\p{Lu}|\[name)/u.test(word.text);

const withoutDeterminer = (core: readonly Word[]): readonly Word[] =>
  core.length > 1 && determiners.has(core[0]!.lower) ? core.slice(1) : core;

/** What the words of a core name. */
export const beingOf = (core: readonly Word[], head: Word, named: boolean, plural: boolean): Being => {
  const nouns = withoutDeterminer(core);
  if (nouns.every((word) => isNumber(word) || measureNouns.has(word.lower))) return "measure";
  if (core.some(({ lower }) => lower.startsWith("[name"))) return "person";
  if (measureNouns.has(head.lower) && nouns.every((word) => word === head || isNumber(word) || word.wordClass === "adjective"))
    return "measure";
  if (nouns.some((word) => titles.has(word.lower)) && nouns.length > 1 && nouns.every(isCapital)) return "person";
  if (named && nouns.length > 1 && nouns.length < 5 && isPersonName(nouns)) return "person";
  if (roleNouns.has(plural ? singular(head.lower) : head.lower)) return "person";
  return groupNouns.has(singular(head.lower)) ? "group" : "thing";
};

const isPersonName = (nouns: readonly Word[]): boolean =>
  nouns.every((word) => /^\p{Lu}[\p{Ll}'’-]*\p{Ll}(?:['’-]\p{Lu}?\p{Ll}+)*$|^\p{Lu}['’]\p{Lu}\p{Ll}+$/u.test(word.text)) &&
  !nouns.some((word) => thingNames.has(word.lower) || groupNouns.has(singular(word.lower)));

/** The word that decides: the last noun, or the one before a number ("band 7", "Section 16"). */
const headOf = (core: readonly Word[]): Word => {
  const last = core.at(-1)!;
  const before = core.at(-2);
  return isNumber(last) && before && !isNumber(before) && !determiners.has(before.lower) ? before : last;
};

/** Makes a phrase of its core and of all its words, what hangs on it included. `text` is what they stand in. */
export const phraseOf = (text: string, core: readonly Word[], all: readonly Word[]): NounPhrase => {
  const determiner = determiners.has(core[0]!.lower) ? core[0]!.lower : null;
  const nouns = withoutDeterminer(core);
  const head = headOf(nouns);
  const plural = isPlural(head.text);
  const named = nouns.every((word) => isCapital(word) || isNumber(word)) && nouns.some(isCapital);
  const title = nouns.map((word) => titles.get(word.lower)).find((found) => found !== undefined);
  return {
    text: text.slice(core[0]!.start, all.at(-1)!.end),
    start: core[0]!.start,
    end: all.at(-1)!.end,
    head: head.lower,
    content: all.filter((word) => isContentWord(word.lower)).map((word) => word.lower),
    determiner,
    plural,
    being: beingOf(core, head, named, plural),
    named,
    gender: title ?? null,
    coreEnd: core.at(-1)!.end,
    modifiers: nouns.filter((word) => word !== head).map((word) => word.lower),
  };
};
