import type { NameLexicon } from "./name-lexicon.ts";
import type { Word } from "./name-words.ts";
import { isMonth } from "./words-not-names.ts";

const wordSet = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/u));

/** What people do that schemes, boards and months do not, or hardly. */
const personalVerbs =
  wordSet(`told tells said says thinks thought thinking reckons reckoned emailed e-mailed mailed texted phoned rang called calls asked asks heard hears believes believed mentioned mentions insists insisted claims claimed wrote writes
  left leaves quit retired resigned joked laughed knows knew wants wanted wonders feels felt hopes promised announced confirmed explained explains replied replies swears messaged posted met worked lives sat sent signed shouted complained denies denied assured suggested advised warned quoted quotes
  who whose isn't wasn't doesn't didn't`);
/** What only persons do to the writer or a reader: behind a word that nobody knows, it makes that word a name. */
const surelyPersonalVerbs = wordSet(
  "told tells said says emailed texted phoned rang reckons thinks mentioned asked asks replied wrote messaged",
);
/** What is done to persons. */
const doneToPersons = wordSet(
  "told tell asked ask met meet meeting emailed email phoned rang thank thanked saw contacted contact messaged texted know knows helped help represented represent married consulted interviewed replaced",
);
const spokenTo = wordSet(
  "spoke speak speaking talk talked talking wrote written said according report reports reporting listened listening complained addressed thanks next reply replied belongs",
);
const doneWith = wordSet(
  "met meet meeting spoke speak talk talked talking work works worked working agree agreed chat chatted sat shared",
);
const offices = /^(?:hr|payroll|finance|workforce|it|estates|procurement|od|comms|my|our)$/u;

/** "Okonkwo is my manager", "Grace, our rep": what follows says whose person it is. */
const isSomebodys = (words: readonly Word[], end: number): boolean => {
  const [after, next, role] = [words[end], words[end + 1], words[end + 2]];
  if (after === undefined || next === undefined) return false;
  if (after.gap === ", " && /^(?:my|our|his|her|their)$/u.test(after.lower))
    return next.gap === " " && rolesOfPersons.test(`${next.lower} ${role?.lower ?? ""}`);
  return after.gap === " " && /^(?:is|was)$/u.test(after.lower) && /^(?:my|our)$/u.test(next.lower) && role?.gap === " ";
};
/** "Rose's e-mail", "Max's team". */
const ownsSomething = (words: readonly Word[], end: number): boolean => {
  const owned = words[end];
  return owned !== undefined && /^'s $/iu.test(owned.gap) && personalThings.test(owned.lower);
};
const personalThings =
  /^(?:e-?mail|letter|team|view|note|slides?|manager|boss|post|role|job|desk|office|advice|message|question|case|husband|wife|partner|son|daughter|opinion|reply|answer|number|phone|contract|hearing|meeting|notes|line|department|idea|point|leaving)$/u;
const rolesOfPersons =
  /(?:manager|boss|director|rep|lead|head|colleague|friend|wife|husband|partner|supervisor|deputy|chair|officer|chief|mate|son|daughter|mum|dad|brother|sister|assistant|pa|bp)(?= |$)/u;

const verbBefore = (words: readonly Word[], index: number): boolean => {
  const before = words[index - 1];
  const earlier = words[index - 2]?.lower ?? "";
  if (before === undefined || words[index]!.gap !== " ") return false;
  if (doneToPersons.has(before.lower)) return true;
  if (before.lower === "to") return spokenTo.has(earlier);
  return before.lower === "with" && doneWith.has(earlier);
};

/** Whether the words around a word that no list knows are those around a person: "spoke to Okonkwo", "Tuitt told us". `end` is the index behind it. */
export const standsWherePersonsStand = (words: readonly Word[], index: number, end: number): boolean => {
  return verbBefore(words, index) || isSomebodys(words, end) || isFollowedByTelling(words, end);
};

/** Whether "told", "said" or another verb that only persons have stands at `end`. */
export const isFollowedByTelling = (words: readonly Word[], end: number): boolean => {
  const after = words[end];
  return after !== undefined && after.gap === " " && surelyPersonalVerbs.has(after.lower);
};

/** Whether a given name that is an everyday word too stands where only a person can. `end` is the index behind the name. */
export const inPersonalCompany = (lexicon: NameLexicon, words: readonly Word[], index: number, end: number): boolean => {
  if (end - index > 1) return isNamePair(lexicon, words, index, end);
  if (isPairOfNames(lexicon, words, index)) return true;
  if (verbBefore(words, index)) return !isMonth(words[index]!.lower) || personalAfter(words, end);
  return personalAfter(words, end);
};

/** "Carol and Ray": two given names joined, neither of them a month or an auxiliary. */
const isPairOfNames = (lexicon: NameLexicon, words: readonly Word[], index: number): boolean => {
  const isGiven = (at: number): boolean => {
    const word = words[at];
    return (
      word !== undefined && word.shape === "name" && lexicon.isGiven(word.lower) && !isMonth(word.lower) && word.lower !== "will"
    );
  };
  const isJoint = (at: number): boolean => words[at]?.lower === "and" && words[at]!.gap === " " && words[at + 1]?.gap === " ";
  return isGiven(index) && ((isJoint(index + 1) && isGiven(index + 2)) || (isJoint(index - 1) && isGiven(index - 2)));
};

const personalAfter = (words: readonly Word[], end: number): boolean => {
  const after = words[end];
  if (isSomebodys(words, end) || ownsSomething(words, end)) return true;
  if (after === undefined || after.gap !== " ") return false;
  if (personalVerbs.has(after.lower)) return true;
  return /^(?:from|in)$/u.test(after.lower) && offices.test(words[end + 1]?.lower ?? "");
};

/** "Hope Adjei", "Joy Bassey": the words behind a doubtful one are surnames, or no words at all. "Will Kent and Medway" is none. */
const isNamePair = (lexicon: NameLexicon, words: readonly Word[], index: number, end: number): boolean => {
  const rest = words.slice(index + 1, end);
  const isAuxiliary = /^(?:will|may)$/u.test(words[index]!.lower);
  if (isAuxiliary && rest.some((word) => !lexicon.isSurname(word.lower))) return personalAfter(words, end);
  return (
    rest.every(
      (word) =>
        word.shape !== "caps" &&
        (lexicon.isSurname(word.lower) || lexicon.isGiven(word.lower) || !lexicon.isOrdinary(word.lower)),
    ) && !rest.some((word) => lexicon.isPlace(word.lower))
  );
};
