import type { FeatureName } from "../src/retrieval/ranking-features.ts";

/** One question as the fit sees it: the features of each candidate in the order of `names`, and whether it holds evidence. */
export type RankedExample = { page: string; features: number[][]; holds: boolean[] };

const temperature = 6;
const rounds = 120;
const stepSize = 0.05;
const shrinkage = 0.003;

/**
 * Weights that put evidence first: the softmax over a question's candidates, minimising minus the log of the
 * probability that falls on passages with evidence (listwise, as in Z. Cao et al., "Learning to rank", 2007), with
 * Adam steps and a small pull towards zero. Questions without evidence among their candidates teach nothing.
 */
export const fitRanking = (examples: readonly RankedExample[], featureCount: number): number[] => {
  const usable = examples.filter(({ holds }) => holds.includes(true));
  const weights = new Array<number>(featureCount).fill(0.5);
  const mean = new Array<number>(featureCount).fill(0);
  const spread = new Array<number>(featureCount).fill(0);
  for (let round = 1; round <= rounds; round += 1) {
    const gradient = weights.map((weight) => 2 * shrinkage * weight);
    for (const { features, holds } of usable) {
      const scores = features.map((row) => temperature * row.reduce((sum, value, i) => sum + value * weights[i]!, 0));
      const highest = Math.max(...scores);
      const shares = scores.map((score) => Math.exp(score - highest));
      const all = shares.reduce((sum, share) => sum + share, 0);
      const right = shares.reduce((sum, share, i) => sum + (holds[i] ? share : 0), 0);
      for (const [i, row] of features.entries()) {
        const pull = (temperature / usable.length) * (shares[i]! / all - (holds[i] ? shares[i]! / right : 0));
        if (Math.abs(pull) < 1e-8) continue;
        for (let f = 0; f < featureCount; f += 1) gradient[f]! += pull * row[f]!;
      }
    }
    for (let f = 0; f < featureCount; f += 1) {
      mean[f] = 0.9 * mean[f]! + 0.1 * gradient[f]!;
      spread[f] = 0.999 * spread[f]! + 0.001 * gradient[f]! ** 2;
      weights[f]! -= (stepSize * (mean[f]! / (1 - 0.9 ** round))) / (Math.sqrt(spread[f]! / (1 - 0.999 ** round)) + 1e-8);
    }
  }
  return weights;
};

/** How many questions have evidence in their first and in one of their first five passages. */
export type Hits = { at1: number; at5: number; of: number };

/** Ranks every example's candidates by the weighted sum and counts the hits. */
export const countHits = (examples: readonly RankedExample[], weights: readonly number[]): Hits => {
  let at1 = 0;
  let at5 = 0;
  for (const { features, holds } of examples) {
    const scores = features.map((row) => row.reduce((sum, value, i) => sum + value * weights[i]!, 0));
    const first = scores.map((_, i) => i).sort((a, b) => scores[b]! - scores[a]! || a - b);
    if (holds[first[0] ?? -1]) at1 += 1;
    if (first.slice(0, 5).some((i) => holds[i])) at5 += 1;
  }
  return { at1, at5, of: examples.length };
};

/** Fits with one group of pages left out at a time and counts hits on those: what unseen guides can expect. `folds` at most the number of pages. */
export const crossValidate = (examples: readonly RankedExample[], featureCount: number, folds: number): Hits => {
  const pages = [...new Set(examples.map(({ page }) => page))].sort();
  const foldOf = new Map(pages.map((page, i) => [page, i % folds]));
  const total: Hits = { at1: 0, at5: 0, of: 0 };
  for (let fold = 0; fold < Math.min(folds, pages.length); fold += 1) {
    const held = examples.filter(({ page }) => foldOf.get(page) === fold);
    const weights = fitRanking(
      examples.filter(({ page }) => foldOf.get(page) !== fold),
      featureCount,
    );
    const hits = countHits(held, weights);
    total.at1 += hits.at1;
    total.at5 += hits.at5;
    total.of += hits.of;
  }
  return total;
};

/** The examples with some features only. */
export const withFeatures = (
  examples: readonly RankedExample[],
  all: readonly FeatureName[],
  kept: readonly FeatureName[],
): RankedExample[] => {
  const places = kept.map((name) => all.indexOf(name));
  return examples.map((example) => ({ ...example, features: example.features.map((row) => places.map((place) => row[place]!)) }));
};
