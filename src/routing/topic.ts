import type { RoutesFile } from "../domain/knowledge-config.ts";

type Topics = RoutesFile["topics"];

const escaped = (words: string): string => words.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/**
 * Makes a finder for the subject of a case from the topics of `routes.yaml`. The topic whose words occur most wins,
 * longer words counting more, ties by order in the file. A word ending in `*` also matches longer forms. Gives null
 * when no word occurs. Input: text from `normaliseMessage`.
 */
export const createTopicFinder = (topics: Topics): ((normalised: string) => string | null) => {
  const finders = topics.map(({ id, words }) => ({
    id,
    patterns: words.map((word) => ({
      pattern: new RegExp(`(?<![a-z0-9])${escaped(word.replace(/\*$/, ""))}${word.endsWith("*") ? "" : "(?![a-z0-9])"}`, "g"),
      weight: 1 + word.split(" ").length,
    })),
  }));
  return (normalised) => {
    let best: { id: string; score: number } | null = null;
    for (const { id, patterns } of finders) {
      let score = 0;
      for (const { pattern, weight } of patterns) score += Math.min(2, normalised.match(pattern)?.length ?? 0) * weight;
      if (score > (best?.score ?? 0)) best = { id, score };
    }
    return best?.id ?? null;
  };
};
