import type { TermAnalyser } from "../ports/term-analyser.ts";
import type { AskedFor } from "./asked-for.ts";
import { evidenceFeatureNames } from "./evidence-features.ts";
import type { Candidate } from "./score-sentences.ts";

const feature = (candidate: Candidate, name: (typeof evidenceFeatureNames)[number]): number =>
  candidate.features[evidenceFeatureNames.indexOf(name)] ?? 0;

/** At most this many words may stand between a figure and what it counts: "four CSUs", "27 new boards". */
const wordsBetween = 2;

/**
 * Whether a sentence answers "how many ..." outright: it speaks of everything that the question names, and a figure that the question
 * did not bring counts the very thing asked for. Such a sentence needs less confidence than one that has to be weighed.
 */
export const answersOutright = (terms: TermAnalyser, asked: AskedFor, candidate: Candidate): boolean => {
  if (asked.kind !== "number" || asked.countedStems.size === 0) return false;
  const unmet = feature(candidate, "missing_noun") + feature(candidate, "missing_name") + feature(candidate, "missing_verb");
  if (feature(candidate, "in_context") < 0.85 || unmet > 0) return false;
  const { text, figures } = candidate.sentence;
  return figures.some((figure) => {
    if (figure.unit !== "count" || asked.ownFigures.has(figure.value)) return false;
    const next = terms.terms(text.slice(figure.end)).slice(0, wordsBetween + asked.countedStems.size);
    return [...asked.countedStems].every((stem) => next.some((term) => term.stem === stem));
  });
};
