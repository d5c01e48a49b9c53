import type { DraftedClaim } from "../domain/answer.ts";
import type { RankedPassage, Retrieval } from "../domain/retrieval.ts";
import type { TermAnalyser } from "../ports/term-analyser.ts";
import { largeFolderFeatures, type PassageStems } from "./large-folder-features.ts";
import { largeFolderModels } from "./large-folder-models.ts";
import { probability } from "./logistic.ts";
import { quoteLargeFolder } from "./quote-large-folder.ts";
import { isOutdated, mayAnswer, type TimeScope } from "./time-scope.ts";

/**
 * Least probability that the sources answer at all, and that the excerpt then holds the evidence, at which an answer is given:
 * `npx node evals/fit-large-folder.ts` prints what each pair of bars costs and brings; docs/large-folders.md says why these.
 */
export const largeFolderBars = { confidence: 0.5, holds: 0.55 };

/** What is made of one question in a folder of many sources: an excerpt to verify, or the reason to abstain. */
export type LargeFolderDraft = { confidence: number; bestEvidence: number; features: number[] } & (
  | { kind: "drafted"; claims: DraftedClaim[] }
  | { kind: "abstained"; reason: "not_in_sources" | "weak_evidence" | "only_outdated_sources" }
);

/**
 * Drafts an answer from a folder of many sources (`largeFolderFrom` and more), or abstains. There the sources can be compared: how
 * far one is ahead says whether any answers, and the answer is one excerpt that stands by itself. `retrieval` should be
 * some forty passages deep. When only an outdated source would have answered, that is the reason given.
 */
export const draftLargeFolder = (
  terms: TermAnalyser,
  profileOf: (ranked: RankedPassage) => PassageStems,
  retrieval: Retrieval,
  scope: TimeScope,
  nowOn: string,
): LargeFolderDraft => {
  const features = largeFolderFeatures(terms, profileOf, retrieval);
  const quote = quoteLargeFolder(profileOf, retrieval, ({ document }, text) => mayAnswer(scope, document, text, nowOn));
  const confidence = quote === null ? 0 : probability(largeFolderModels.confidence, features);
  const found = { confidence, bestEvidence: quote?.holds ?? 0, features };
  if (quote && confidence >= largeFolderBars.confidence && quote.holds >= largeFolderBars.holds)
    return { ...found, kind: "drafted", claims: quote.claims };
  const top = retrieval.ranked[0]?.document;
  if (quote === null && top && scope.kind === "now" && isOutdated(top, nowOn))
    return { ...found, kind: "abstained", reason: "only_outdated_sources" };
  return { ...found, kind: "abstained", reason: confidence < largeFolderBars.confidence ? "not_in_sources" : "weak_evidence" };
};
