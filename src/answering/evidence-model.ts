import { evidenceFeatureNames } from "./evidence-features.ts";
import type { LogisticModel } from "./logistic.ts";

/** Placeholder until the first fit. */
export const evidenceModel: LogisticModel = {
  names: evidenceFeatureNames,
  means: evidenceFeatureNames.map(() => 0),
  spreads: evidenceFeatureNames.map(() => 1),
  weights: [1, 3, 1, -1, 0.5, 2, 1, 1, 0.3, 0.5, 1, -1.5, 0.5, 0.5, 1, -0.5, -2, -1, -0.3, 0, 0, -1, 1, 1, -0.5],
  bias: -6,
};
