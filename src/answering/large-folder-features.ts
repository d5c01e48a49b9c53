import type { RankedPassage, Retrieval } from "../domain/retrieval.ts";
import type { TermAnalyser } from "../ports/term-analyser.ts";

/** The stems of a passage by where they stand: what a large folder needs of its stored profile. */
export type PassageStems = {
  sentences: { stems: string[] }[];
  headingStems: Set<string>;
  titleStems: Set<string>;
};

/**
 * Names of the features that tell, in a folder of many sources, a question that one of them answers from one that none does.
 * All of them look at whole passages and sources, so that they hold whatever becomes of the reading of sentences.
 */
export const largeFolderFeatureNames = [
  "lead_over_other_source",
  "lexical_lead",
  "lexical_per_root_length",
  "title_mentioned",
  "any_title_mentioned",
] as const;

/** Among the sources of so many places any title may be the one that is mentioned. */
const titlePlaces = 10;

const largest = (values: number[]): number => Math.max(0, ...values);

const relativeLead = (ranked: RankedPassage[], signal: (passage: RankedPassage) => number): number => {
  const best = ranked.reduce<RankedPassage | null>(
    (ahead, next) => (ahead && signal(ahead) >= signal(next) ? ahead : next),
    null,
  );
  if (best === null || signal(best) <= 0) return 0;
  const others = ranked.filter((passage) => passage.document.sourceId !== best.document.sourceId);
  return (signal(best) - largest(others.map(signal))) / signal(best);
};

/** How much of a title, by the rarity of its words in the folder (0..1), the asked stems mention. */
const mentionOf = (retrieval: Retrieval, title: Set<string>, asked: Set<string>): number => {
  const telling = [...title].filter((stem) => stem.length > 2);
  const weigh = (stems: string[]) => stems.reduce((sum, stem) => sum + retrieval.stemWeight(stem), 0);
  const total = weigh(telling);
  return total === 0 ? 0 : weigh(telling.filter((stem) => asked.has(stem))) / total;
};

/**
 * The features of one retrieval, in the order of `largeFolderFeatureNames`. `retrieval` should reach some forty passages deep:
 * among ten, often no other source is left to compare with. The signals are those of the trial in `../shared/data/README.md`,
 * with the lead by words alone and the best mention of any title added; `docs/large-folders.md` has the figures for each.
 */
export const largeFolderFeatures = (
  terms: TermAnalyser,
  profileOf: (ranked: RankedPassage) => PassageStems,
  retrieval: Retrieval,
): number[] => {
  const { ranked, query } = retrieval;
  const top = ranked[0];
  if (!top) return largeFolderFeatureNames.map(() => 0);
  const first = ranked.slice(0, titlePlaces);
  const asked = new Set(terms.terms(`${query.text} ${query.scenario ?? ""}`).map((term) => term.stem));
  return [
    relativeLead(ranked, ({ score }) => score),
    relativeLead(ranked, ({ lexical }) => lexical),
    top.lexical / Math.sqrt(Math.max(1, asked.size)),
    mentionOf(retrieval, profileOf(top).titleStems, asked),
    largest(first.map((passage) => mentionOf(retrieval, profileOf(passage).titleStems, asked))),
  ];
};
