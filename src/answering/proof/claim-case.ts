import type { ConceptsOf } from "./concepts.ts";
import { type EvidenceSentence, evidenceOf } from "./evidence.ts";
import type { QuotedPlace } from "./finding.ts";
import { plainEnglish } from "./plain-english.ts";
import { type Predication, predicationsOf } from "./predications.ts";
import type { ProofDeps } from "./proof-deps.ts";
import { type Reading, readText } from "./reading.ts";

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
