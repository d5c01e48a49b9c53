import { type Force, forcesOf, nounForceOf } from "./forces.ts";
import type { ReadWord } from "./reading.ts";
import { haveForms } from "./word-lists.ts";

/** A word that says how surely something is meant, with what it can express. `own`: it stands in the verb group itself. */
export type Marker = { word: string; forces: ReadonlySet<Force>; own?: boolean };

/** Adverbs that say how surely, how often, or on whose word. */
export const hedgingAdverb =
  /^(?:possibly|perhaps|maybe|potentially|probably|presumably|reportedly|allegedly|typically|usually|generally|normally|mainly|mostly|often|sometimes|commonly|largely|predominantly|chiefly|frequently|primarily)$/;

/** They oblige or allow only with "to" right behind: "need to pay", not "need a form". */
const withTo = /^(?:need|needs|needed|right|free|set|plan|plans)$/;
/** They oblige with a person and "to": "told boards to cut", not "told that". */
const withSomebodyTo = /^(?:told|ordered|orders)$/;
/** They report only with "that" or a list: "claims that", not "claims a payment". */
const withThat =
  /^(?:claim|claims|claimed|claiming|state|states|stated|report|reports|reported|announce|announces|announced|raise|raises|raised|raising)$/;
const reach = 8;

const isName = (word: ReadWord): boolean => !word.opens && /^\p{Lu}/u.test(word.written);

const counts = (words: readonly ReadWord[], { word, at }: ReadWord): boolean => {
  const behind = words.slice(at + 1, at + 1 + reach).map((next) => next.word);
  if (withTo.test(word)) return behind[0] === "to" || behind[0] === "not" || behind[1] === "to";
  if (withSomebodyTo.test(word)) return behind.includes("to") && !behind.slice(0, behind.indexOf("to")).includes("that");
  return !withThat.test(word) || behind.includes("that") || listFollows(words, at);
};

/** A colon stands behind, which opens what is reported. */
const listFollows = (words: readonly ReadWord[], at: number): boolean =>
  words.slice(at + 1).some((next) => next.afterColon && next.sentence === words[at]!.sentence);

/** The word as a marker, when it is one where it stands; empty for others. `words` is the whole text. */
export const markerOf = (words: readonly ReadWord[], word: ReadWord): Marker[] => {
  if (haveForms.has(word.word) && words[word.at + 1]?.word === "to") return [{ word: word.word, forces: new Set(["must"]) }];
  const forces = forcesOf(word.word);
  return forces.size > 0 && !isName(word) && counts(words, word) ? [{ word: word.word, forces }] : [];
};

/** Nouns among these words that make what they introduce somebody's word or wish: "takes this position". */
export const nounMarkersOf = (words: readonly ReadWord[]): Marker[] =>
  words.flatMap((word) => {
    const force = nounForceOf(word.word);
    return force ? [{ word: word.word, forces: new Set([force]) }] : [];
  });

const nounWithTo: [RegExp, Force][] = [
  [/^(?:rights?|option|opportunity|chance|entitlement|power|ability|freedom|permission)$/, "can"],
  [/^(?:duty|obligation|requirement)$/, "must"],
];

/** What a noun right before "to" makes of the verb behind it: "has the right to appeal" is that one can. */
export const nounWithToOf = (noun: ReadWord | undefined): Marker[] => {
  const force = nounWithTo.find(([pattern]) => pattern.test(noun?.word ?? ""))?.[1];
  return noun && force ? [{ word: noun.word, forces: new Set([force]) }] : [];
};
