import { irregularPasts } from "./irregular-forms.ts";
import type { Reading, ReadWord } from "./reading.ts";
import {
  beForms,
  denyingVerbs,
  denyingWords,
  determinerWords,
  doForms,
  haveForms,
  modals,
  negators,
  pronouns,
} from "./word-lists.ts";

/** When a thing said happens. `bare`: the words do not say (infinitives, participles). */
export type Tense = "done" | "past" | "present" | "ongoing" | "ahead" | "bare";

/**
 * One thing said of somebody: a verb with what stands before and after it. `head` is null where only "is" or "has" says it.
 * `denied`: it is said not to be so, by "not", "no" or "nobody". `passive`: the subject is who it is done to.
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
  /** The predication whose auxiliaries it shares: "must not sell or lend". */
  sharedWith: Predication | null;
};

const amid = /^(?:also|already|still|yet|now|only|just|always|ever|never|not|soon|then|even|often|usually)$/;
const semiModal =
  /^(?:have|has|had|having|need|needs|ought|going|able|unable|likely|unlikely|expected|due|required|allowed|entitled|set|supposed|used|meant|yet|obliged|scheduled|free|permitted)$/;
/** Nouns of this trade that a general reader of word classes often takes for verbs. */
const seldomVerbs = new Set(
  "staff notice terms job jobs union unions post posts scheme schemes band pay contract contracts benefits rules rep reps".split(
    " ",
  ),
);
const nounish = new Set(["noun", "name", "number", "adjective"]);

const isAuxiliary = (word: ReadWord): boolean =>
  modals.has(word.word) || beForms.has(word.word) || haveForms.has(word.word) || doForms.has(word.word);

/** Adverbs that may stand inside a verb group. */
const standsAmid = (word: ReadWord): boolean =>
  amid.test(word.word) || (word.wordClass === "other" && /[a-z]ly$/.test(word.word));

const isParticiple = (word: ReadWord): boolean => /(?:ed|en|ing)$/.test(word.word) || irregularPasts.has(word.word);

/** "the merged boards", "a working document": a participle that only describes the noun behind it. */
const describes = (words: readonly ReadWord[], at: number): boolean => {
  const [before, word, after] = [words[at - 1], words[at]!, words[at + 1]];
  if (!isParticiple(word) || !after || after.clause !== word.clause || !nounish.has(after.wordClass)) return false;
  return (
    before === undefined ||
    word.opens ||
    (!["noun", "name", "verb"].includes(before.wordClass) && !isAuxiliary(before) && !pronouns.has(before.word))
  );
};

const isVerb = (words: readonly ReadWord[], at: number): boolean => {
  const word = words[at]!;
  if (isAuxiliary(word)) return true;
  const before = words[at - 1];
  if (before && (modals.has(before.word) || before.word === "not") && seldomVerbs.has(word.word)) return true;
  if (word.wordClass !== "verb" || seldomVerbs.has(word.word) || describes(words, at)) return false;
  return !(
    before &&
    determinerWords.has(before.word) &&
    !/^(?:all|both|some|many|few|most|that|those|these|this|each|any)$/.test(before.word)
  );
};

/** The words of one verb group from `at`: auxiliaries, adverbs, "able to", and the verb. */
const groupFrom = (words: readonly ReadWord[], at: number): ReadWord[] => {
  const group = [words[at]!];
  for (let next = at + 1; next < words.length; next += 1) {
    const word = words[next]!;
    const last = group.at(-1)!;
    if (word.sentence !== last.sentence || (word.clause !== last.clause && word.word !== "but")) break;
    const afterFull = !isAuxiliary(last) && !standsAmid(last) && last.word !== "to" && !semiModal.test(last.word);
    if (word.word === "to" && semiModal.test(last.word)) group.push(word);
    else if (word.word === "to" && beForms.has(last.word) && words[next + 1] && isVerb(words, next + 1)) group.push(word);
    else if (afterFull) break;
    else if (negators.has(word.word) && word.word !== "no" && word.word !== "nothing") group.push(word);
    else if (standsAmid(word) || (semiModal.test(word.word) && words[next + 1]?.word === "to")) group.push(word);
    else if (isVerb(words, next)) group.push(word);
    else break;
  }
  while (group.length > 1 && (group.at(-1)!.word === "to" || (standsAmid(group.at(-1)!) && !negators.has(group.at(-1)!.word))))
    group.pop();
  return group;
};

const headOf = (group: readonly ReadWord[]): ReadWord | null => {
  const full = group.filter((word) => !isAuxiliary(word) && !standsAmid(word) && word.word !== "to" && !negators.has(word.word));
  return full.at(-1) ?? null;
};

const tenseOf = (group: readonly ReadWord[], head: ReadWord | null, before: ReadWord | undefined): Tense => {
  const words = group.map((word) => word.word);
  const first = words[0]!;
  if (before?.word === "to" && !modals.has(first)) return "bare";
  if (words.some((word) => /^(?:will|shall)$/.test(word)) || (words.includes("going") && words.includes("to"))) return "ahead";
  if (words.some((word) => modals.has(word))) return "present";
  const ing = head !== null && /ing$/.test(head.word);
  if (/^(?:has|have)$/.test(first))
    return words.includes("to") ? "present" : words.includes("been") && ing ? "ongoing" : group.length === 1 ? "present" : "done";
  if (/^(?:had)$/.test(first)) return "done";
  if (/^(?:is|are|am)$/.test(first)) {
    if (words.includes("to")) return /^(?:is|are)$/.test(words[words.indexOf("to") - 1] ?? "") ? "ahead" : "present";
    return words.includes("being") || ing ? "ongoing" : "present";
  }
  if (/^(?:was|were)$/.test(first)) return "past";
  if (/^(?:be|been|being|having|doing|done)$/.test(first)) return "bare";
  if (/^(?:did)$/.test(first)) return "done";
  if (ing) return "bare";
  if (head && (/ed$/.test(head.word) || irregularPasts.has(head.word))) return "done";
  return "present";
};

const isPassive = (group: readonly ReadWord[], head: ReadWord | null): boolean =>
  head !== null &&
  isParticiple(head) &&
  !/ing$/.test(head.word) &&
  group.some((word) => beForms.has(word.word) && word.at < head.at);

/** "documents seen by the press", "wants jobs cut by May": a participle behind its noun, not a finite verb. */
const isReduced = (
  subject: readonly ReadWord[],
  object: readonly ReadWord[],
  before: readonly ReadWord[] | undefined,
  head: ReadWord,
): boolean => {
  const follows = object[0];
  const takesObject = follows !== undefined && (determinerWords.has(follows.word) || nounish.has(follows.wordClass));
  if (follows?.word === "by") return true;
  const inClause = before?.some((word) => word.clause === head.clause && word.sentence === head.sentence) === true;
  return inClause && !takesObject && !subject.some((word) => /^(?:that|who|which|and|or|but)$/.test(word.word));
};

/** Reads the predications of a text, in order. Coarse on purpose: verbs by word class, arguments by nearness. */
export const predicationsOf = (reading: Reading): Predication[] => {
  const { words } = reading;
  const groups: ReadWord[][] = [];
  for (let at = 0; at < words.length; ) {
    if (!isVerb(words, at)) {
      at += 1;
      continue;
    }
    const group = groupFrom(words, at);
    groups.push(group);
    at = group.at(-1)!.at + 1;
  }
  const says: Predication[] = [];
  for (const [number, group] of groups.entries()) {
    const [first, last] = [group[0]!, group.at(-1)!];
    const from = Math.max(-1, ...(groups[number - 1] ?? []).map((word) => word.at));
    const until = groups[number + 1]?.[0]?.at ?? words.length;
    const subject = words
      .slice(from + 1, first.at)
      .filter((word) => word.clause === first.clause && word.sentence === first.sentence);
    const object = words
      .slice(last.at + 1, until)
      .filter((word) => word.clause === last.clause && word.sentence === last.sentence);
    const head = headOf(group);
    const before = words[first.at - 1];
    const participle =
      head !== null &&
      group.length === 1 &&
      isParticiple(head) &&
      !/ing$/.test(head.word) &&
      isReduced(subject, object, groups[number - 1], head);
    const opensClause =
      groups[number - 1]?.at(-1)?.clause !== first.clause || groups[number - 1]?.at(-1)?.sentence !== first.sentence;
    const nots = [
      ...group.filter((word) => negators.has(word.word) && !/^(?:only|just)$/.test(words[word.at + 1]?.word ?? "")),
      ...subject
        .filter(
          (word) => negators.has(word.word) && (opensClause || /^(?:and|or|but|nor|that)$/.test(words[word.at - 1]?.word ?? "")),
        )
        .slice(0, 1),
      ...object
        .slice(0, 2)
        .filter((word) => negators.has(word.word) && word.word !== "not")
        .slice(0, 1),
    ].length;
    const yetTo = group.some((word, at) => word.word === "yet" && group[at + 1]?.word === "to") ? 1 : 0;
    const previous = says.at(-1);
    // "do not have to write or give proof": the second verb has its "not" and its "have to" from the first.
    const shares =
      previous !== undefined &&
      group.length === 1 &&
      /^(?:or|and|nor)$/.test(before?.word ?? "") &&
      previous.group.length > 1 &&
      previous.group[0]!.sentence === first.sentence &&
      (isAuxiliary(previous.group[0]!) || semiModal.test(previous.group[0]!.word)) &&
      subject.slice(0, -1).every((word) => previous.object.includes(word));
    says.push({
      group,
      head,
      subject: shares ? previous.subject : subject,
      object,
      sharedWith: shares ? previous : null,
      tense: shares ? previous.tense : participle ? "bare" : tenseOf(group, head, before),
      passive: shares ? previous.passive : participle || isPassive(group, head),
      denied: (nots + yetTo) % 2 === 1 || (shares && previous.denied),
      denies:
        (head !== null && denyingVerbs.has(head.word)) ||
        [...group, ...object.slice(0, 3)].some((word) => denyingWords.has(word.word)),
    });
  }
  return says;
};
