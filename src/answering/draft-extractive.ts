import type { DraftedClaim } from "../domain/answer.ts";
import { sentenceText } from "../domain/passage.ts";
import type { RankedPassage, Retrieval } from "../domain/retrieval.ts";
import type { TermAnalyser } from "../ports/term-analyser.ts";
import { answersOutright } from "./answers-outright.ts";
import { confidenceOf, largeFolderFrom } from "./confidence.ts";
import { draftLargeFolder } from "./draft-large-folder.ts";
import { type Disagreement, findDisagreement } from "./find-disagreement.ts";
import { questionFeatures } from "./question-features.ts";
import { type Candidate, scoreSentences } from "./score-sentences.ts";
import { type Chosen, selectSentences } from "./select-sentences.ts";
import type { PassageProfile } from "./sentence-profile.ts";
import { isOutdated, mayAnswer, type TimeScope } from "./time-scope.ts";
import type { WeighedConcept } from "./weigh-concepts.ts";

/** Least calibrated confidence, and least evidence of the best sentence, at which an answer is given; see docs/abstaining.md. */
export const answerFromConfidence = 0.57;
export const answerFromEvidence = 0.3;

/** The least confidence for a sentence that answers outright. */
export const outrightFromConfidence = 0.4;

/** What the extractive step makes of one question: sentences to verify, or the reason to abstain. */
export type ExtractiveDraft = {
  confidence: number;
  bestEvidence: number;
  features: number[];
  candidates: Candidate[];
  /** Two dated sources that give different figures for the question, whether or not they were good enough to answer it. */
  disagreement: Disagreement | null;
} & (
  | { kind: "drafted"; claims: DraftedClaim[] }
  | { kind: "abstained"; reason: "not_in_sources" | "weak_evidence" | "only_outdated_sources" }
);

const claimOf = ({ candidate, index }: Chosen): DraftedClaim => {
  const { passage } = candidate.ranked;
  const span = passage.sentences[index]!;
  const text = sentenceText(passage, span);
  return {
    text,
    quotations: [{ passageId: passage.id, start: span.start, end: span.end, text }],
    listItem: span.kind === "list_item",
  };
};

/**
 * Drafts an answer from the retrieved passages' own sentences, or abstains.
 * Only sentences that may speak for the time asked about are read; when only outdated ones would have answered, that is the reason given.
 * `sourceCount` is the number of documents searched. The draft is not an answer until `verify-claims` has proved it.
 */
export const draftExtractive = (
  terms: TermAnalyser,
  weigh: (retrieval: Retrieval) => WeighedConcept[],
  profileOf: (ranked: RankedPassage) => PassageProfile,
  retrieval: Retrieval,
  scope: TimeScope,
  nowOn: string,
  sourceCount: number,
): ExtractiveDraft => {
  if (sourceCount >= largeFolderFrom)
    return { ...draftLargeFolder(terms, profileOf, retrieval, scope, nowOn), candidates: [], disagreement: null };
  const { asked, concepts, candidates } = scoreSentences(terms, weigh, retrieval, profileOf);
  const eligible = candidates.filter(({ ranked, sentence }) => mayAnswer(scope, ranked.document, sentence.text, nowOn));
  const features = questionFeatures(retrieval, concepts, eligible);
  const confidence = eligible.length === 0 ? 0 : confidenceOf(features);
  const bestEvidence = eligible[0]?.evidence ?? 0;
  const disagreement = findDisagreement(asked, eligible);
  const found = { confidence, bestEvidence, features, candidates, disagreement };
  const outright = eligible.slice(0, 3).find((candidate) => answersOutright(terms, asked, candidate));
  const weighed = confidence >= answerFromConfidence && bestEvidence >= answerFromEvidence;
  if (weighed || (outright && confidence >= outrightFromConfidence)) {
    const lead = disagreement?.newer ?? outright;
    const ordered = lead ? [lead, ...eligible.filter((candidate) => candidate !== lead)] : eligible;
    const claims = selectSentences(ordered, asked.kind).map(claimOf);
    return { ...found, kind: "drafted", claims };
  }
  const best = candidates[0];
  const outdatedWouldAnswer =
    best !== undefined && best.evidence >= answerFromEvidence && scope.kind === "now" && isOutdated(best.ranked.document, nowOn);
  const reason = outdatedWouldAnswer
    ? "only_outdated_sources"
    : bestEvidence < answerFromEvidence
      ? "not_in_sources"
      : "weak_evidence";
  return { ...found, kind: "abstained", reason };
};
