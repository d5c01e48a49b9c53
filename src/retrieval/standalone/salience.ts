import { enumeration } from "./enumeration.ts";
import { type NounPhrase, singular } from "./noun-phrase.ts";
import type { ReferenceKind } from "./reference.ts";
import type { RememberedTurn } from "./thread-memory.ts";
import { mayBePerson } from "./word-lists.ts";
import { isOpen, wordingOf } from "./wording.ts";
import { lowerWords } from "./words.ts";

/** A phrase of an earlier turn with how much it was in focus: the higher, the likelier it is meant. */
export type Candidate = { text: string; phrase: NounPhrase; score: number };

/** Pronouns that stand for one phrase. */
export type PronounKind = Exclude<ReferenceKind, "kind" | "ordinal" | "all">;

/**
 * What brings a phrase into focus, in points; fitted by hand on the rows of `follow-ups-standalone.jsonl` that are for tuning.
 * A fit in number and kind is worth 0.5 to 5 (`fitOf`), each place further back in the question costs 0.2.
 */
const weights = {
  /** The first phrase of the question; less when it is of another number or a bare name ("has DHSC a scheme"). */
  subject: 1,
  weakSubject: 0.3,
  /** "Is there a scheme": what the question brings up. */
  introduced: 1,
  /** "What is MARS": stays the subject whatever the answer says it is. */
  defined: 1.5,
  /** "Which unions": asked for, so its members are meant more often. */
  askedFor: -0.5,
  answerSubject: 0.6,
  answerIntroduced: 0.6,
  /** Named in the question and in the answer. */
  known: 0.5,
  /** The sentence of the answer says what the follow-up says: "why is it low" of "morale is low". */
  hinted: 1.5,
  /** Several named together for one "they". */
  together: 5.5,
} as const;

/** What the question wanted named, by its asking word; `member` when the answer names one of the kind asked for. */
const fills = {
  who: 2,
  whoForThing: 0.8,
  which: 2,
  member: 3,
  where: 2.5,
  how: 0.5,
  shortAnswer: 0.8,
  besideTheKind: 0.5,
} as const;

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

/** Whether the answer speaks of what the question named. */
const repeats = ({ asked, answered }: RememberedTurn): boolean =>
  answered.some(({ phrase }) => asked.some(({ head }) => phrase.content.some((word) => singular(word) === singular(head))));

const rootLetters = 5;
const rootOf = (word: string): string => singular(word).slice(0, rootLetters);
const saysAny = (sentence: string, hints: readonly string[]): boolean => {
  const roots = new Set(lowerWords(sentence).map(rootOf));
  return hints.some((hint) => roots.has(rootOf(hint)));
};

const startsWithA = ({ determiner }: NounPhrase): boolean => determiner === "a" || determiner === "an";

const subjectPoints = (turn: RememberedTurn, kind: PronounKind, phrase: NounPhrase, order: number): number => {
  const isTiedOn = /\b(?:for|on|at|in|to|of|with|from|by|about)\s+$/iu.test(turn.question.slice(0, phrase.start));
  if (order > 0 || isTiedOn) return 0;
  const isOfOtherNumber = phrase.being === "group" && (!phrase.plural || kind !== "they");
  if (isOfOtherNumber) return kind === "they" ? weights.weakSubject : 0;
  // "Has DHSC a scheme?": who has it is less what it is about than what it has.
  const isNameAlone = phrase.named && phrase.determiner === null && phrase.being === "thing" && !turn.defines;
  return isNameAlone ? weights.weakSubject : weights.subject;
};

const fromQuestion = (turn: RememberedTurn, kind: PronounKind): Candidate[] =>
  turn.asked.flatMap((phrase, order): Candidate[] => {
    const fit = fitOf(kind, phrase);
    if (fit === null || isOpen(phrase)) return [];
    // A single thing that "they" may stand for at need is no subject that counts.
    const counts = kind !== "they" || phrase.plural || phrase.being !== "thing";
    const introduced = startsWithA(phrase) && (phrase.being !== "person" || kind === "they") ? weights.introduced : 0;
    const defined = turn.defines && order === 0 ? weights.defined : 0;
    const askedFor = /^(?:which|what)$/u.test(phrase.determiner ?? "") ? weights.askedFor : 0;
    const focus = counts ? introduced + subjectPoints(turn, kind, phrase, order) + defined : 0;
    return [{ text: wordingOf(phrase), phrase, score: fit + focus + askedFor - order * 0.2 }];
  });

const fillPoints = (turn: RememberedTurn, kind: PronounKind, isMember: boolean): number => {
  const { wanted } = turn;
  if (wanted === null) return 0;
  const repeated = repeats(turn);
  if (wanted === "which" && repeated && !isMember) return fills.besideTheKind;
  const forThing = wanted === "who" && (kind === "it" || kind === "that");
  const points = forThing ? fills.whoForThing : wanted === "which" && isMember ? fills.member : fills[wanted];
  // A short answer names nothing but what was wanted: "Who sets pay?" "The review body."
  return repeated ? points : points + fills.shortAnswer;
};

const fromAnswer = (turn: RememberedTurn, kind: PronounKind, hints: readonly string[]): Candidate[] => {
  const askedHeads = new Set(turn.asked.map(({ head }) => singular(head)));
  let filled = false;
  return turn.answered.flatMap(({ phrase, sentence, sentenceText }, order): Candidate[] => {
    const fit = fitOf(kind, phrase);
    if (fit === null || isOpen(phrase)) return [];
    const known = askedHeads.has(singular(phrase.head));
    const isMember = turn.wantedNoun !== null && singular(phrase.head) === turn.wantedNoun;
    const inNumber = kind === "one" ? startsWithA(phrase) : !phrase.plural || kind === "they";
    // Only the first phrase that could have been wanted is what was wanted.
    const fillsFirst = !filled && inNumber && (isMember || !known);
    const fill = fillsFirst ? fillPoints(turn, kind, isMember) : 0;
    filled ||= fillsFirst;
    const isSaidToBe = /\b(?:is|are|was|were|be)\s+$/iu.test(sentenceText.slice(0, phrase.start));
    const introduced =
      startsWithA(phrase) && !isSaidToBe && kind !== "they" && phrase.being !== "person" ? weights.answerIntroduced : 0;
    const subject = phrase.start === 0 ? weights.answerSubject : 0;
    const hinted = saysAny(sentenceText, hints) ? weights.hinted : 0;
    const place = Math.min(order, 6) * 0.15 + sentence * 0.3;
    const score = fit + fill + subject + hinted + introduced + (known ? weights.known : 0) - place;
    return [{ text: wordingOf(phrase), phrase, score }];
  });
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
        return [{ text: wordingOf(phrase, first.start === 0 && !first.named), phrase, score: weights.together - sentence }];
      });

/** Every phrase of a turn that a pronoun could stand for. `hints` are the other words of the follow-up, in small letters. */
export const candidatesOf = (turn: RememberedTurn, kind: PronounKind, hints: readonly string[]): Candidate[] => [
  ...fromQuestion(turn, kind),
  ...fromAnswer(turn, kind, hints),
  ...(kind === "they" ? togetherIn(turn) : []),
];
