import type { WordClasses } from "../../ports/word-classes.ts";
import {
  auxiliaries,
  determiners,
  emptyNouns,
  groupNouns,
  isContentWord,
  measureNouns,
  openingAuxiliaries,
  roleNouns,
  speakers,
  thingNames,
  titles,
} from "./word-lists.ts";
import { readWords, type Word } from "./words.ts";

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

const monthNames = new Set("january february march april may june july august september october november december".split(" "));
const isYear = ({ lower }: Word): boolean => /^(?:19|20)\d\d$/u.test(lower);

/** Nouns that "to" ties a phrase to: "access to a fund". After others it belongs to the verb. */
const nounsBeforeTo = new Set(
  "access right rights guide change changes entitlement alternative approach response damage amendment contribution contributions transfer reply letter objection return".split(
    " ",
  ),
);

const tyingPrepositions = new Set("of for at in on about between against under with from".split(" "));
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

const isNumber = (word: Word): boolean => word.wordClass === "number" || /^\d/u.test(word.lower);

const noModifiers = new Set("much many such same other own sure right true how often able likely due".split(" "));

/** "The York office and the Hull office": after an article, a capital opens a name whatever the reader takes it for. */
const isNominal = (word: Word): boolean =>
  word.wordClass === "adjective"
    ? !noModifiers.has(word.lower)
    : ["noun", "name"].includes(word.wordClass) &&
      (isContentWord(word.lower) || (word.wordClass === "name" && isCapital(word))) &&
      !openingAuxiliaries.has(word.lower);

const isCapital = (word: Word): boolean => /^(?:\p{Lu}|\[name)/u.test(word.text);

const beingOf = (core: readonly Word[], head: Word, named: boolean, plural: boolean): Being => {
  const nouns = core.filter((word) => !determiners.has(word.lower));
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

const adjoins = (text: string, left: Word, right: Word): boolean => /^\s+$/u.test(text.slice(left.end, right.start));

/** The end (exclusive) of the core that starts at `from`: determiner, modifiers, head; `from` when there is none. */
const coreEnd = (text: string, words: readonly Word[], from: number): number => {
  let at = from;
  if (determiners.has(words[at]!.lower)) at += 1;
  const opens = at;
  for (; at < words.length; at += 1) {
    const word = words[at]!;
    if (at > from && !adjoins(text, words[at - 1]!, word)) break;
    if (word.wordClass === "adjective" && words[at - 1]?.lower === "how") break;
    // "In January 2025 NHS trusts were told": a year ends what it dates.
    if (at > from && isYear(words[at - 1]!) && (at === from + 1 || monthNames.has(words[at - 2]!.lower))) break;
    const next = words[at + 1];
    // "A change programme": a word that says little by itself still says which.
    const isLightModifier =
      word.wordClass === "noun" &&
      next !== undefined &&
      isNominal(next) &&
      next.wordClass !== "adjective" &&
      adjoins(text, word, next);
    // "The shared managing director": participles in a row go before the noun.
    const participleNext =
      next !== undefined && at + 2 < words.length && /(?:ed|ing)$/u.test(next.lower) && isNominal(words[at + 2]!);
    const modifies =
      word.wordClass === "verb" && /(?:ed|ing)$/u.test(word.lower) && next !== undefined && (isNominal(next) || participleNext);
    // "A mutually agreed scheme": an adverb and a participle before a noun belong to it.
    const isAdverb =
      at === opens && at > from && /ly$/u.test(word.lower) && next !== undefined && /(?:ed|al|ary|ic|ive)$/u.test(next.lower);
    const afterAdverb = at === opens + 1 && /ly$/u.test(words[opens]!.lower);
    const afterSuchNoun = at === opens + 1 && openingAuxiliaries.has(words[opens]!.lower);
    const afterParticiple = at === opens + 1 && at > from + 1 && /(?:ed|ing)$/u.test(words[opens]!.lower);
    const opensSubject =
      afterParticiple ||
      afterAdverb ||
      afterSuchNoun ||
      (at === opens && (at > from || (at > 0 && openingAuxiliaries.has(words[at - 1]!.lower))));
    // "Are fixed term workers ...": what follows the auxiliary of a question is its subject, whatever the reader takes it for.
    // A name goes on as long as the capitals do: "Act" alone would be read as a verb.
    const goesOnInCapitals =
      at > from && isCapital(word) && isCapital(words[at - 1]!) && !auxiliaries.has(word.lower) && !opensText(words, at - 1);
    // "A will writing service": behind an article an auxiliary is a noun.
    const isNounAfterAll = at === opens && /^(?:a|an)$/u.test(words[from]!.lower) && openingAuxiliaries.has(word.lower);
    if (
      isNounAfterAll ||
      isNominal(word) ||
      isNumber(word) ||
      (modifies && opensSubject) ||
      isAdverb ||
      goesOnInCapitals ||
      isLightModifier
    )
      continue;
    break;
  }
  // "Nursing and Midwifery Council": a name goes on over "and" when an article opens it.
  const [last, link, more] = [words[at - 1], words[at], words[at + 1]];
  if (last && link && more && at > opens && words[from]!.lower === "the" && ["and", "of", "for"].includes(link.lower))
    if (isCapital(last) && isCapital(more) && isNominal(more) && adjoins(text, last, link) && adjoins(text, link, more))
      return Math.max(at, coreEnd(text, words, at + 1));
  // An adjective alone names nothing: "is it free".
  while (at > opens && words[at - 1]!.wordClass === "adjective" && !nounBefore(words, opens, at - 1)) at -= 1;
  return at > opens ? at : from;
};

const opensText = (words: readonly Word[], at: number): boolean =>
  at === 0 && !determiners.has(words[0]!.lower) && words[0]!.wordClass === "other";

const nounBefore = (words: readonly Word[], from: number, to: number): boolean =>
  words.slice(from, to).some((word) => word.wordClass === "noun" || word.wordClass === "name") &&
  words.slice(from, to + 1).at(-1)!.wordClass !== "adjective";

const phraseOf = (text: string, core: readonly Word[], all: readonly Word[]): NounPhrase => {
  const determiner = determiners.has(core[0]!.lower) ? core[0]!.lower : null;
  const nouns = core.filter((word) => !determiners.has(word.lower));
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

/** The noun phrases of a text in reading order. With `attach`, what hangs on one by a preposition belongs to it. */
export const nounPhrases = (classes: WordClasses, text: string, attach = true): NounPhrase[] => {
  const words = readWords(classes, text);
  const phrases: NounPhrase[] = [];
  for (let at = 0; at < words.length; ) {
    const end = speakers.has(words[at]!.lower) && !determiners.has(words[at]!.lower) ? at : coreEnd(text, words, at);
    if (end === at) {
      at += 1;
      continue;
    }
    const whole = attach ? attachedEnd(text, words, end) : end;
    const phrase = phraseOf(text, words.slice(at, end), words.slice(at, whole));
    const owner = ownerOf(text, words.slice(at, end));
    if (owner) phrases.push(owner);
    if (phrase.content.length > 0 || phrase.being === "measure") phrases.push(phrase);
    at = whole;
  }
  return phrases.filter(({ head }) => !emptyNouns.has(head) && !auxiliaries.has(head));
};

/** "Deborah Finch's team" names her as well. */
const ownerOf = (text: string, core: readonly Word[]): NounPhrase | null => {
  const last = core.findIndex((word, place) => place < core.length - 1 && /['’]s?$/u.test(word.text));
  if (last < 0 || !isCapital(core[last]!)) return null;
  const owner = core[last]!;
  const name = { ...owner, text: owner.text.replace(/['’]s?$/u, ""), lower: owner.lower.replace(/'s?$/u, "") };
  name.end = owner.start + name.text.length;
  const words = [...core.slice(0, last), name];
  return phraseOf(text, words, words);
};

/** The end of "joining" or "learning fund" after a preposition; null for anything but a gerund. */
const gerundEnd = (text: string, words: readonly Word[], at: number): number | null => {
  const [gerund, noun] = [words[at]!, words[at + 1]];
  if (!/ing$/u.test(gerund.lower) || gerund.wordClass !== "verb") return null;
  const hasNoun = noun !== undefined && adjoins(text, gerund, noun) && isNominal(noun) && noun.wordClass !== "adjective";
  return hasNoun ? coreEnd(text, words, at + 1) : at + 1;
};

/** How far the phrases tied on by prepositions reach; times are left out, they say when and not what. */
const attachedEnd = (text: string, words: readonly Word[], end: number): number => {
  let reached = end;
  for (let ties = 0; ties < 2; ties += 1) {
    const tie = words[reached];
    const next = words[reached + 1];
    if (!tie || !next) break;
    if (!tyingPrepositions.has(tie.lower) && !(tie.lower === "to" && nounsBeforeTo.has(words[reached - 1]!.lower))) break;
    if (!adjoins(text, words[reached - 1]!, tie) || !adjoins(text, tie, next)) break;
    const inner = gerundEnd(text, words, reached + 1) ?? coreEnd(text, words, reached + 1);
    if (inner === reached + 1) break;
    if (
      tie.lower !== "of" &&
      beingOf(words.slice(reached + 1, inner), words[inner - 1]!, false, false) === "measure" &&
      !isYear(next)
    )
      break;
    reached = inner;
    // "The difference between VR and MARS": both or neither.
    const and =
      tie.lower === "between" && words[reached]?.lower === "and" && words[reached + 1] ? coreEnd(text, words, reached + 1) : 0;
    if (and > reached + 1) reached = and;
  }
  return reached;
};
