import type { Reading, ReadWord } from "./reading.ts";
import { carriesOn, isAuxiliary, isParticiple, isPastForm } from "./verb-forms.ts";
import { headOf, verbGroupsOf } from "./verb-groups.ts";
import { isPassive, type Tense, tenseOf } from "./verb-tense.ts";
import { denyingVerbs, denyingWords, determinerWords, negators } from "./word-lists.ts";

/**
 * One thing said of somebody: a verb with what stands before and after it. `head` is null where only "is" or "has" says it.
 * `denied`: it is said not to be so, by "not", "no" or "nobody"; `denies`: by its own verb ("refuses"). `passive`: the subject is who it is
 * done to. `sharedWith`: the predication whose auxiliaries it shares, as in "must not sell or lend".
 */
export type Predication = {
  group: ReadWord[];
  head: ReadWord | null;
  subject: ReadWord[];
  object: ReadWord[];
  tense: Tense;
  passive: boolean;
  denied: boolean;
  denies: boolean;
  sharedWith: Predication | null;
  /** It tells the reader to do it: "Contact your rep." */
  orders: boolean;
};

/** A verb group with the words between its neighbours, before it is understood. */
type Stretch = {
  group: ReadWord[];
  head: ReadWord | null;
  left: ReadWord[];
  right: ReadWord[];
  word: (at: number) => ReadWord | undefined;
};

const isRelative = (word: ReadWord): boolean => /^(?:who|which|that)$/.test(word.word);
const aloneBefore = /^(?:i|you|we|they|he|she|it|nobody|everyone|anyone)$/;

const sameClause = (a: ReadWord, b: ReadWord): boolean => a.clause === b.clause && a.sentence === b.sentence;

/** Of what was said before in the sentence, that which "and" goes on with: the last that has a time of its own. */
const goesOn = (first: ReadWord, earlier: readonly Predication[]): Predication | undefined =>
  earlier.findLast(
    (said) =>
      said.tense !== "bare" &&
      said.group[0]!.sentence === first.sentence &&
      !said.subject.some((word) => /^(?:how|what|which|who|that|whether|if)$/.test(word.word)),
  );

const preposition = /^(?:in|of|to|on|for|with|by|from|at|about|into|between|under|over|through|without)$/;
/** What follows "and" is a noun phrase of its own: it has an article, or a figure stands before the "and". */
const opensPhrase = (left: readonly ReadWord[], at: number): boolean =>
  at < left.length - 1 && (determinerWords.has(left[at + 1]!.word) || /\d/.test(left[at - 1]?.word ?? ""));

const opensAside = /^(?:including|among|such|namely|who|which)$/;

/** "All employers, including trusts, will": the subject stands before the aside. */
const beforeAside = ({ group, left, word }: Stretch, previous: Predication | undefined): ReadWord[] | null => {
  const opener = left[0] ?? previous?.group[0];
  const from =
    left.length > 0 && opensAside.test(left[0]!.word) && (left.length === 1 || !/^wh/.test(left[0]!.word))
      ? left[0]!
      : previous && previous.subject[0]?.word === "who" && sameClause(previous.group[0]!, group[0]!)
        ? previous.subject[0]
        : null;
  if (!opener || !from || left.at(-1)?.word === "who" || left.at(-1)?.word === "which") return null;
  const before: ReadWord[] = [];
  for (
    let at = from.at - 1;
    word(at) && word(at)!.sentence === from.sentence && word(at)!.clause === word(from.at - 1)!.clause;
    at -= 1
  )
    before.unshift(word(at)!);
  return before.length > 0 ? before : null;
};

/**
 * The subject of a verb among the words before it: a pronoun right before it stands alone; after "and" and after a relative clause the
 * subject is that of the verb before.
 */
const subjectOf = (stretch: Stretch, earlier: readonly Predication[]): ReadWord[] => {
  const previous = earlier.at(-1);
  const { group, left, word } = stretch;
  const first = group[0]!;
  const last = left.at(-1);
  if (last && aloneBefore.test(last.word)) return [last];
  const main = beforeAside(stretch, previous);
  if (main) return main;
  if (!previous || previous.group[0]!.sentence !== first.sentence) return left;
  if (/^(?:and|or|but|then|also)$/.test(word(first.at - 1)?.word ?? ""))
    return goesOn(first, earlier)?.subject ?? previous.subject;
  const asked = left.findLastIndex((it) => /^(?:how|what|whether)$/.test(it.word));
  if (asked > 0) return left.slice(asked);
  if (left.length === 0 && /^(?:how|what)$/.test(previous.subject[0]?.word ?? "")) return previous.subject;
  // "From the news that their jobs": what follows "that", or "and" with a new noun phrase, is the subject.
  const tail = left.findLastIndex(
    (it, at) => at > 0 && (it.word === "that" || (/^(?:and|but|or)$/.test(it.word) && opensPhrase(left, at))),
  );
  if (tail > 0 && preposition.test(left[0]!.word)) return left.slice(tail + 1);
  // No subject opens with a preposition: in "the income that they get from you is safe" it stands further back.
  if (preposition.test(left[0]?.word ?? "") && sameClause(previous.group[0]!, first) && previous.subject.length > 0) {
    const relative = previous.subject.findIndex(isRelative);
    return relative > 0 ? previous.subject.slice(0, relative) : previous.subject;
  }
  const pronoun = previous.subject.findIndex(isRelative);
  const opensClause = /^(?:mean|sai|think|believ|ensur|know|show|suggest|hope|expect)$/.test(previous.head?.stem ?? "");
  const closesRelative = pronoun > 0 && !opensClause && previous.group[0]!.clause === first.clause && !left.some(isRelative);
  return closesRelative ? previous.subject.slice(0, pronoun) : left;
};

/** "documents seen by the press", "wants jobs cut by May": a participle behind its noun, not a finite verb. */
const isReduced = ({ group, head, left, right }: Stretch, previous: Predication | undefined): boolean => {
  const opensAsParticiple = carriesOn.test(group[0]!.word) && isPastForm(group[0]!.word) && !isAuxiliary(group[0]!);
  if (opensAsParticiple && group.length > 1 && left.length > 0 && previous !== undefined) return true;
  if (head === null || group.length > 1 || !isParticiple(head.word) || /ing$/.test(head.word)) return false;
  const follows = right[0];
  if (follows?.word === "by") return true;
  const takesObject =
    follows !== undefined && (determinerWords.has(follows.word) || /^(?:noun|name|number|adjective)$/.test(follows.wordClass));
  const inClause = previous?.group.some((word) => sameClause(word, head)) === true;
  return inClause && !takesObject && !left.some((word) => isRelative(word) || /^(?:and|or|but)$/.test(word.word));
};

/** "lets boards appoint leaders": the verb after "let" and its object has no time of its own. */
const followsLet = ({ group }: Stretch, previous: Predication | undefined): boolean =>
  previous?.head != null &&
  /^(?:let|help|make)$/.test(previous.head.stem) &&
  group.length === 1 &&
  sameClause(previous.head, group[0]!);

const isPlainForm = (word: string): boolean => !/ing$/.test(word) && !isPastForm(word);

/** "do not have to write or give proof": the second verb has its "not" and its "have to" from the first. */
const auxiliaryOf = ({ group, word }: Stretch, earlier: readonly Predication[]): Predication | null => {
  const first = group[0]!;
  if (group.length > 1 || !/^(?:or|and|nor)$/.test(word(first.at - 1)?.word ?? "")) return null;
  const previous = earlier.at(-1);
  // "To look for a job or arrange training": the second has its "to" from the first.
  if (
    previous?.tense === "bare" &&
    word(previous.group[0]!.at - 1)?.word === "to" &&
    isPlainForm(first.word) &&
    sameClause(previous.group[0]!, first)
  )
    return previous;
  const from = earlier.findLastIndex(
    (said) =>
      said.sharedWith === null && said.group.length > 1 && (isAuxiliary(said.group[0]!) || carriesOn.test(said.group[0]!.word)),
  );
  const owner = earlier[from];
  if (!owner || owner.group[0]!.sentence !== first.sentence) return null;
  const between = earlier.slice(from + 1).some((said) => said.tense !== "bare" && said.sharedWith !== owner);
  return !between && isPlainForm(first.word) === isPlainForm(owner.head?.word ?? "") ? owner : null;
};

/** How often it is denied: "not" inside, "nobody" before, "no" behind. */
const denials = ({ group, left, right, word }: Stretch, previous: Predication | undefined): number => {
  const opensClause = !previous || !sameClause(previous.group.at(-1)!, group[0]!);
  const inside = group.filter((it) => negators.has(it.word) && !/^(?:only|just)$/.test(word(it.at + 1)?.word ?? ""));
  const before = left.filter(
    (it) =>
      negators.has(it.word) &&
      (opensClause ||
        /^(?:and|or|but|nor|that)$/.test(word(it.at - 1)?.word ?? "") ||
        (it.word === "not" && it.at === group[0]!.at - 1)),
  );
  const behind = right.slice(0, 2).filter((it, at) => negators.has(it.word) && (it.word !== "not" || at === 0));
  const yetTo = group.some((it) => it.word === "yet" && word(it.at + 1)?.word === "to") ? 1 : 0;
  return inside.length + Math.min(1, before.length) + Math.min(1, behind.length) + yetTo;
};

/** "It does not mean that you are chosen": the "not" is meant for what follows. */
const isDeniedBefore = ({ left }: Stretch, previous: Predication | undefined): boolean =>
  previous?.denied === true && /^(?:mean|follow|guarante)/.test(previous.head?.stem ?? "") && left[0]?.word === "that";

/** "Contact your rep", also behind a leading clause: "If it is late, contact your rep". */
const isOrder = ({ group, left, right, word }: Stretch): boolean => {
  const first = group[0]!;
  const opensClause =
    first.opens ||
    (left.length === 0 &&
      word(first.at - 1)?.clause !== first.clause &&
      !/^(?:and|or|but)$/.test(word(first.at - 1)?.word ?? ""));
  return opensClause && !isAuxiliary(first) && isPlainForm(first.word) && right.length > 0;
};

const understand = (stretch: Stretch, earlier: readonly Predication[]): Predication => {
  const { group, head, right, word } = stretch;
  const previous = earlier.at(-1);
  const owner = auxiliaryOf(stretch, earlier);
  const reduced = isReduced(stretch, previous);
  const isBare = reduced || followsLet(stretch, previous);
  return {
    group,
    head,
    subject: owner?.subject ?? subjectOf(stretch, earlier),
    object: right,
    sharedWith: owner,
    tense: owner?.tense ?? (isBare ? "bare" : tenseOf(group, head, word(group[0]!.at - 1))),
    passive: owner?.passive ?? (reduced || isPassive(group, head)),
    denied: (denials(stretch, previous) % 2 === 1 || owner?.denied === true) !== isDeniedBefore(stretch, previous),
    orders: isOrder(stretch),
    denies:
      (head !== null && denyingVerbs.has(head.word)) || [...group, ...right.slice(0, 3)].some((it) => denyingWords.has(it.word)),
  };
};

/** "Costs fall by 1% and output rises": the subject of the next verb is no object of this one. */
const withoutNext = (object: readonly ReadWord[], next: Predication | undefined): ReadWord[] => {
  const from = object.findIndex(
    (word, at) => /^(?:and|but|or|that)$/.test(word.word) && object[at + 1] !== undefined && object[at + 1] === next?.subject[0],
  );
  return from < 0 ? [...object] : object.slice(0, from);
};

/** Reads the predications of a text, in order. Coarse on purpose: verbs by word class, what belongs to them by nearness. */
export const predicationsOf = ({ words }: Reading): Predication[] => {
  const groups = verbGroupsOf(words);
  const says: Predication[] = [];
  for (const [number, group] of groups.entries()) {
    const [first, last] = [group[0]!, group.at(-1)!];
    const from = (groups[number - 1]?.at(-1)?.at ?? -1) + 1;
    const until = groups[number + 1]?.[0]?.at ?? words.length;
    const left = words.slice(from, first.at).filter((word) => sameClause(word, first));
    const right = words.slice(last.at + 1, until).filter((word) => sameClause(word, last));
    says.push(understand({ group, head: headOf(group), left, right, word: (at) => words[at] }, says));
  }
  return says.map((said, number) => ({ ...said, object: withoutNext(said.object, says[number + 1]) }));
};
