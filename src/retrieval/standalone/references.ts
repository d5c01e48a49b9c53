import type { WordClasses } from "../../ports/word-classes.ts";
import { listReferences } from "./list-references.ts";
import type { NounPhrase } from "./noun-phrase.ts";
import { nounPhrases } from "./noun-phrases.ts";
import type { Reference, ReferenceKind } from "./reference.ts";
import { auxiliaries, isContentWord, measureNouns, prepositions, speakers } from "./word-lists.ts";
import { readWords, type Word } from "./words.ts";

const pronouns: Readonly<Record<string, { kind: ReferenceKind; possessive?: boolean }>> = {
  he: { kind: "he" },
  him: { kind: "he" },
  his: { kind: "he", possessive: true },
  himself: { kind: "he" },
  she: { kind: "she" },
  her: { kind: "she" },
  hers: { kind: "she", possessive: true },
  they: { kind: "they" },
  them: { kind: "they" },
  their: { kind: "they", possessive: true },
  theirs: { kind: "they", possessive: true },
  it: { kind: "it" },
  its: { kind: "it", possessive: true },
};

const saying = new Set(
  "heard hear say says said saying true told tell think thinks thought know knows sure mean means meant so now rumour believe believes understand read see".split(
    " ",
  ),
);
const clauseWords = new Set(
  "if when because before after while once unless until that who which so but and or where whether whose as".split(" "),
);

/** "Is it true that ...", "how long does it take to ...": an "it" that stands for nothing said before. */
const emptyIt =
  /\bit (?:(?:is|was|be|seems|appears|looks) )?(?:(?:still|really|actually|always|ever|also|normally|usually) )*(?:(?:too|very|so|more) )?(?:true|possible|right|legal|lawful|illegal|ok|okay|fair|normal|fine|allowed|necessary|worth|late|hard|easy|better|best|safe|wise|the case|a good idea|time|up to|important|likely|common|usual|take|takes|cost|costs|matter|matters|make sense|mean)(?: (?:me|us|you|them|someone|an? \w+))? (?:to|that|if|for \w+ to|when|how|whether|who|what)\b/giu;

const spansOf = (pattern: RegExp, text: string): [number, number][] =>
  [...text.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length]);

const inSpan = (spans: readonly [number, number][], at: number): boolean => spans.some(([start, end]) => at >= start && at < end);

/** Whether the clause ends between two places, so that a pronoun can mean a noun before it. */
const clauseEndsBetween = (text: string, words: readonly Word[], from: number, to: number): boolean =>
  /[,;:.!?\n]/u.test(text.slice(from, to)) ||
  words.some((word) => word.start >= from && word.end <= to && clauseWords.has(word.lower));

/** "If an employer fails to consult, can it be fined?": the question itself names what the pronoun means. */
const namedBefore = (
  text: string,
  words: readonly Word[],
  phrases: readonly NounPhrase[],
  word: Word,
  kind: ReferenceKind,
  possessive: boolean,
) =>
  phrases.some((phrase) => {
    if (phrase.end > word.start || phrase.being === "measure") return false;
    if (kind === "he" || kind === "she") return phrase.being === "person" && !phrase.plural;
    const fits = kind === "they" ? phrase.plural || phrase.being !== "thing" : !phrase.plural && phrase.being !== "person";
    return fits && (possessive || clauseEndsBetween(text, words, phrase.end, word.start));
  });

const isTimeWord = (word: Word | undefined): boolean => word !== undefined && measureNouns.has(word.lower.replace(/'s$/u, ""));

/** What "this", "that", "these" or "those" does at a place: points alone, points with a noun, or only joins clauses. */
const demonstrative = (words: readonly Word[], phrases: readonly NounPhrase[], at: number): "alone" | NounPhrase | null => {
  const [before, word, next] = [words[at - 1], words[at]!, words[at + 1]];
  const phrase = phrases.find(({ start }) => start === word.start) ?? null;
  if (isTimeWord(next)) return null;
  if (next && /^ones?$/u.test(next.lower)) return "alone";
  if (word.lower === "that" && before) {
    const afterNoun = (before.wordClass === "noun" || before.wordClass === "name") && !clauseWords.has(before.lower);
    if (
      saying.has(before.lower) &&
      next &&
      (speakers.has(next.lower) || phrase || next.lower in pronouns || next.lower === "the")
    )
      return null;
    if (afterNoun && next && (auxiliaries.has(next.lower) || next.wordClass === "verb" || speakers.has(next.lower) || phrase))
      return null;
    // "Since when is that the rule" asks about it; "I heard that the rule" does not.
    const isSubject = auxiliaries.has(before.lower);
    if (!isSubject && next && (speakers.has(next.lower) || ["the", "a", "an", "there"].includes(next.lower))) return null;
  }
  // "Is that working days?": one thing is pointed at, and several are named.
  const agrees = phrase !== null && phrase.plural === /^th[eo]se$/u.test(word.lower);
  return agrees && phrase.determiner === word.lower ? phrase : "alone";
};

/** Finds what in a question points at something said before. Pronouns that the question itself explains are left out. */
export const findReferences = (classes: WordClasses, text: string): Reference[] => {
  const words = readWords(classes, text);
  const phrases = nounPhrases(classes, text);
  const empty = spansOf(emptyIt, text);
  const ordinals = listReferences(text);
  const found: Reference[] = [...ordinals];
  const add = (word: Word, more: Partial<Reference> & { kind: ReferenceKind }): void => {
    found.push({ start: word.start, end: word.end, possessive: false, noun: null, place: null, sure: true, ...more });
  };
  for (const [at, word] of words.entries()) {
    if (ordinals.some(({ start, end }) => word.start >= start && word.start < end)) continue;
    const [before, next] = [words[at - 1], words[at + 1]];
    const pronoun = Object.hasOwn(pronouns, word.lower.replace(/'(?:s|re|ll|ve|d)$/u, ""))
      ? pronouns[word.lower.replace(/'(?:s|re|ll|ve|d)$/u, "")]!
      : null;
    if (pronoun) {
      if (pronoun.kind === "it" && inSpan(empty, word.start)) continue;
      const possessive = pronoun.possessive === true || (word.lower === "her" && next !== undefined && isContentWord(next.lower));
      if (namedBefore(text, words, phrases, word, pronoun.kind, possessive)) continue;
      add(word, { kind: pronoun.kind, possessive, end: word.start + word.lower.replace(/'(?:s|re|ll|ve|d)$/u, "").length });
    } else if (/^(?:this|that|these|those|that's)$/u.test(word.lower)) {
      const role = demonstrative(words, phrases, at);
      const length = word.lower.replace(/'s$/u, "").length;
      if (role === null) continue;
      if (role === "alone") {
        const withOne = next && /^ones?$/u.test(next.lower);
        add(word, { kind: /^th[eo]se$/u.test(word.lower) ? "they" : "that", end: withOne ? next.end : word.start + length });
      } else add(word, { kind: "kind", end: role.coreEnd, noun: role });
    } else if (word.lower === "there") {
      const exists = [before, next].some(
        (near) => near && /^(?:is|are|was|were|be|been|will|has|have|any|a|an|isn't|aren't)$/u.test(near.lower),
      );
      if (!exists || (next === undefined && before && prepositions.has(before.lower))) add(word, { kind: "there" });
    } else if (/^ones?$/u.test(word.lower) && !["this", "that", "these", "those"].includes(before?.lower ?? "")) {
      const counts =
        next !== undefined && ["noun", "adjective", "name", "number"].includes(next.wordClass) && isContentWord(next.lower);
      const general = /^(?:no|any|every|some|to|at|each|than|only)$/u.test(before?.lower ?? "");
      if (!counts && !general && next?.lower !== "to" && next?.lower !== "day") {
        const widened = next?.lower === "of" && /^(?:them|those|these)$/u.test(words[at + 2]?.lower ?? "");
        if (!widened) add(word, { kind: "one" });
      }
    }
  }
  for (const phrase of phrases) {
    const isBare =
      phrase.determiner === "the" && phrase.content.length === 1 && phrase.content[0] === phrase.head && !phrase.named;
    const overlaps = found.some(({ start, end }) => phrase.start < end && start < phrase.end);
    if (isBare && !overlaps && phrase.being !== "measure")
      found.push({
        kind: "kind",
        start: phrase.start,
        end: phrase.end,
        possessive: false,
        noun: phrase,
        place: null,
        sure: false,
      });
  }
  return found.sort((a, b) => a.start - b.start);
};
