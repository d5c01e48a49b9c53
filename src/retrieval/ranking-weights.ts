import type { FeatureName, RankingFeatures } from "./ranking-features.ts";

/** What each feature counts. Fitted on the shared questions and rounded: `npx node evals/tune-retrieval.ts` prints the fit. */
export const rankingWeights: Record<FeatureName, number> = {
  lexical: 0.6,
  documentByQuestion: 0.4,
  documentByScenario: 0.65,
  coverage: 0.35,
  neighbours: 0.3,
  answerKind: 0.5,
  nearestSentence: 0.7,
  meanSentence: 1.1,
};

/**
 * How far signals that compare documents are trusted, 0..1: nothing with a single document, in full from 32 on.
 * With two documents the better one is always "best", which says little.
 */
export const documentTrust = (documentCount: number): number => Math.min(1, Math.log2(Math.max(1, documentCount)) / 5);

/** The fused score: a plain weighted sum; comparable within one query. */
export const fuse = (features: RankingFeatures, weights: Record<FeatureName, number>, trust: number): number =>
  weights.lexical * features.lexical +
  trust * (weights.documentByQuestion * features.documentByQuestion + weights.documentByScenario * features.documentByScenario) +
  weights.coverage * features.coverage +
  weights.neighbours * features.neighbours +
  weights.answerKind * features.answerKind +
  weights.nearestSentence * features.nearestSentence +
  weights.meanSentence * features.meanSentence;
