import type { LogisticModel } from "./logistic.ts";
import { questionFeatureNames } from "./question-features.ts";

/** Fitted by `npx node evals/fit-answering.ts --guides --write`; do not edit by hand. */
export const smallFolderModel: LogisticModel = {
  names: questionFeatureNames,
  means: [
    1.5162, 0.3439, 0.60762, 0.21755, 0.17765, 0.1436, 1.0996, 0.82128, 0.47665, 0.08793, 0.069876, 0.1511, 14.268, 0.46775,
    0.16692, 0.26734, 0.13061, 1.7374, 0.59311,
  ],
  spreads: [
    1.3885, 1.2875, 0.25319, 0.29856, 0.35975, 0.22425, 1.1898, 0.34909, 0.14248, 0.28319, 0.25494, 0.21148, 25.21, 0.13492,
    0.30787, 0.3717, 0.24213, 0.34399, 0.49125,
  ],
  weights: [
    -0.0059038, 0.30578, 0.89363, 0.06289, -0.11801, -0.066995, 0.070115, -0.11683, -0.1383, -0.33095, -0.35242, 0.20749, 0.36408,
    -0.028363, 0.43068, -0.18312, 0.67631, 0.64165, 0.65344,
  ],
  bias: 0.28404,
};
