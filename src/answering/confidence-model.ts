import type { LogisticModel } from "./logistic.ts";
import { questionFeatureNames } from "./question-features.ts";

/** Placeholder until the first fit. */
export const confidenceModel: LogisticModel = {
  names: questionFeatureNames,
  means: questionFeatureNames.map(() => 0),
  spreads: questionFeatureNames.map(() => 1),
  weights: [1, ...questionFeatureNames.slice(1).map(() => 0)],
  bias: 0.5,
};
