import type { RouteName } from "../domain/route.ts";

/** The routes that examples are given for; `unreadable` is decided by looking for letters alone. */
export type LearntRoute = Exclude<RouteName, "unreadable">;

/** What a wrong route costs, where it is not 1; the first name is what the message is, the second what it is taken for. */
export type RouteCosts = Partial<Record<LearntRoute, Partial<Record<LearntRoute, number>>>>;

const declined = ["off_topic", "abuse", "injection"] as const;
const courtesies = ["greeting", "thanks", "about_bot", "membership_office"] as const;

const costly = (names: readonly LearntRoute[], cost: number): Partial<Record<LearntRoute, number>> =>
  Object.fromEntries(names.map((name) => [name, cost]));

/**
 * The costs used when none are given. A personal matter answered from pages is the dear error (3; found by
 * `evals/routing-report.ts --cost`, see docs/routing.md), a missed crisis the dearest, a genuine question declined costs
 * more than one answered in vain, because retrieval abstains by itself.
 */
export const defaultRouteCosts: RouteCosts = {
  general: { ...costly(declined, 3), ...costly(courtesies, 1.5) },
  personal: { general: 3, deadline: 0.3, ...costly(declined, 5), ...costly(courtesies, 3) },
  deadline: { general: 4, personal: 0.6, ...costly(declined, 5), ...costly(courtesies, 4) },
  crisis: { general: 10, personal: 6, deadline: 6, ...costly(declined, 10), ...costly(courtesies, 10) },
  injection: { general: 3 },
};

/** The route whose expected cost is least, given how likely each is. Ties go to the first in the order given. */
export const chooseRoute = (probabilities: Record<LearntRoute, number>, costs: RouteCosts): LearntRoute => {
  const names = Object.keys(probabilities) as LearntRoute[];
  const expected = (taken: LearntRoute): number =>
    names.reduce((sum, is) => sum + (is === taken ? 0 : probabilities[is] * (costs[is]?.[taken] ?? 1)), 0);
  return names.reduce((best, name) => (expected(name) < expected(best) - 1e-12 ? name : best), names[0] ?? "general");
};
