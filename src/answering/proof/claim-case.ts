import type { ConceptsOf } from "./concepts.ts";
import { type EvidenceSentence, evidenceOf } from "./evidence.ts";
import type { QuotedPlace } from "./finding.ts";
import { plainEnglish } from "./plain-english.ts";
import { type Predication, predicationsOf } from "./predications.ts";
import type { ProofDeps } from "./proof-deps.ts";
import { type Reading, type ReadWord, readText } from "./reading.ts";

/** A text with the things that it says. */
export type Statement = { reading: Reading; says: Predication[] };

/** One quoted sentence, read. `ownFrom`: where the bullet itself begins in a bullet read with its introducing line; 0 for others. */
export type QuotedStatement = Statement & { sentence: EvidenceSentence; ownFrom: number };

/** A claim beside what is quoted for it, both read once for all rules. `around`: headings, title, publisher, the sentence before. */
export type ClaimCase = { deps: ProofDeps; claim: Statement; quoted: QuotedStatement[]; around: Reading };

/** Reads a claim and its quotations. */
export const readCase = (
  deps: ProofDeps,
  conceptsOf: ConceptsOf,
  claimText: string,
  places: readonly QuotedPlace[],
): ClaimCase => {
  const read = (text: string): Statement => {
    const reading = readText(deps, conceptsOf, text);
    return { reading, says: predicationsOf(reading) };
  };
  const sentences = evidenceOf(places);
  return {
    deps,
    claim: read(claimText),
    quoted: sentences.map((sentence) => {
      const introduction = plainEnglish(sentence.text.slice(0, sentence.introduced));
      return { ...read(sentence.text), sentence, ownFrom: introduction === "" ? 0 : introduction.length + 1 };
    }),
    around: readText(deps, conceptsOf, [...new Set(sentences.map((sentence) => sentence.around))].join(". ")),
  };
};

const sharesKey = (a: ReadWord, b: ReadWord): boolean => {
  for (const key of a.keys) if (b.keys.has(key)) return true;
  return false;
};

/** Whose parts differ: who pays and who is paid. */
const roleEnding = /(?:er|ee|or)s?$/;
const commonStart = 6;

const sharesStart = (a: ReadWord, b: ReadWord): boolean =>
  a.stem.length >= commonStart &&
  a.stem.slice(0, commonStart) === b.stem.slice(0, commonStart) &&
  !roleEnding.test(a.word) &&
  !roleEnding.test(b.word) &&
  !/\d/.test(a.stem);

/** Whether two words are the same word, or the glossary has them for the same. */
export const sameWord = (a: ReadWord, b: ReadWord): boolean => sharesKey(a, b) || sharesStart(a, b);

const kindOf = ({ wordClass }: ReadWord): string => (wordClass === "name" ? "noun" : wordClass);

/**
 * Whether the claim's word can stand for the quoted one: the same word, a synonym, or a wider word. Synonyms are read for words that do
 * the same in their sentences, and never for grammar: WordNet has "can" for "dismiss".
 */
export const standsFor = ({ wordRelations }: ProofDeps, claimed: ReadWord, quoted: ReadWord): boolean => {
  if (sameWord(claimed, quoted)) return true;
  if (quoted.light || kindOf(claimed) !== kindOf(quoted)) return false;
  return (
    wordRelations.sameAs(claimed.stem).has(quoted.stem) ||
    wordRelations.sameAs(quoted.stem).has(claimed.stem) ||
    wordRelations.widerThan(quoted.stem).has(claimed.stem)
  );
};

/** The words that carry content. */
export const contentOf = (words: readonly ReadWord[]): ReadWord[] => words.filter((word) => !word.light);
