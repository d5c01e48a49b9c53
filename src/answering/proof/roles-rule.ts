import type { ClaimCase, QuotedStatement, Statement } from "./claim-case.ts";
import type { Objection } from "./finding.ts";
import type { Pair } from "./pair-predications.ts";
import type { Predication } from "./predications.ts";
import type { ReadWord } from "./reading.ts";
import { contentOf, sameWord, standsFor } from "./same-word.ts";
import { isMeantByYou, speaksToEmployer } from "./who-is-you.ts";
import { isPublisher } from "./words-rule.ts";

/** Who does it, and to whom. */
type Roles = { doer: ReadWord[]; doneTo: ReadWord[] };

const months = /^(?:january|february|march|april|june|july|august|september|october|november|december|the|end|late|early|mid)$/;
const you = /^(?:you|your|yours)$/;
const standIn = /^(?:it|they|he|she|this|these|those|them|who|which|that|i|we)$/;

const rolesOf = ({ subject, object, passive }: Predication): Roles => {
  if (!passive) return { doer: subject, doneTo: object };
  const by = object.findIndex(
    (word, at) =>
      word.word === "by" && !/\d|-month$/.test(object[at + 1]?.word ?? "") && !months.test(object[at + 1]?.word ?? ""),
  );
  return {
    doer: by < 0 ? [] : object.slice(by + 1),
    doneTo: by < 0 ? [...subject, ...object] : [...subject, ...object.slice(0, by)],
  };
};

const nounsOf = (words: readonly ReadWord[]): ReadWord[] =>
  contentOf(words).filter((word) => /^(?:noun|name|verb)$/.test(word.wordClass) || /\p{Lu}/u.test(word.written));

/** The doer; where only "it" or "who" stands, the subject that stood before. */
const doerOf = (statement: Statement, said: Predication): ReadWord[] => {
  const { doer } = rolesOf(said);
  if (doer.length === 0 && said.tense === "bare" && "ownFrom" in statement) {
    const from = (statement as QuotedStatement).ownFrom;
    const introduces = statement.says.findLast((other) => other.group[0]!.start < from && other.tense !== "bare");
    if (said.group[0]!.start >= from && introduces) return rolesOf(introduces).doer;
  }
  if (nounsOf(doer).length > 0 || !doer.some((word) => standIn.test(word.word))) return doer;
  const relative = doer.find((word) => /^(?:who|which|that)$/.test(word.word));
  if (relative) return nounsOf(statement.reading.words.slice(Math.max(0, relative.at - 4), relative.at));
  const earlier = statement.says
    .slice(0, statement.says.indexOf(said))
    .findLast((other) => other.group[0]!.sentence === said.group[0]!.sentence && nounsOf(rolesOf(other).doer).length > 0);
  return earlier ? rolesOf(earlier).doer : doer;
};

const isName = (word: ReadWord): boolean => (word.opens ? /\p{Lu}.*\p{Lu}/u : /\p{Lu}/u).test(word.written);

/** A name that is quoted, but only as the doer of something else. */
const isDoerElsewhere = ({ quoted }: ClaimCase, name: ReadWord, said: Predication): boolean => {
  const places = quoted.flatMap((statement) =>
    statement.reading.words
      .filter((word) => sameWord(name, word))
      .map((word) => statement.says.find((other) => other.tense !== "bare" && other.subject.includes(word))),
  );
  const isOneOf = ({ object }: Predication): boolean =>
    object.some(({ word }, at) => word === "one" && object[at + 1]?.word === "of");
  return places.length > 0 && places.every((other) => other !== undefined && other !== said && !isOneOf(other));
};

/** "Two units, including the North one, plan no cuts": what stands in the aside plans none either. */
const withAside = ({ reading }: Statement, said: Predication): ReadWord[] => {
  const first = said.group[0]!;
  const aside = reading.words.findLast(
    (word) => word.at < first.at && word.sentence === first.sentence && /^(?:including|among|namely|like)$/.test(word.word),
  );
  return aside ? reading.words.slice(aside.at + 1, first.at) : [];
};

const swapped = (claimCase: ClaimCase, pair: Pair, statement: QuotedStatement): ReadWord | null => {
  const { claimed, quoted } = pair;
  const { deps } = claimCase;
  const sameVoice = claimed.passive && quoted.passive && rolesOf(claimed).doer.length + rolesOf(quoted).doer.length === 0;
  if (sameVoice)
    return swapped(
      claimCase,
      { ...pair, claimed: { ...claimed, passive: false }, quoted: { ...quoted, passive: false } },
      statement,
    );
  const own = {
    doer: nounsOf([...rolesOf(claimed).doer, ...withAside(claimCase.claim, claimed)]),
    doneTo: nounsOf(rolesOf(claimed).doneTo),
  };
  const theirs = {
    doer: nounsOf([...doerOf(statement, quoted), ...withAside(statement, quoted)]),
    doneTo: nounsOf(rolesOf(quoted).doneTo),
  };
  const met = (word: ReadWord, others: readonly ReadWord[]): boolean => others.some((other) => standsFor(deps, word, other));
  const isYou = (words: readonly ReadWord[]): boolean => words.some((word) => you.test(word.word));
  if (own.doer.length > 0 && own.doer.every((word) => isMeantByYou(claimCase, word))) return null;
  const [ownDoer, theirDoer] = [rolesOf(claimed).doer, rolesOf(quoted).doer];
  if (own.doer.length === 0 && isYou(ownDoer) && theirs.doer.length > 0)
    return isYou(rolesOf(quoted).doneTo) ? claimed.group[0]! : null;
  if (isYou(theirDoer) && own.doer.every((word) => /^employers?$/.test(word.word)) && speaksToEmployer(statement)) return null;
  if (theirs.doer.length === 0 && isYou(theirDoer) && own.doer.length > 0)
    return isYou(rolesOf(claimed).doneTo) && !isYou(rolesOf(quoted).doneTo) ? own.doer[0]! : null;
  // What a bullet names is one of those that the line above it speaks of.
  const bulletSays = statement.says.some((said) => said.head !== null && said.group[0]!.start >= statement.ownFrom);
  const listed =
    statement.ownFrom > 0 && !bulletSays ? statement.reading.words.filter((word) => word.start >= statement.ownFrom) : [];
  // A bullet's own verb is done by whoever the line above it names, also as "these choices".
  const introduced =
    quoted.tense === "bare" ? statement.reading.words.filter((word) => !word.light && word.start < statement.ownFrom) : [];
  const strange = own.doer.filter(
    (word) =>
      !introduced.some((other) => sameWord(word, other)) &&
      !isPublisher(claimCase, word) &&
      !met(word, theirs.doer) &&
      !listed.some((other) => sameWord(word, other)),
  );
  const missing = theirs.doer.filter((word) => !own.doer.some((other) => sameWord(word, other)));
  if (strange.length === 0 || theirs.doer.length === 0) return null;
  const restOf = (words: readonly ReadWord[], doer: readonly ReadWord[]): ReadWord[] =>
    words.filter((word) => !doer.includes(word));
  const crossed =
    strange.some((word) => met(word, restOf(statement.reading.words, doerOf(statement, quoted)))) &&
    missing.some((word) => met(word, restOf(claimCase.claim.reading.words, rolesOf(claimed).doer)));
  const another =
    strange.length === own.doer.length && strange.some((word) => statement.reading.words.some((other) => sameWord(word, other)));
  const replaced =
    strange.some((word) => !statement.reading.words.some((other) => standsFor(deps, word, other))) &&
    (missing.some(isName) || (strange.length === own.doer.length && missing.length === theirs.doer.length));
  const stray = strange.some(
    (word) =>
      isName(word) &&
      !claimCase.claim.says.some((other) => other !== claimed && other.subject.includes(word)) &&
      !months.test(word.word) &&
      isDoerElsewhere(claimCase, word, quoted),
  );
  return crossed || another || replaced || stray ? strange[0]! : null;
};

/** Who does what to whom stays as it is quoted, whether it is said actively or passively. */
export const rolesRule = (claimCase: ClaimCase, pairs: readonly Pair[]): Objection | null => {
  for (const pair of pairs) {
    if (!pair.byHead || pair.claimed.tense === "bare") continue;
    if (pair.quoted.tense === "bare" && (pair.quoted.subject.length > 0 || pair.statement.ownFrom === 0)) continue;
    const word = swapped(claimCase, pair, pair.statement);
    if (word) return { verdict: "refuted", reason: "roles_swapped", word: word.written };
  }
  return null;
};
