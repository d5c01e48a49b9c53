import type { DraftedClaim } from "../domain/answer.ts";
import { sentenceText } from "../domain/passage.ts";
import type { RankedPassage, Retrieval } from "../domain/retrieval.ts";
import { type Excerpt, excerptFeatureNames, excerptsOf, excerptText } from "./large-folder-excerpts.ts";
import type { PassageStems } from "./large-folder-features.ts";
import { largeFolderModels } from "./large-folder-models.ts";
import { type LogisticModel, probability } from "./logistic.ts";

/** An excerpt with its standing among the others of one question (0..1; good for ordering, not a calibrated probability). */
export type ScoredExcerpt = Excerpt & { score: number };

/** Orders excerpts best first by a fitted model. */
export const scoreExcerpts = (model: LogisticModel, excerpts: Excerpt[]): ScoredExcerpt[] =>
  excerpts
    .map((excerpt) => ({ ...excerpt, score: probability(model, excerpt.features) }))
    .sort((a, b) => b.score - a.score || a.ranked.rank - b.ranked.rank || a.from - b.from);

/** Names of the features that tell whether the best excerpt holds the evidence, in order. */
export const holdsFeatureNames = ["best_excerpt", "question_covered"] as const;

const logit = (p: number): number => Math.log((p + 1e-4) / (1 - p + 1e-4));

/** The features of the scored excerpts of one question, best first, in the order of `holdsFeatureNames`. */
export const holdsFeatures = (scored: ScoredExcerpt[]): number[] => {
  const best = scored[0];
  return [logit(best?.score ?? 0), best?.features[excerptFeatureNames.indexOf("question_covered")] ?? 0];
};

/**
 * A claim for each sentence of an excerpt. All of them are proved by one quotation, the whole excerpt: a bullet without the
 * line that introduces it says nothing, and a rule without its exception says too much.
 */
const claimsOf = ({ ranked: { passage }, from, to }: Excerpt): DraftedClaim[] => {
  const [start, end] = [passage.sentences[from]!.start, passage.sentences[to]!.end];
  const quotation = { passageId: passage.id, start, end, text: passage.text.slice(start, end) };
  return passage.sentences
    .slice(from, to + 1)
    .map((span) => ({ text: sentenceText(passage, span), quotations: [quotation], listItem: span.kind === "list_item" }));
};

/** The best excerpt, and the probability (0..1) that it holds the evidence if the sources answer the question at all. */
export type LargeFolderQuote = { excerpt: Excerpt; claims: DraftedClaim[]; holds: number };

/**
 * What to quote in a folder of many sources. `mayShow` refuses excerpts that may not speak for the time asked about; null when
 * nothing may be shown.
 */
export const quoteLargeFolder = (
  profileOf: (ranked: RankedPassage) => PassageStems,
  retrieval: Retrieval,
  mayShow: (ranked: RankedPassage, text: string) => boolean,
): LargeFolderQuote | null => {
  const excerpts = excerptsOf(profileOf, retrieval).filter((excerpt) => mayShow(excerpt.ranked, excerptText(excerpt)));
  const scored = scoreExcerpts(largeFolderModels.excerpt, excerpts);
  const best = scored[0];
  if (!best) return null;
  return { excerpt: best, claims: claimsOf(best), holds: probability(largeFolderModels.holds, holdsFeatures(scored)) };
};
