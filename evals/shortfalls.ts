import { z } from "zod";
import type { Metric, SuiteReport } from "./suite-report.ts";

/**
 * `evals/thresholds.json`: the least or most that is promised of a figure. `floor` stands beside a `min` that is not reached yet:
 * what has been shown already. Down to the floor a figure is reported as short and the run goes on; under it the run fails.
 */
export const Thresholds = z.record(
  z.string(),
  z.strictObject({ min: z.number().optional(), max: z.number().optional(), floor: z.number().optional() }),
);
export type Thresholds = z.infer<typeof Thresholds>;

/** A figure that fell short, or a threshold whose figure is missing though its suite ran whole. */
export type Shortfall = { name: string; words: string; fails: boolean };

/**
 * Compares what was measured with what was promised. A threshold of a suite that was skipped or not asked for is
 * left alone; one whose figure is missing from a suite that ran is a shortfall, so that a renamed figure cannot pass
 * unseen. `partial` (one split only) forgives missing figures.
 */
export const shortfalls = (suites: SuiteReport[], thresholds: Thresholds, partial: boolean): Shortfall[] => {
  const ran = suites.filter((suite) => suite.skipped === null);
  const metrics = new Map(ran.flatMap((suite) => suite.metrics).map((metric) => [metric.name, metric]));
  return Object.entries(thresholds).flatMap(([name, { min, max, floor }]) => {
    if (!ran.some((suite) => name.startsWith(`${suite.name}.`))) return [];
    const metric = metrics.get(name);
    if (metric === undefined)
      return partial ? [] : [{ name, words: `${name} was not measured: no row asks for it`, fails: true }];
    if (min !== undefined && metric.value < min)
      return [{ name, words: `${name} is ${figure(metric)}, at least ${min} is promised`, fails: metric.value < (floor ?? min) }];
    if (max !== undefined && metric.value > max)
      return [{ name, words: `${name} is ${figure(metric)}, at most ${max} is promised`, fails: true }];
    return [];
  });
};

/** A figure as people read it: `0.912 (83 of 91)`. */
export const figure = (metric: Metric): string =>
  `${metric.value.toFixed(3)}${metric.passed === null ? ` (n ${metric.count})` : ` (${metric.passed} of ${metric.count})`}`;
