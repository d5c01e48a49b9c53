import type { Passage, SentenceSpan } from "../domain/passage.ts";
import type { QueryConcept, RankedPassage, Retrieval } from "../domain/retrieval.ts";
import type { PassageStems } from "./large-folder-features.ts";

/** Names of the features of an excerpt as evidence for a question, in order. */
export const excerptFeatureNames = [
  "similarity",
  "question_covered",
  "scenario_covered_at_start",
  "passage_rank",
  "passage_lead",
  "length",
] as const;

/**
 * A paragraph or a list with the line that introduces it, and the next one when both are short: what a reader takes in as one.
 * `from` and `to` are the indices of its first and last sentence in `ranked.passage.sentences`, both included.
 */
export type Excerpt = { ranked: RankedPassage; from: number; to: number; features: number[] };

/** How many of the ranked passages are taken apart, and how much of a paragraph or list is shown at most. */
const passagesTakenApart = 4;
const maxRunningSentences = 3;
const maxListItems = 12;
/** A stretch is shown with the one after it up to this many words, half of what a passage may hold, and this many running sentences. */
const maxJoinedWords = 90;
const maxJoinedSentences = 4;

const isSameStretch = (sentences: SentenceSpan[], from: number, index: number): boolean => {
  const sentence = sentences[index]!;
  if (sentence.introducedBy !== null) return sentence.introducedBy >= from;
  return sentence.block === sentences[from]!.block;
};

/** First and last index of each paragraph or list of a passage, in reading order, long ones cut. */
const stretchesOf = (sentences: SentenceSpan[]): { from: number; to: number }[] => {
  const stretches: { from: number; to: number }[] = [];
  for (let from = 0; from < sentences.length; ) {
    let next = from + 1;
    while (next < sentences.length && isSameStretch(sentences, from, next)) next += 1;
    const running = sentences.slice(from, next).filter(({ introducedBy }) => introducedBy === null).length;
    const items = next - from - running;
    // Of a long paragraph before a list the end is kept, since its last line introduces the list; of another the beginning.
    const start = items > 0 ? from + Math.max(0, running - maxRunningSentences) : from;
    const end = items > 0 ? from + running + Math.min(items, maxListItems) : Math.min(next, from + maxRunningSentences);
    stretches.push({ from: start, to: end - 1 });
    from = next;
  }
  return stretches;
};

const coveredBy = (concepts: QueryConcept[], stands: (stem: string) => boolean): number => {
  const weigh = (some: QueryConcept[]) => some.reduce((sum, concept) => sum + concept.weight, 0);
  const total = weigh(concepts);
  const met = concepts.filter(({ alternatives }) => alternatives.some((run) => run.length > 0 && run.every(stands)));
  return total === 0 ? 0 : weigh(met) / total;
};

const textOf = ({ text, sentences }: Passage, from: number, to: number): string =>
  text.slice(sentences[from]!.start, sentences[to]!.end);

/** The words of an excerpt as they stand in its passage, blocks on lines of their own. */
export const excerptText = ({ ranked, from, to }: Pick<Excerpt, "ranked" | "from" | "to">): string =>
  textOf(ranked.passage, from, to);

const wordsIn = (text: string): number => text.split(/\s+/).length;

const isShort = (passage: Passage, from: number, to: number): boolean =>
  wordsIn(textOf(passage, from, to)) <= maxJoinedWords &&
  passage.sentences.slice(from, to + 1).filter(({ introducedBy }) => introducedBy === null).length <= maxJoinedSentences;

const isUnderOneHeading = ({ sentences }: Passage, one: number, other: number): boolean =>
  (sentences[one]!.under ?? []).join("\n") === (sentences[other]!.under ?? []).join("\n");

/**
 * The excerpts of the best passages, one from each paragraph or list on, with their features in the order of
 * `excerptFeatureNames`. In ranked and then reading order; excerpts of one passage overlap.
 */
export const excerptsOf = (profileOf: (ranked: RankedPassage) => PassageStems, retrieval: Retrieval): Excerpt[] => {
  const asked = retrieval.query.concepts.filter(({ origin }) => origin === "question");
  const background = retrieval.query.concepts.filter(({ origin }) => origin === "scenario");
  return retrieval.ranked.slice(0, passagesTakenApart).flatMap((ranked, place) => {
    const profile = profileOf(ranked);
    const { passage } = ranked;
    const behind = retrieval.ranked[place + 1]?.score ?? 0;
    const stemsFrom = (from: number, to: number) =>
      new Set(profile.sentences.slice(from, to + 1).flatMap((sentence) => sentence.stems));
    return stretchesOf(passage.sentences).map((stretch, index, all): Excerpt => {
      const next = all[index + 1];
      const { from } = stretch;
      const joins = next && isUnderOneHeading(passage, from, next.from) && isShort(passage, from, next.to);
      const to = joins ? next.to : stretch.to;
      const stems = stemsFrom(from, to);
      const start = stemsFrom(from, stretch.to);
      const features = [
        Math.max(0, ...ranked.sentenceSimilarities.slice(from, to + 1)),
        coveredBy(asked, (stem) => stems.has(stem) || profile.headingStems.has(stem) || profile.titleStems.has(stem)),
        coveredBy(background, (stem) => start.has(stem)),
        1 / ranked.rank,
        place === 0 && ranked.score > 0 ? (ranked.score - behind) / ranked.score : 0,
        Math.log(wordsIn(textOf(passage, from, to))),
      ];
      return { ranked, from, to, features };
    });
  });
};
