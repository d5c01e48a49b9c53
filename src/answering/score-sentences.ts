import type { RankedPassage, Retrieval } from "../domain/retrieval.ts";
import type { TermAnalyser } from "../ports/term-analyser.ts";
import { type AskedFor, askedFor } from "./asked-for.ts";
import { contextOf, evidenceFeatureNames, evidenceFeatures } from "./evidence-features.ts";
import { evidenceModel } from "./evidence-model.ts";
import { probability } from "./logistic.ts";
import { questionKind } from "./question-kind.ts";
import type { PassageProfile, SentenceProfile } from "./sentence-profile.ts";
import type { WeighedConcept } from "./weigh-concepts.ts";

/** How many of the ranked passages are read sentence by sentence. */
export const passagesRead = 8;

/** A sentence as a candidate for the answer. `evidence` is the fitted probability that it answers the question. */
export type Candidate = {
  ranked: RankedPassage;
  profile: PassageProfile;
  sentence: SentenceProfile;
  index: number;
  features: number[];
  evidence: number;
};

const coverageToBest = evidenceFeatureNames.indexOf("coverage_to_best");
const softContext = evidenceFeatureNames.indexOf("soft_context");
const softToBest = evidenceFeatureNames.indexOf("soft_to_best");
const inContext = evidenceFeatureNames.indexOf("in_context");

/**
 * Scores every sentence of the best passages as evidence for the question, best first.
 * `profileOf` gives the stored analysis of a passage.
 */
export const scoreSentences = (
  terms: TermAnalyser,
  weigh: (retrieval: Retrieval) => WeighedConcept[],
  retrieval: Retrieval,
  profileOf: (ranked: RankedPassage) => PassageProfile,
): { asked: AskedFor; concepts: WeighedConcept[]; candidates: Candidate[] } => {
  const asked = askedFor(terms, retrieval.query.text, questionKind(retrieval.query.text));
  const concepts = weigh(retrieval);
  const context = contextOf(retrieval, concepts);
  const candidates = retrieval.ranked.slice(0, passagesRead).flatMap((ranked) => {
    const profile = profileOf(ranked);
    return profile.sentences.map((sentence, index): Candidate => {
      const features = evidenceFeatures(terms, context, asked, concepts, ranked, profile, sentence, index);
      return { ranked, profile, sentence, index, features, evidence: 0 };
    });
  });
  const bestSoft = Math.max(1e-6, ...candidates.map((candidate) => candidate.features[softContext]!));
  const best = Math.max(1e-6, ...candidates.map((candidate) => candidate.features[inContext]!));
  for (const candidate of candidates) {
    candidate.features[coverageToBest] = candidate.features[inContext]! / best;
    candidate.features[softToBest] = candidate.features[softContext]! / bestSoft;
    candidate.evidence = probability(evidenceModel, candidate.features);
  }
  return {
    asked,
    concepts,
    candidates: candidates.sort((a, b) => b.evidence - a.evidence || a.ranked.rank - b.ranked.rank || a.index - b.index),
  };
};
