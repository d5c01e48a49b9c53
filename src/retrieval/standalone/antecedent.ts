import type { WordClasses } from "../../ports/word-classes.ts";
import { type NounPhrase, nounPhrases, singular } from "./noun-phrases.ts";
import { contrasting, type ReferenceKind } from "./references.ts";
import type { RememberedTurn } from "./thread-memory.ts";
import { auxiliaries, mayBePerson } from "./word-lists.ts";
import { lowerWords } from "./words.ts";

/** What a pronoun most likely stands for. `sure` when no other candidate came near. */
export type Antecedent = { text: string; phrase: NounPhrase; sure: boolean };

type Candidate = { text: string; phrase: NounPhrase; score: number };
type PronounKind = Exclude<ReferenceKind, "kind" | "ordinal" | "all">;

const maxTurnsBack = 4;
const maxWords = 12;

/** How well a phrase can be what a pronoun stands for, by number and kind; null when it cannot. */
const fitOf = (kind: PronounKind, phrase: NounPhrase): number | null => {
  const { being, plural, named } = phrase;
  if (being === "measure") return null;
  const person = being === "person";
  switch (kind) {
    case "he":
    case "she":
      if (!person && being === "thing" && !plural && mayBePerson(phrase.head)) return 1.5;
      if (!person || plural || (phrase.gender !== null && phrase.gender !== kind)) return null;
      return named ? 5 : 3;
    case "they":
      if (plural) return being === "thing" ? 2.8 : 3.2;
      return being === "group" ? 2 : person ? (named ? 1 : 2) : named ? 0.5 : null;
    case "it":
      return person ? null : plural ? 1 : being === "group" ? 2 : mayBePerson(phrase.head) ? 1.5 : 3;
    case "that":
      return person ? null : plural ? 2 : being === "group" ? 1.5 : 3;
    case "there":
      return person || plural ? null : being === "group" || named ? 2.5 : 2;
    case "one":
      if (phrase.determiner === "a" || phrase.determiner === "an") return 3.5;
      return person ? null : plural || being === "group" || (named && phrase.determiner === null) ? 1.5 : 2.5;
  }
};

/** The phrase as it can stand in another sentence: no asking word before it, no capital of a sentence's start. */
const wordingOf = (phrase: NounPhrase, opensSentence: boolean): string => {
  const text = phrase.text
    .replace(/^(?:which|what|any|some|each|every|all|no|another)\s+/iu, "")
    .replace(/^(?:your|our)\s+/iu, "the ")
    .split(/\s+/u)
    .slice(0, maxWords)
    .join(" ");
  // Only an article loses the capital of its place: any other first word may be a name.
  return opensSentence && /^(?:the|a|an|my)\b/iu.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;
};

const isOpen = ({ determiner }: NounPhrase): boolean => /^(?:its|their|his|her|this|that|these|those)$/u.test(determiner ?? "");

/** Whether the answer speaks of what the question named. */
const repeats = ({ asked, answered }: RememberedTurn): boolean =>
  answered.some(({ phrase }) => asked.some(({ head }) => phrase.content.some((word) => singular(word) === singular(head))));

const candidatesOf = (turn: RememberedTurn, kind: PronounKind, hints: readonly string[]): Candidate[] => {
  const askedHeads = new Set(turn.asked.map(({ head }) => singular(head)));
  const fromQuestion = turn.asked.flatMap((phrase, order): Candidate[] => {
    const fit = fitOf(kind, phrase);
    if (fit === null || isOpen(phrase)) return [];
    const isPerson = phrase.being === "person";
    // A single thing that "they" may stand for at need is no subject that counts.
    const counts = kind !== "they" || phrase.plural || phrase.being !== "thing";
    const introduced =
      counts && (!isPerson || kind === "they") && (phrase.determiner === "a" || phrase.determiner === "an") ? 1 : 0;
    const isGroup = phrase.being === "group" && !phrase.plural;
    const isOfOtherNumber = isGroup || (phrase.plural && kind !== "they" && phrase.being === "group");
    // "Has DHSC a scheme?": who has it is less what it is about than what it has.
    const isNameAlone = phrase.named && phrase.determiner === null && phrase.being === "thing" && !turn.defines;
    const isTiedOn = /\b(?:for|on|at|in|to|of|with|from|by|about)\s+$/iu.test(turn.question.slice(0, phrase.start));
    const subject = !counts || order > 0 || isTiedOn ? 0 : !isOfOtherNumber ? (isNameAlone ? 0.3 : 1) : kind === "they" ? 0.3 : 0;
    const defined = counts && turn.defines && order === 0 ? 1.5 : 0;
    const asksWhich = phrase.determiner === "which" || phrase.determiner === "what" ? -0.5 : 0;
    return [
      {
        text: wordingOf(phrase, phrase.start === 0),
        phrase,
        score: fit + introduced + subject + defined + asksWhich - order * 0.2,
      },
    ];
  });
  const repeatsQuestion = repeats(turn);
  let filled = false;
  const fromAnswer = turn.answered.flatMap(({ phrase, sentence, sentenceText }, order): Candidate[] => {
    const fit = fitOf(kind, phrase);
    if (fit === null || isOpen(phrase)) return [];
    const known = askedHeads.has(singular(phrase.head));
    const isWanted = turn.wantedNoun !== null && singular(phrase.head) === turn.wantedNoun;
    let fills = 0;
    const inNumber = kind === "one" ? phrase.determiner === "a" || phrase.determiner === "an" : !phrase.plural || kind === "they";
    if (!filled && inNumber && (isWanted || !known) && turn.wanted !== null) {
      filled = true;
      fills = { who: kind === "it" || kind === "that" ? 0.8 : 2, which: isWanted ? 3 : 2, where: 2.5, how: 0.5 }[turn.wanted];
      // A short answer names nothing but what was wanted: "Who sets pay?" "The review body."
      if (!repeatsQuestion) fills += 0.8;
      else if (!isWanted && turn.wanted === "which") fills = Math.min(fills, 0.5);
    }
    const subject = phrase.start === 0 ? 0.6 : 0;
    const hinted = hints.length > 0 && saysAny(sentenceText, hints) ? hintWeight : 0;
    const isNew =
      /^an?$/u.test(phrase.determiner ?? "") && !/\b(?:is|are|was|were|be)\s+$/iu.test(sentenceText.slice(0, phrase.start));
    const introduced = isNew && kind !== "they" && phrase.being !== "person" ? 0.6 : 0;
    const place = Math.min(order, 6) * 0.15 + sentence * 0.3;
    return [
      {
        text: wordingOf(phrase, phrase.start === 0),
        phrase,
        score: fit + fills + subject + hinted + introduced + (known ? 0.5 : 0) - place,
      },
    ];
  });
  return [...fromQuestion, ...fromAnswer, ...(kind === "they" ? togetherIn(turn) : [])];
};

/** "Why is it low?" after "Staff morale is low": the sentence that says the same of something is the one meant. */
const hintWeight = 1.5;
const rootLetters = 5;
const rootOf = (word: string): string => singular(word).slice(0, rootLetters);
const saysAny = (sentence: string, hints: readonly string[]): boolean => {
  const roots = new Set(lowerWords(sentence).map(rootOf));
  return hints.some((hint) => roots.has(rootOf(hint)));
};

/** Several named together: "Unison, GMB and MiP", "a colleague or a rep". */
const togetherIn = (turn: RememberedTurn): Candidate[] =>
  turn.wanted !== "who" && (turn.wanted !== "which" || repeats(turn))
    ? []
    : turn.prose.sentences.slice(0, 2).flatMap((sentenceText, sentence): Candidate[] => {
        const run = enumeration(
          sentenceText,
          turn.answered.filter((each) => each.sentence === sentence).map(({ phrase }) => phrase),
        );
        const [first, last] = [run[0], run.at(-1)];
        if (!first || !last || run.length < 2 || run.some(({ being, determiner }) => being === "measure" || determiner === "no"))
          return [];
        const text = sentenceText.slice(first.start, last.end);
        const phrase = { ...last, text, head: text, start: first.start, plural: true };
        return [{ text: wordingOf(phrase, first.start === 0 && !first.named), phrase, score: 5.5 - sentence }];
      });

/** Candidates that name the same thing are one: the fuller wording with the better score. */
const merged = (candidates: readonly Candidate[]): Candidate[] => {
  const byHead = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const key = singular(candidate.phrase.head);
    const known = byHead.get(key);
    if (!known) byHead.set(key, candidate);
    else {
      // The member's own words do, where they say which; the answer's may say more than is known.
      const saysWhich = known.phrase.content.length > 1;
      const fuller = !saysWhich && candidate.phrase.content.length > known.phrase.content.length ? candidate : known;
      byHead.set(key, { ...fuller, score: Math.max(candidate.score, known.score) + 0.3 });
    }
  }
  return [...byHead.values()].sort((a, b) => b.score - a.score);
};

const turnPenalty = 1.5;
const leastMargin = 0.5;

/**
 * What a pronoun stands for: the phrase of the earlier turns that fits it in number and kind and was most in focus.
 * Subjects come before objects, what the answer was asked to name before what it says besides, newer turns before
 * older ones (after centering theory: Grosz, Joshi and Weinstein, Computational Linguistics 21, 1995). `turns` are oldest
 * first; `taken` is what other pronouns of the same question stand for already, `hints` are words of substance of that question.
 */
export const findAntecedent = (
  turns: readonly RememberedTurn[],
  kind: PronounKind,
  { taken = new Set(), hints = [] }: { taken?: ReadonlySet<string>; hints?: readonly string[] } = {},
): Antecedent | null => {
  const recent = turns.slice(-maxTurnsBack).reverse();
  const ranked = merged(
    recent.flatMap((turn, back) =>
      candidatesOf(turn, kind, hints).map((candidate) => ({ ...candidate, score: candidate.score - back * turnPenalty })),
    ),
  ).filter(({ text }) => !taken.has(text));
  const [best, second] = ranked;
  if (!best) return null;
  return { text: best.text, phrase: best.phrase, sure: second === undefined || best.score - second.score >= leastMargin };
};

/**
 * The fullest phrase of the last turns with the same noun: "the scheme" after "a mutual resignation scheme"; "the next
 * meeting" after "the first meeting of the forum" becomes the next one of it. Null when there is none that says more.
 */
export const findNamesake = (turns: readonly RememberedTurn[], noun: NounPhrase): string | null => {
  const head = singular(noun.head);
  for (const turn of turns.slice(-maxTurnsBack).reverse()) {
    const phrases = [...turn.asked, ...turn.answered.map(({ phrase }) => phrase)];
    const same = phrases.filter((phrase) => singular(phrase.head) === head && !isOpen(phrase));
    const fullest = same.sort((a, b) => b.content.length - a.content.length)[0];
    if (fullest && fullest.content.length > noun.content.length)
      return withModifiersOf(noun, wordingOf(fullest, fullest.start === 0));
  }
  return null;
};

const withModifiersOf = (noun: NounPhrase, text: string): string => {
  const bare = text.replace(/^(?:the|an?|my)\s+/iu, "");
  if (noun.modifiers.length === 0) return /^my\b/iu.test(text) ? text : `the ${bare}`;
  const [first = "", ...rest] = bare.split(" ");
  return `the ${noun.modifiers.join(" ")} ${contrasting.has(first.toLowerCase()) ? rest.join(" ") : bare}`;
};

/** The points of the last list that an answer or a question gave, newest turn first; empty when none did. */
export const listedPoints = (classes: WordClasses, turns: readonly RememberedTurn[]): string[] => {
  for (const turn of turns.slice(-maxTurnsBack).reverse()) {
    if (turn.prose.items.length > 1) return turn.prose.items;
    for (const sentenceText of turn.prose.sentences) {
      const told = toldList(sentenceText);
      if (told.length > 1) return told;
      const phrases = turn.answered.filter((each) => each.sentenceText === sentenceText).map(({ phrase }) => phrase);
      const run = enumeration(sentenceText, phrases).map((phrase) => wordingOf(phrase, phrase.start === 0));
      if (run.length > 1) return run;
    }
    const asked = enumeration(turn.question, nounPhrases(classes, turn.question, false));
    if (asked.length > 1) return asked.map((phrase) => wordingOf(phrase, phrase.start === 0));
  }
  return [];
};

/** "Three faults: late invoices, missing receipts and double payments", "by slotting in or by competition". */
const toldList = (sentence: string): string[] => {
  const afterColon = sentence.includes(":") ? sentence.slice(sentence.indexOf(":") + 1) : null;
  if (afterColon === null && lowerWords(sentence).some((word) => auxiliaries.has(word))) return [];
  const list = (afterColon ?? sentence)
    .replace(/[.!]+$/u, "")
    .trim()
    .replace(/^(?:by|with|either|both|through)\s+/iu, "");
  const points = list.split(/\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+/u).filter((point) => point !== "");
  const isList = points.length > 1 && points.every((point) => lowerWords(point).length <= 5);
  return isList && (afterColon !== null || /^(?:by|with|either|both|through)\b/iu.test(sentence)) ? points : [];
};

const enumeration = (sentence: string, phrases: readonly NounPhrase[]): NounPhrase[] => {
  let run: NounPhrase[] = [];
  let best: NounPhrase[] = [];
  for (const phrase of phrases) {
    const last = run.at(-1);
    // "A career break, compressed hours or a job share": a participle before the noun belongs to its point.
    const link = last ? sentence.slice(last.end, phrase.start) : "";
    const joined = /^\s*(?:,\s*(?:and|or)?|and|or|,?\s*then)\s+(\p{L}+(?:ed|ing|ly)\s+)?$/iu.exec(link);
    const start = phrase.start - (joined?.[1]?.length ?? 0);
    const point = joined?.[1] ? { ...phrase, start, text: sentence.slice(start, phrase.end) } : phrase;
    run = joined ? [...run, point] : [phrase];
    if (run.length > best.length) best = run;
  }
  return best;
};
