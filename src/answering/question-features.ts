import type { Retrieval } from "../domain/retrieval.ts";
import { evidenceFeatureNames } from "./evidence-features.ts";
import { questionKind } from "./question-kind.ts";
import type { Candidate } from "./score-sentences.ts";
import type { WeighedConcept } from "./weigh-concepts.ts";

/** Names of the features that tell an answerable question from one that the sources do not answer, in order. */
export const questionFeatureNames = [
  "best_evidence",
  "second_evidence",
  "best_in_context",
  "best_missing_noun",
  "best_missing_name",
  "best_missing_verb",
  "best_missing_count",
  "best_matched_rarity",
  "best_similarity",
  "best_fit_no",
  "best_fit_yes",
  "best_person_no",
  "best_reason_no",
  "best_leaves_unsaid",
  "best_neighbourhood",
  "telling_missing",
  "telling_unknown",
  "best_counts_missing",
  "dense_top",
  "kind_yes_no",
  "kind_statement",
  "kind_person",
  "kind_date",
  "kind_number",
  "kind_procedure",
  "third_evidence",
  "best_passage_rank",
  "concept_count",
  "min_missing_count",
  "max_context",
  "max_in_sentence",
  "best_slot_support",
  "best_slot_missing",
  "best_novelty",
  "best_restates",
  "best_explained",
  "best_best_clause",
  "best_first_missing",
  "best_second_missing",
  "best_unknown_missing",
  "best_focus_missing",
  "best_attribute_missing",
  "best_subject_missing",
  "best_named_members",
  "best_unnamed_members",
  "best_other_x_context",
  "best_identity_named",
  "best_identity_unnamed",
  "best_yes_no_x_context",
  "best_yes_no_x_missing",
  "best_yes_no_x_verb",
  "best_slot_x_missing",
  "best_slot_x_verb",
  "best_soft_context",
  "best_soft_missing",
  "best_soft_verb",
  "best_soft_sum",
  "best_yes_no_subject",
  "best_yes_no_soft",
  "best_yes_no_unknown",
] as const;

/** Features of the best sentence that say how well it answers, taken over as they are. */
const carried = [
  "slot_support",
  "slot_missing",
  "novelty",
  "restates",
  "explained",
  "best_clause",
  "first_missing",
  "second_missing",
  "unknown_missing",
  "focus_missing",
  "attribute_missing",
  "subject_missing",
  "named_members",
  "unnamed_members",
  "other_x_context",
  "identity_named",
  "identity_unnamed",
  "yes_no_x_context",
  "yes_no_x_missing",
  "yes_no_x_verb",
  "slot_x_missing",
  "slot_x_verb",
  "soft_context",
  "soft_missing",
  "soft_verb",
  "soft_sum",
  "yes_no_subject",
  "yes_no_soft",
  "yes_no_unknown",
] as const satisfies readonly (typeof evidenceFeatureNames)[number][];

const logit = (p: number): number => Math.log((p + 1e-4) / (1 - p + 1e-4));
const feature = (candidate: Candidate | undefined, name: (typeof evidenceFeatureNames)[number]): number =>
  candidate?.features[evidenceFeatureNames.indexOf(name)] ?? 0;

/** Rarity of the most telling noun or name that is missing even from the sentence, among the best three, that misses least. */
const tellingMissing = (candidates: Candidate[]): number => {
  const least = candidates
    .slice(0, 3)
    .map((candidate) => Math.max(feature(candidate, "missing_noun"), feature(candidate, "missing_name")));
  return least.length === 0 ? 1 : Math.min(...least);
};

/**
 * The features of one question with its retrieval and its candidates (best first), in the order of `questionFeatureNames`.
 * Nothing here compares sources: in a folder of two pages how far the best leads the other is noise.
 */
export const questionFeatures = (retrieval: Retrieval, concepts: WeighedConcept[], candidates: Candidate[]): number[] => {
  const [best, second] = candidates;
  const top = retrieval.ranked[0];
  return [
    logit(best?.evidence ?? 0),
    logit(second?.evidence ?? 0),
    feature(best, "in_context"),
    feature(best, "missing_noun"),
    feature(best, "missing_name"),
    feature(best, "missing_verb"),
    feature(best, "missing_count"),
    feature(best, "matched_rarity"),
    feature(best, "similarity"),
    feature(best, "fit_no"),
    feature(best, "fit_yes"),
    feature(best, "fit_person_no"),
    feature(best, "fit_reason_no"),
    feature(best, "leaves_unsaid"),
    feature(best, "neighbourhood"),
    tellingMissing(candidates),
    Math.max(
      0,
      ...concepts.filter((concept) => concept.unknown && concept.wordClass !== "verb").map((concept) => concept.rarity),
    ),
    feature(best, "counts_missing"),
    top?.dense ?? 0,
    ...["yes_no", "statement", "person", "date", "number", "procedure"].map((kind) =>
      questionKind(retrieval.query.text) === kind ? 1 : 0,
    ),
    logit(candidates[2]?.evidence ?? 0),
    feature(best, "passage_rank"),
    concepts.length,
    Math.min(9, ...candidates.slice(0, 3).map((candidate) => feature(candidate, "missing_count"))),
    Math.max(0, ...candidates.slice(0, 3).map((candidate) => feature(candidate, "in_context"))),
    Math.max(0, ...candidates.slice(0, 3).map((candidate) => feature(candidate, "in_sentence"))),
    ...carried.map((name) => feature(best, name)),
  ];
};
