import type { LogisticModel } from "./logistic.ts";

/**
 * The models for folders of many sources. Fitted by `npx node evals/fit-large-folder.ts --write`; do not edit by hand.
 * `confidence` by `largeFolderFeatures`, `excerpt` by `excerptsOf`, `holds` by `holdsFeatures`.
 */
export const largeFolderModels = {
  confidence: {
    names: ["lead_over_other_source", "lexical_lead", "lexical_per_root_length", "title_mentioned", "any_title_mentioned"],
    means: [0.22003, 0.35914, 22.566, 0.38976, 0.53477],
    spreads: [0.15984, 0.25339, 19.239, 0.32606, 0.27688],
    weights: [0.69371, 0.55924, 0.69695, 0.45345, 0.56129],
    bias: -0.10279,
  },
  excerpt: {
    names: ["similarity", "question_covered", "scenario_covered_at_start", "passage_rank", "passage_lead", "length"],
    means: [0.47091, 0.39819, 0.067859, 0.57828, 0.030075, 3.5086],
    spreads: [0.13694, 0.30027, 0.098962, 0.30952, 0.061336, 0.58538],
    weights: [0.36286, 0.31494, 0.22216, 0.43099, 0.25845, 0.41092],
    bias: -0.78323,
  },
  holds: {
    names: ["best_excerpt", "question_covered"],
    means: [0.82491, 0.59373],
    spreads: [0.71116, 0.28553],
    weights: [0.33384, 0.445],
    bias: 0.19461,
  },
} satisfies Record<string, LogisticModel>;
