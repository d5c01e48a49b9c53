import type { Feature } from "./message-features.ts";

/** A labelled message as features. */
export type LabelledFeatures<Label extends string> = { label: Label; features: Feature[] };

/** A trained model: probabilities of each label, and the features that spoke loudest for one. */
export type Classifier<Label extends string> = {
  probabilities(features: Feature[]): Record<Label, number>;
  loudest(features: Feature[], label: Label, limit: number): string[];
};

const rounds = 14;
/** Weights are averaged over the rounds after these, which evens out the order of the last examples (Polyak and Juditsky, 1992). */
const settlingRounds = 4;
const learningRate = 0.15;
const ridge = 1e-3;

/** 32-bit linear congruential steps (Numerical Recipes), so that every training run sees one and the same order. */
const shuffled = (length: number, seed: number): number[] => {
  const order = Array.from({ length }, (_, at) => at);
  let state = seed >>> 0;
  for (let at = length - 1; at > 0; at -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = state % (at + 1);
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  return order;
};

const softmax = (scores: Float64Array): void => {
  let top = -Infinity;
  for (const score of scores) if (score > top) top = score;
  let total = 0;
  for (let at = 0; at < scores.length; at += 1) {
    scores[at] = Math.exp(scores[at]! - top);
    total += scores[at]!;
  }
  for (let at = 0; at < scores.length; at += 1) scores[at] = scores[at]! / total;
};

/**
 * Multinomial logistic regression, trained by AdaGrad (Duchi and others, 2011) with a small ridge. Deterministic:
 * the same examples in the same order give the same weights. Features seen once only are left out.
 */
export const trainClassifier = <Label extends string>(examples: LabelledFeatures<Label>[]): Classifier<Label> => {
  const labels = [...new Set(examples.map((example) => example.label))];
  const seen = new Map<string, number>();
  for (const { features } of examples) for (const [name] of features) seen.set(name, (seen.get(name) ?? 0) + 1);
  const places = new Map<string, number>([["bias", 0]]);
  for (const [name, count] of seen) if (count > 1) places.set(name, places.size);

  const width = labels.length;
  const weights = new Float64Array(places.size * width);
  const gradients = new Float64Array(places.size * width).fill(1e-3);
  const known = (features: Feature[]): { place: number; value: number }[] => {
    const rows = [{ place: 0, value: 1 }];
    for (const [name, value] of features) {
      const place = places.get(name);
      if (place !== undefined) rows.push({ place: place * width, value });
    }
    return rows;
  };
  const score = (rows: { place: number; value: number }[]): Float64Array => {
    const scores = new Float64Array(width);
    for (const { place, value } of rows) for (let k = 0; k < width; k += 1) scores[k]! += weights[place + k]! * value;
    softmax(scores);
    return scores;
  };

  const rows = examples.map(({ label, features }) => ({ target: labels.indexOf(label), known: known(features) }));
  const sums = new Float64Array(weights.length);
  for (let round = 0; round < rounds; round += 1) {
    for (const at of shuffled(rows.length, round + 1)) {
      const { target, known: row } = rows[at]!;
      const scores = score(row);
      for (let k = 0; k < width; k += 1) {
        const error = scores[k]! - (k === target ? 1 : 0);
        if (Math.abs(error) < 1e-4) continue;
        for (const { place, value } of row) {
          const slope = error * value + ridge * weights[place + k]!;
          gradients[place + k]! += slope * slope;
          weights[place + k]! -= (learningRate * slope) / Math.sqrt(gradients[place + k]!);
        }
      }
    }
    if (round >= settlingRounds) for (let at = 0; at < weights.length; at += 1) sums[at]! += weights[at]!;
  }
  for (let at = 0; at < weights.length; at += 1) weights[at] = sums[at]! / (rounds - settlingRounds);

  return {
    probabilities(features) {
      const scores = score(known(features));
      return Object.fromEntries(labels.map((label, k) => [label, scores[k] ?? 0])) as Record<Label, number>;
    },
    loudest(features, label, limit) {
      const k = labels.indexOf(label);
      return features
        .map(([name, value]) => ({
          name,
          pull: (weights[(places.get(name) ?? 0) * width + k] ?? 0) * value * (places.has(name) ? 1 : 0),
        }))
        .filter(({ pull }) => pull > 0)
        .sort((a, b) => b.pull - a.pull || (a.name < b.name ? -1 : 1))
        .slice(0, limit)
        .map(({ name }) => name);
    },
  };
};
