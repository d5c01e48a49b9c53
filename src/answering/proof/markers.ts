import type { Statement } from "./claim-case.ts";
import type { Force } from "./forces.ts";
import { governorsOf } from "./governors.ts";
import { hedgingAdverb, type Marker, markerOf } from "./marker-words.ts";
import type { Predication } from "./predications.ts";
import type { ReadWord } from "./reading.ts";

const first = (said: Predication): ReadWord => said.group[0]!;

/** The auxiliaries of a predication with those it shares with the one before; its verb itself only says what is done. */
const auxiliaries = (said: Predication): ReadWord[] =>
  [...(said.sharedWith?.group ?? []), ...said.group].filter((word) => word !== said.head && word !== said.sharedWith?.head);

/** An adverb belongs to the verb that follows it in its clause, else to the one before. */
const ownAdverbs = ({ reading, says }: Statement, said: Predication): ReadWord[] =>
  reading.words.filter((word) => {
    if (!hedgingAdverb.test(word.word) || word.sentence !== first(said).sentence) return false;
    const inClause = says.filter((other) => first(other).clause === word.clause && first(other).sentence === word.sentence);
    const owner = inClause.find((other) => other.group.at(-1)!.at >= word.at) ?? inClause.at(-1);
    return owner === said;
  });

/**
 * Everything that says how surely a predication is meant: its own auxiliaries, its adverbs, and the verbs and nouns that govern it
 * ("believes that", "wants", "according to").
 */
export const markersOf = (statement: Statement, said: Predication): Marker[] => {
  const { words } = statement.reading;
  const according = words.some((word) => word.word === "according" && word.sentence === first(said).sentence);
  const markers: Marker[] = [
    ...auxiliaries(said).flatMap((word) => markerOf(words, word).map((found) => ({ ...found, own: true }))),
    ...ownAdverbs(statement, said).flatMap((word) => markerOf(words, word)),
    ...governorsOf(statement, said),
    ...(according ? [{ word: "according", forces: new Set<Force>(["said"]) }] : []),
  ];
  return markers.filter(({ forces }) => [...forces].some((force) => force !== "ahead"));
};
