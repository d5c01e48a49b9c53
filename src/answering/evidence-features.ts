import type { RankedPassage, Retrieval } from "../domain/retrieval.ts";
import type { TermAnalyser } from "../ports/term-analyser.ts";
import { answerFit } from "./answer-fit.ts";
import { hasSlot } from "./answer-slots.ts";
import type { AskedFor } from "./asked-for.ts";
import { coverageOf, neighbourhoodOf } from "./concept-coverage.ts";
import { kindFit, leavesUnsaid } from "./kind-fit.ts";
import type { PassageProfile, SentenceProfile } from "./sentence-profile.ts";
import type { WeighedConcept } from "./weigh-concepts.ts";

/** Names of the features of one sentence as evidence for one question, in order. */
export const evidenceFeatureNames = [
  "in_sentence",
  "in_context",
  "in_passage",
  "missing_noun",
  "missing_name",
  "missing_verb",
  "missing_other",
  "missing_count",
  "matched_rarity",
  "neighbourhood",
  "similarity",
  "similarity_to_best",
  "passage_share",
  "passage_rank",
  "passage_dense",
  "fit_yes",
  "fit_no",
  "fit_person",
  "fit_person_no",
  "fit_reason",
  "fit_reason_no",
  "leaves_unsaid",
  "bodies",
  "counts_thing",
  "counts_missing",
  "unknown_share",
  "short",
  "long",
  "opens_list",
  "list_item",
  "is_question",
  "coverage_x_similarity",
  "coverage_to_best",
  "points_elsewhere",
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
  "soft_to_best",
  "yes_no_subject",
  "yes_no_soft",
  "yes_no_unknown",
] as const;

const pointsElsewhere =
  /\b(?:see|read|view|find out|visit|click|check|updates? .* posted)\b.{0,60}\b(?:here|below|above|full|page|link|website)\b|\bplease see\b/i;

/** What is the same for every sentence of one retrieval. */
export type RetrievalContext = { bestSimilarity: number; bestScore: number; unknownShare: number };

/** Measures once a retrieval what its sentences are compared with. */
export const contextOf = (retrieval: Retrieval, asked: WeighedConcept[]): RetrievalContext => {
  const total = asked.reduce((sum, concept) => sum + concept.weight, 0);
  const unknown = asked.filter((concept) => concept.unknown).reduce((sum, concept) => sum + concept.weight, 0);
  return {
    bestSimilarity: Math.max(0.01, ...retrieval.ranked.flatMap((ranked) => ranked.sentenceSimilarities)),
    bestScore: Math.max(1e-6, retrieval.ranked[0]?.score ?? 0),
    unknownShare: total === 0 ? 1 : unknown / total,
  };
};

/**
 * The features of one sentence as evidence, in the order of `evidenceFeatureNames`, without those that need the other
 * sentences (`coverage_to_best` is filled by `score-sentences`).
 */
export const evidenceFeatures = (
  terms: TermAnalyser,
  context: RetrievalContext,
  asked: AskedFor,
  concepts: WeighedConcept[],
  ranked: RankedPassage,
  passage: PassageProfile,
  sentence: SentenceProfile,
  index: number,
): number[] => {
  const coverage = coverageOf(concepts, sentence, passage);
  const similarity = ranked.sentenceSimilarities[index] ?? 0;
  const fit = kindFit(asked, sentence);
  const strict = asked.kind !== "person" && asked.kind !== "reason";
  const answer = answerFit(asked, asked.frame, concepts, sentence, passage);
  const yesNo = asked.kind === "yes_no" ? 1 : 0;
  const slot = hasSlot(asked) ? 1 : 0;
  const named = sentence.people.some((name) => !asked.ownWords.includes(name.toLowerCase()));
  return [
    coverage.inSentence,
    coverage.inContext,
    coverage.inPassage,
    coverage.missingNoun,
    coverage.missingName,
    coverage.missingVerb,
    coverage.missingOther,
    coverage.missingCount,
    Math.log(1 + coverage.matchedRarity),
    neighbourhoodOf(concepts, sentence),
    similarity,
    similarity / context.bestSimilarity,
    ranked.score / context.bestScore,
    1 / ranked.rank,
    ranked.dense,
    strict && fit === 1 ? 1 : 0,
    strict && fit === -1 ? 1 : 0,
    asked.kind === "person" && fit === 1 ? 1 : 0,
    asked.kind === "person" && fit === -1 ? 1 : 0,
    asked.kind === "reason" && fit === 1 ? 1 : 0,
    asked.kind === "reason" && fit === -1 ? 1 : 0,
    leavesUnsaid(terms, asked, sentence) ? 1 : 0,
    asked.kind === "person" && sentence.bodies.some((body) => !asked.ownWords.includes(body.toLowerCase())) ? 1 : 0,
    answer.countedSupport,
    asked.countedStems.size > 0 ? 1 - answer.countedSupport : 0,
    context.unknownShare,
    sentence.wordCount < 6 ? 1 : 0,
    Math.max(0, sentence.wordCount - 35) / 20,
    sentence.endsWithColon ? 1 : 0,
    ranked.passage.sentences[index]?.kind === "list_item" ? 1 : 0,
    sentence.isQuestion ? 1 : 0,
    coverage.inContext * similarity,
    0,
    pointsElsewhere.test(sentence.text) ? 1 : 0,
    answer.slotSupport,
    answer.slotMissing,
    answer.novelty,
    yesNo === 0 && answer.novelty < 0.7 ? 1 : 0,
    answer.explained,
    answer.bestClause,
    answer.firstMissing,
    answer.secondMissing,
    answer.unknownMissing,
    answer.focusMissing,
    answer.attributeMissing,
    answer.subjectMissing,
    answer.namedMembers,
    answer.unnamedMembers,
    asked.frame.asksOther ? coverage.inContext : 0,
    asked.frame.asksIdentity && asked.kind === "person" && named ? 1 : 0,
    asked.frame.asksIdentity && asked.kind === "person" && !named ? 1 : 0,
    yesNo * coverage.inContext,
    yesNo * answer.firstMissing,
    yesNo * coverage.missingVerb,
    slot * answer.firstMissing,
    slot * coverage.missingVerb,
    answer.softContext,
    answer.softMissing,
    answer.softVerb,
    Math.log(1 + answer.softSum),
    0,
    yesNo * answer.softFirst,
    yesNo * Math.log(1 + answer.softSum),
    yesNo * answer.unknownMissing,
  ];
};
