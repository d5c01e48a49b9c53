/** A fitted logistic regression: one weight a named feature, after scaling by the fitted mean and spread. */
export type LogisticModel = {
  names: readonly string[];
  means: readonly number[];
  spreads: readonly number[];
  weights: readonly number[];
  bias: number;
};

/** The probability (0..1) that a fitted model gives to a row of features, in the order of `model.names`. */
export const probability = (model: LogisticModel, features: readonly number[]): number => {
  let sum = model.bias;
  for (let index = 0; index < model.weights.length; index += 1) {
    sum += model.weights[index]! * (((features[index] ?? 0) - model.means[index]!) / model.spreads[index]!);
  }
  return 1 / (1 + Math.exp(-sum));
};
