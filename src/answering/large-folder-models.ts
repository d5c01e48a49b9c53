import type { LogisticModel } from "./logistic.ts";

/**
 * The models for folders of many sources. Fitted by `npx node evals/fit-large-folder.ts --write`; do not edit by hand.
 * `confidence` by `largeFolderFeatures`, `excerpt` by `excerptsOf`, `holds` by `holdsFeatures`.
 */
export const largeFolderModels = {
  confidence: {
    names: [
      "lead_over_other_source",
      "lexical_lead",
      "lexical_per_root_length",
      "title_mentioned",
      "any_title_mentioned",
      "one_source_share",
      "scenario_covered",
      "densest",
    ],
    means: [0.22003, 0.35914, 22.566, 0.38976, 0.53477, 0.59855, 0.32548, 0.57785],
    spreads: [0.15984, 0.25339, 19.239, 0.32606, 0.27688, 0.27607, 0.19875, 0.10427],
    weights: [0.83516, 0.54472, 0.79345, 0.55222, 0.52133, -0.24843, -0.14318, -0.12211],
    bias: -0.092293,
  },
  excerpt: {
    names: [
      "similarity",
      "question_covered",
      "scenario_covered",
      "scenario_covered_at_start",
      "passage_rank",
      "passage_lead",
      "length",
    ],
    means: [0.47091, 0.39819, 0.084714, 0.067859, 0.57828, 0.030075, 3.5086],
    spreads: [0.13694, 0.30027, 0.11218, 0.098962, 0.30952, 0.061336, 0.58538],
    weights: [0.38009, 0.32282, -0.082849, 0.30051, 0.45604, 0.25803, 0.44501],
    bias: -0.79661,
  },
  holds: {
    names: ["best_excerpt", "best_of_another_passage"],
    means: [0.89604, -0.22492],
    spreads: [0.73771, 0.53456],
    weights: [0.65793, -0.089367],
    bias: 0.19537,
  },
} satisfies Record<string, LogisticModel>;
