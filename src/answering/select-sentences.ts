import type { QuestionKind } from "./question-kind.ts";
import type { Candidate } from "./score-sentences.ts";

/** At most this many running sentences make an answer; the items of one list come on top. */
export const maxSentences = 3;
/** A list longer than this is cut to its first items: nobody reads more on a phone. */
export const maxListItems = 12;

/** A further sentence must be this likely as evidence, measured against the best one. */
const shareOfBest = 0.6;
const leastEvidence = 0.2;

const leansOnPrevious =
  /^(?:it|they|this|these|those|that|he|she|its|their|his|her|such|also|however|but|but,|instead|otherwise|then|the same)\b/i;

const key = (candidate: Candidate, index: number): string => `${candidate.ranked.passage.id}@${index}`;

const nearlySame = (a: Candidate, b: Candidate): boolean => {
  const left = new Set(a.sentence.stems);
  const right = new Set(b.sentence.stems);
  const shared = [...left].filter((stem) => right.has(stem)).length;
  return shared / Math.max(1, Math.min(left.size, right.size)) > 0.8;
};

/** A sentence of the answer, by its place. */
export type Chosen = { candidate: Candidate; index: number };

const itemsOf = (candidate: Candidate, opener: number): number[] =>
  candidate.ranked.passage.sentences.flatMap((span, index) => (span.introducedBy === opener ? [index] : []));

/** The sentences that must stand beside a chosen one to be understood: its list's opening line and items, or the sentence it leans on. */
const companions = (candidate: Candidate, kind: QuestionKind, siblingsChosen: number): number[] => {
  const span = candidate.ranked.passage.sentences[candidate.index]!;
  if (candidate.sentence.endsWithColon) return itemsOf(candidate, candidate.index).slice(0, maxListItems);
  if (span.introducedBy !== null) {
    const wholeList = siblingsChosen > 1 || kind === "list";
    return [span.introducedBy, ...(wholeList ? itemsOf(candidate, span.introducedBy).slice(0, maxListItems) : [])];
  }
  const before = candidate.ranked.passage.sentences[candidate.index - 1];
  return before && before.block === span.block && leansOnPrevious.test(candidate.sentence.text) ? [candidate.index - 1] : [];
};

/**
 * Chooses the sentences of an extractive answer from candidates sorted best first: the best, those nearly as good that add
 * something, and what each needs beside it to be understood. Returned in reading order, passages by their best sentence.
 */
export const selectSentences = (candidates: Candidate[], kind: QuestionKind): Chosen[] => {
  const best = candidates[0];
  if (!best) return [];
  const core: Candidate[] = [best];
  for (const candidate of candidates.slice(1)) {
    if (core.length >= maxSentences) break;
    if (candidate.evidence < Math.max(leastEvidence, best.evidence * shareOfBest)) break;
    if (!core.some((chosen) => nearlySame(chosen, candidate))) core.push(candidate);
  }
  const chosen = new Map<string, Chosen>();
  for (const candidate of core) {
    const opener = candidate.ranked.passage.sentences[candidate.index]!.introducedBy;
    const siblings = core.filter(
      (other) =>
        other.ranked.passage.id === candidate.ranked.passage.id &&
        opener !== null &&
        other.ranked.passage.sentences[other.index]!.introducedBy === opener,
    ).length;
    for (const index of [candidate.index, ...companions(candidate, kind, siblings)])
      chosen.set(key(candidate, index), { candidate, index });
  }
  const passageOrder = [...new Set(core.map((candidate) => candidate.ranked.passage.id))];
  return [...chosen.values()].sort(
    (a, b) =>
      passageOrder.indexOf(a.candidate.ranked.passage.id) - passageOrder.indexOf(b.candidate.ranked.passage.id) ||
      a.index - b.index,
  );
};
