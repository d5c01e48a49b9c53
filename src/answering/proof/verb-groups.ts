import { forcesOf } from "./forces.ts";
import type { ReadWord } from "./reading.ts";
import { carriesOn, isAuxiliary, isParticiple, standsAmid } from "./verb-forms.ts";
import { beForms, determinerWords, modals, negators, pronouns } from "./word-lists.ts";

const nounish = /^(?:noun|name|number|adjective)$/;
const countsAlone = /^(?:all|both|some|many|few|most|that|those|these|this|each|any)$/;

/** "the merged boards", "a working document": a participle that only describes the noun behind it. */
const describes = (words: readonly ReadWord[], at: number): boolean => {
  const [before, word, after] = [words[at - 1], words[at]!, words[at + 1]];
  if (!isParticiple(word.word) || !after || after.clause !== word.clause || !nounish.test(after.wordClass)) return false;
  if (before === undefined || word.opens) return true;
  if (before.word === "to" || isAuxiliary(before)) return false;
  // "Give you written notice": behind a verb's own object the participle goes with the noun.
  if (/^(?:you|them|us|him|her|me|it)$/.test(before.word)) return words[at - 2]?.wordClass === "verb";
  if (pronouns.has(before.word)) return false;
  return !/^(?:noun|name|verb)$/.test(before.wordClass);
};

const followsModal = (words: readonly ReadWord[], at: number): boolean => {
  const [before, earlier] = [words[at - 1], words[at - 2]];
  if (!before) return false;
  return modals.has(before.word) || (standsAmid(before) && earlier !== undefined && modals.has(earlier.word));
};

/** "trusts will", "leave is": what stands right before an auxiliary is its subject. */
const isSubject = (words: readonly ReadWord[], at: number): boolean => {
  const after = words[at + 1];
  if (!after || after.clause !== words[at]!.clause || words[at - 1]?.word === "to") return false;
  return modals.has(after.word) || /^(?:is|are|was|were|has|have)$/.test(after.word);
};

/** What a guide tells its reader to do first in a clause; a reader of word classes takes most of these for nouns there. */
const orders: ReadonlySet<string> = new Set([
  ...[
    "contact",
    "check",
    "use",
    "call",
    "claim",
    "ask",
    "tell",
    "apply",
    "send",
    "write",
    "phone",
    "report",
    "register",
    "complain",
    "appeal",
  ],
  ...[
    "download",
    "visit",
    "read",
    "find",
    "pay",
    "keep",
    "give",
    "take",
    "put",
    "fill",
    "work",
    "follow",
    "choose",
    "move",
    "talk",
    "speak",
  ],
  ...["join", "submit", "request", "search", "answer", "complete", "deduct", "email"],
]);

const isOrder = (words: readonly ReadWord[], at: number): boolean => {
  const [before, word, after] = [words[at - 1], words[at]!, words[at + 1]];
  const opensClause = word.opens || (before !== undefined && before.clause !== word.clause);
  return (
    opensClause &&
    orders.has(word.word) &&
    after !== undefined &&
    (determinerWords.has(after.word) || after.wordClass !== "verb") &&
    !/^(?:of|is|are|was|were)$/.test(after.word)
  );
};

/** "The journal reports that ..." */
const reports = (words: readonly ReadWord[], at: number): boolean =>
  words[at + 1]?.word === "that" &&
  /^(?:noun|name)$/.test(words[at - 1]?.wordClass ?? "") &&
  forcesOf(words[at]!.word).has("said") &&
  /s$|ed$/.test(words[at]!.word);

const preposition = /^(?:in|of|to|on|for|with|by|from|at|about|into|between|under|over|through|without)$/;

/** "To changes", "are effects", "only changes in": no verb in -s stands after a preposition, a form of "be", or a verb and "only". */
const isPlural = (words: readonly ReadWord[], at: number): boolean => {
  const [earlier, before, word] = [words[at - 2], words[at - 1], words[at]!];
  if (!before || !/[^s]s$/.test(word.word)) return false;
  return preposition.test(before.word) || beForms.has(before.word) || (before.word === "only" && earlier?.wordClass === "verb");
};

const isVerb = (words: readonly ReadWord[], at: number): boolean => {
  const word = words[at]!;
  const before = words[at - 1];
  if (isAuxiliary(word)) return true;
  if (followsModal(words, at) && /^(?:adjective|verb)$/.test(word.wordClass)) return !word.light || word.wordClass === "verb";
  if (word.word === "pay" && before && (/'s?$/.test(before.word) || (before.wordClass === "noun" && !/s$/.test(before.word))))
    return false;
  if (isOrder(words, at) || reports(words, at)) return true;
  const isName = !word.opens && /^\p{Lu}/u.test(word.written);
  if (isPlural(words, at)) return false;
  // "For their own use", "a big help": behind an adjective a plain form is a noun.
  if (
    before &&
    (before.wordClass === "adjective" || before.word === "own") &&
    !isParticiple(word.word) &&
    !carriesOn.test(before.word)
  )
    return false;
  if (word.wordClass !== "verb" || isName || isSubject(words, at) || describes(words, at)) return false;
  return !(before && determinerWords.has(before.word) && !countsAlone.test(before.word));
};

const joins = (words: readonly ReadWord[], group: readonly ReadWord[], next: number): boolean => {
  const word = words[next]!;
  const last = group.at(-1)!;
  if (word.sentence !== last.sentence || word.clause !== last.clause) return false;
  if (word.word === "to")
    return carriesOn.test(last.word) || (beForms.has(last.word) && next + 1 < words.length && isVerb(words, next + 1));
  const isFull = !isAuxiliary(last) && !standsAmid(last) && last.word !== "to" && !carriesOn.test(last.word);
  if (isFull) return false;
  if (negators.has(word.word)) return word.word === "not" || word.word === "never";
  return standsAmid(word) || (carriesOn.test(word.word) && words[next + 1]?.word === "to") || isVerb(words, next);
};

const endsLoosely = (word: ReadWord): boolean => word.word === "to" || (standsAmid(word) && !negators.has(word.word));

/** The words of one verb group from `at`: auxiliaries, adverbs, "able to", and the verb. */
const groupFrom = (words: readonly ReadWord[], at: number): ReadWord[] => {
  const group = [words[at]!];
  for (let next = at + 1; next < words.length && joins(words, group, next); next += 1) group.push(words[next]!);
  while (group.length > 1 && endsLoosely(group.at(-1)!)) group.pop();
  return group;
};

const takesObject = (word: ReadWord): boolean =>
  determinerWords.has(word.word) ||
  /^(?:to|on|with|for|both|not)$/.test(word.word) ||
  /^(?:number|noun|adjective)$/.test(word.wordClass);

/** The likeliest verb of a sentence in which the reader of word classes found none: "Jones reports to Barker". */
const hiddenVerb = (sentence: readonly ReadWord[]): ReadWord | undefined =>
  sentence.find((word, at) => {
    const [before, after] = [sentence[at - 1], sentence[at + 1]];
    if (!before || !after || word.wordClass !== "noun" || /^\p{Lu}/u.test(word.written)) return false;
    return /^(?:noun|name)$/.test(before.wordClass) && takesObject(after);
  });

/** Finds the verb groups of a text in order: "must not be offered", "is likely to", "wants". Coarse: by word class and neighbours. */
export const verbGroupsOf = (words: readonly ReadWord[]): ReadWord[][] => {
  const groups = plainGroupsOf(words);
  const silent = [...new Set(words.map((word) => word.sentence))].filter(
    (sentence) => !groups.some(([first]) => first!.sentence === sentence),
  );
  const hidden = silent.flatMap((sentence) => hiddenVerb(words.filter((word) => word.sentence === sentence)) ?? []);
  return [...groups, ...hidden.map((word) => [word])].sort((a, b) => a[0]!.at - b[0]!.at);
};

const plainGroupsOf = (words: readonly ReadWord[]): ReadWord[][] => {
  const groups: ReadWord[][] = [];
  for (let at = 0; at < words.length; at += 1) {
    if (!isVerb(words, at)) continue;
    const group = groupFrom(words, at);
    groups.push(group);
    at = group.at(-1)!.at;
  }
  return groups;
};

/** The verb of a group that says what is done; null where only "is", "has" or "can" stands. */
export const headOf = (group: readonly ReadWord[]): ReadWord | null => {
  const last = group.at(-1)!;
  const before = group.at(-2);
  if (before && /^(?:do|have)$/.test(last.word) && (before.word === "to" || modals.has(before.word))) return last;
  const full = group.filter(
    (word, at) =>
      !isAuxiliary(word) &&
      !standsAmid(word) &&
      word.word !== "to" &&
      !negators.has(word.word) &&
      !(carriesOn.test(word.word) && group[at + 1]?.word === "to"),
  );
  return full.at(-1) ?? null;
};
