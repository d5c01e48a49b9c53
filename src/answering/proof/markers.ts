import type { Statement } from "./claim-case.ts";
import { type Force, forcesOf, nounForceOf } from "./forces.ts";
import type { Predication } from "./predications.ts";
import type { ReadWord } from "./reading.ts";
import { haveForms } from "./word-lists.ts";

/** A word that says how surely something is meant, with what it can express. `own`: it stands in the verb group itself. */
export type Marker = { word: string; forces: ReadonlySet<Force>; own?: boolean };

const adverb =
  /^(?:possibly|perhaps|maybe|potentially|probably|presumably|reportedly|allegedly|typically|usually|generally|normally|mainly|mostly|often|sometimes|commonly|largely|predominantly|chiefly|frequently|primarily)$/;
const needsTo = /^(?:need|needs|needed|told|ordered|orders|right|free|set|plan|plans)$/;
const attitudes: ReadonlySet<Force> = new Set(["hoped", "said", "likely"]);
const clauseOpener = /^(?:and|but|or|so|which|who|while|whereas|because|if|when|unless|until|once|although|not|before|after)$/;

/** What a clause under "says that" ends with; an "if" or a "when" goes on with what is said. */
const addsOn = /^(?:and|but|or|so|which|who|while|whereas|because|although|not)$/;

const first = (said: Predication): ReadWord => said.group[0]!;
const last = (said: Predication): ReadWord => said.group.at(-1)!;
const isName = (word: ReadWord): boolean => !word.opens && /^\p{Lu}/u.test(word.written);

const marker = (words: readonly ReadWord[], word: ReadWord): Marker[] => {
  if (haveForms.has(word.word) && words[word.at + 1]?.word === "to") return [{ word: word.word, forces: new Set(["must"]) }];
  const forces = forcesOf(word.word);
  const leadsOn = words.slice(word.at + 1, word.at + 8).some((next) => next.word === "to" || next.word === "not");
  return forces.size > 0 && !isName(word) && (leadsOn || !needsTo.test(word.word)) ? [{ word: word.word, forces }] : [];
};

/** The auxiliaries of a predication with those it shares with the one before; its verb itself only says what is done. */
const auxiliaries = (said: Predication): ReadWord[] =>
  [...(said.sharedWith?.group ?? []), ...said.group].filter((word) => word !== said.head && word !== said.sharedWith?.head);

/** An adverb belongs to the verb that follows it in its clause, else to the one before. */
const ownAdverbs = ({ reading, says }: Statement, said: Predication): ReadWord[] =>
  reading.words.filter((word) => {
    if (!adverb.test(word.word) || word.sentence !== first(said).sentence) return false;
    const inClause = says.filter((other) => first(other).clause === word.clause && first(other).sentence === word.sentence);
    const owner = inClause.find((other) => last(other).at >= word.at) ?? inClause.at(-1);
    return owner === said;
  });

const between = ({ reading }: Statement, before: Predication, later: Predication): { words: ReadWord[]; text: string } => ({
  words: reading.words.slice(last(before).at + 1, first(later).at),
  text: reading.text.slice(last(before).end, first(later).start),
});

/** Whether what stands before governs what comes later in its sentence: "says that ...", "wants ... to", "takes this position: ...". */
const governs = (statement: Statement, before: Predication, later: Predication): boolean => {
  if (first(before).sentence !== first(later).sentence || first(before).at >= first(later).at) return false;
  if (before.subject.some((word) => /^(?:who|which)$/.test(word.word))) return false;
  const { words, text } = between(statement, before, later);
  if (/\)/.test(text) && !/\(/.test(text)) return false;
  if (/:/.test(text)) return true;
  // Only somebody's word can govern a verb with a time of its own: "says it will close", but not "wants it and will close".
  const isSaid = before.head !== null && forcesOf(before.head.word).has("said");
  const broken = words.findLastIndex(
    (word, at) => word.clause !== (words[at - 1] ?? last(before)).clause && (isSaid ? addsOn : clauseOpener).test(word.word),
  );
  if (broken < 0 && (isSaid || later.tense === "bare")) return true;
  return words
    .slice(broken + 1)
    .some(
      (word) => word.word === "that" || (word.clause === first(later).clause && /^(?:whether|which|what|how)$/.test(word.word)),
    );
};

const nounMarkers = (said: Predication): Marker[] =>
  [...said.subject, ...said.object].flatMap((word) => {
    const force = nounForceOf(word.word);
    return force ? [{ word: word.word, forces: new Set([force]) }] : [];
  });

const governedBy = (statement: Statement, before: Predication, later: Predication): Marker[] => {
  const { words, text } = between(statement, before, later);
  const opensList = !statement.says.some((said) => said.group[0]!.at > last(before).at && said.group[0]!.at < first(later).at);
  const introduces = /:/.test(text) && opensList && (before.head === null || before.object.every((word) => word.light));
  const verbs = [...before.group.filter((word) => word === before.head || introduces)].flatMap((word) =>
    marker(statement.reading.words, word),
  );
  const counted = verbs.filter(
    ({ forces }) => introduces || [...forces].some((force) => attitudes.has(force) || force === "must" || force === "can"),
  );
  return [...counted, ...(/:/.test(text) || words.some((word) => word.word === "that") ? nounMarkers(before) : [])];
};

/**
 * Everything that says how surely a predication is meant: its own auxiliaries, its adverbs, and the verbs and nouns that govern it
 * ("believes that", "wants", "according to").
 */
export const markersOf = (statement: Statement, said: Predication): Marker[] => {
  const { words } = statement.reading;
  const others = statement.says.filter(
    (other) => other !== said && other !== said.sharedWith && first(other).sentence === first(said).sentence,
  );
  const own = [
    ...auxiliaries(said).flatMap((word) => marker(words, word).map((found) => ({ ...found, own: true }))),
    ...ownAdverbs(statement, said).flatMap((word) => marker(words, word)),
  ];
  const governors = others
    .filter((other) => governs(statement, other, said))
    .flatMap((other) => governedBy(statement, other, said));
  const trailing = others
    .filter((other) => first(other).at > first(said).at && other.object.length === 0 && other.head !== null)
    .flatMap((other) => marker(words, other.head!))
    .filter(({ forces }) => forces.has("said"));
  const according = words.some((word) => word.word === "according" && word.sentence === first(said).sentence);
  return [
    ...own,
    ...governors,
    ...trailing,
    ...(according ? [{ word: "according", forces: new Set<Force>(["said"]) }] : []),
  ].filter(({ forces }) => [...forces].some((force) => force !== "ahead"));
};
