import type { WordClasses } from "../../ports/word-classes.ts";
import { beingOf, isCapital, isNumber, type NounPhrase, phraseOf } from "./noun-phrase.ts";
import { auxiliaries, determiners, emptyNouns, isContentWord, openingAuxiliaries, speakers } from "./word-lists.ts";
import { readWords, type Word } from "./words.ts";

const monthNames = new Set("january february march april may june july august september october november december".split(" "));
const isYear = ({ lower }: Word): boolean => /^(?:19|20)\d\d$/u.test(lower);

/** Nouns that "to" ties a phrase to: "access to a fund". After others it belongs to the verb. */
const nounsBeforeTo = new Set(
  "access right rights guide change changes entitlement alternative approach response damage amendment contribution contributions transfer reply letter objection return".split(
    " ",
  ),
);

const tyingPrepositions = new Set("of for at in on about between against under with from".split(" "));
const noModifiers = new Set("much many such same other own sure right true how often able likely due".split(" "));

/** "The York office and the Hull office": after an article, a capital opens a name whatever the reader takes it for. */
const isNominal = (word: Word): boolean =>
  word.wordClass === "adjective"
    ? !noModifiers.has(word.lower)
    : ["noun", "name"].includes(word.wordClass) &&
      (isContentWord(word.lower) || (word.wordClass === "name" && isCapital(word))) &&
      !openingAuxiliaries.has(word.lower);

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
