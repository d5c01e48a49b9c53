import type { Statement } from "./claim-case.ts";
import { type Force, forcesOf } from "./forces.ts";
import { type Marker, markerOf, nounMarkersOf, nounWithToOf } from "./marker-words.ts";
import type { Predication } from "./predications.ts";
import type { ReadWord } from "./reading.ts";

const clauseOpener = /^(?:and|but|or|so|which|who|while|whereas|because|if|when|unless|until|once|although|not|before|after)$/;
/** What a clause under "says that" ends with; an "if" or a "when" goes on with what is said. */
const addsOn = /^(?:and|but|or|so|which|who|while|whereas|because|although|not)$/;

const first = (said: Predication): ReadWord => said.group[0]!;
const last = (said: Predication): ReadWord => said.group.at(-1)!;

const between = ({ reading }: Statement, before: Predication, later: Predication): { words: ReadWord[]; text: string } => ({
  words: reading.words.slice(last(before).at + 1, first(later).at),
  text: reading.text.slice(last(before).end, first(later).start),
});

const has = (said: Predication, force: Force): boolean => said.head !== null && forcesOf(said.head.word).has(force);

/** Whether what stands before governs what comes later in its sentence: "says that ...", "wants ... to", "takes this position: ...". */
const governs = (statement: Statement, before: Predication, later: Predication): boolean => {
  if (first(before).sentence !== first(later).sentence || first(before).at >= first(later).at) return false;
  if (before.subject.some((word) => /^(?:who|which)$/.test(word.word))) return false;
  const { words, text } = between(statement, before, later);
  if (/\)/.test(text) && !/\(/.test(text)) return false;
  if (/:/.test(text)) return true;
  // Only somebody's word can govern a verb with a time of its own: "says it will close", but not "wants it and will close".
  const isSaid = has(before, "said");
  const broken = words.findLastIndex(
    (word, at) => word.clause !== (words[at - 1] ?? last(before)).clause && (isSaid ? addsOn : clauseOpener).test(word.word),
  );
  if (later.tense === "bare") return broken < 0;
  if (broken < 0 && isSaid) return true;
  const isAdjective = before.head === null && before.object.some((word) => forcesOf(word.word).size > 0);
  if (!isSaid && !isAdjective && !has(before, "hoped") && !has(before, "likely")) return false;
  return words
    .slice(broken + 1)
    .some(
      (word) => word.word === "that" || (word.clause === first(later).clause && /^(?:whether|which|what|how)$/.test(word.word)),
    );
};

/** "Has until May to appeal": a limit of time and "to" oblige. */
const hasUntil = (before: Predication, later: Predication, words: readonly ReadWord[]): Marker[] =>
  before.head === null &&
  /^(?:have|has|had)$/.test(last(before).word) &&
  later.tense === "bare" &&
  words.at(-1)?.word === "to" &&
  words.some((word) => word.word === "until")
    ? [{ word: "until", forces: new Set(["must"]) }]
    : [];

const governedBy = (statement: Statement, before: Predication, later: Predication): Marker[] => {
  const { words, text } = between(statement, before, later);
  const opensList = !statement.says.some((said) => first(said).at > last(before).at && first(said).at < first(later).at);
  const introduces = /:/.test(text) && opensList && (before.head === null || before.object.every((word) => word.light));
  const verbs = before.group
    .filter((word) => word === before.head || introduces)
    .flatMap((word) => markerOf(statement.reading.words, word));
  const counted = verbs.filter(
    ({ forces }) => introduces || [...forces].some((force) => /^(?:hoped|said|likely|must|can)$/.test(force)),
  );
  return [
    ...counted,
    ...(/:/.test(text) || words.some((word) => word.word === "that") ? nounMarkersOf([...before.subject, ...before.object]) : []),
    ...(words.at(-1)?.word === "to" ? nounWithToOf(words.at(-2)) : []),
    ...words.flatMap((word) =>
      before.head === null && statement.reading.words[word.at + 1]?.word === "that"
        ? markerOf(statement.reading.words, word)
        : [],
    ),
  ];
};

/** "Must write, confirming the dates": what is done along with it is meant as surely. */
const alongWith = (statement: Statement, said: Predication): Marker[] => {
  const isAlong = said.tense === "bare" && said.group.length === 1 && /ing$/.test(first(said).word);
  const main = statement.says.findLast(
    (other) =>
      first(other).at < first(said).at &&
      other.tense !== "bare" &&
      first(other).sentence === first(said).sentence &&
      first(other).clause === first(said).clause,
  );
  if (
    !isAlong ||
    !main ||
    main.object.some((word) => /^(?:of|for|from|by|about|in|on|to)$/.test(word.word) && word.at === first(said).at - 1)
  )
    return [];
  return main.group.filter((word) => word !== main.head).flatMap((word) => markerOf(statement.reading.words, word));
};

/** ", the union says" at the end of a sentence. */
const trails = ({ reading }: Statement, said: Predication): boolean => {
  const speaker = said.subject[0];
  if (said.object.length > 0 || said.passive || !has(said, "said") || !speaker) return false;
  return said.subject.some((word) => /,\s*(?:the |our |your )?$/u.test(reading.text.slice(0, word.start)));
};

/** What other verbs and nouns of its sentence make of a predication: wanted, said, expected, obliged, allowed. */
export const governorsOf = (statement: Statement, said: Predication): Marker[] => {
  const others = statement.says.filter(
    (other) => other !== said && other !== said.sharedWith && first(other).sentence === first(said).sentence,
  );
  const until = others
    .filter((other) => first(other).at < first(said).at)
    .slice(-1)
    .flatMap((other) => hasUntil(other, said, between(statement, other, said).words));
  const trailing = others
    .filter((other) => first(other).at > first(said).at && trails(statement, other))
    .map((other) => ({ word: other.head!.word, forces: forcesOf(other.head!.word) }));
  const governing = others
    .filter((other) => governs(statement, other, said))
    .flatMap((other) => governedBy(statement, other, said));
  return [...governing, ...(governing.length === 0 ? alongWith(statement, said) : []), ...until, ...trailing];
};
