import { evidenceFeatureNames } from "./evidence-features.ts";
import type { LogisticModel } from "./logistic.ts";

/** Placeholder until the first fit. */
export const evidenceModel: LogisticModel = {
  names: evidenceFeatureNames,
  means: evidenceFeatureNames.map(() => 0),
  spreads: evidenceFeatureNames.map(() => 1),
  weights: evidenceFeatureNames.map(() => 0.1),
  bias: -6,
};
