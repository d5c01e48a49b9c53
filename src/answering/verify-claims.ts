import type { DraftedClaim, Quotation } from "../domain/answer.ts";
import type { DocumentRecord } from "../domain/document.ts";
import { foldText } from "../domain/fold-text.ts";
import type { Passage } from "../domain/passage.ts";
import type { VerifiedAnswer } from "../domain/verified-answer.ts";

/** The verdict on one claim, with the reason when it was cut; after the labels of FEVER (Thorne et al., NAACL 2018). */
export type ClaimVerdict = {
  claim: DraftedClaim;
  verdict: "supported" | "refuted" | "not_enough_evidence";
  reason: "no_quotation" | "unknown_passage" | "quotation_not_found" | "claim_not_in_quotations" | "empty_claim" | null;
};

/** The longest a claim may be, in characters: a passage holds 180 words at most, and a claim is one sentence of it. */
const maxClaimCharacters = 1500;

type Sourced = { passage: Passage; document: DocumentRecord };

const quotationFault = (quotation: Quotation, passages: ReadonlyMap<string, Sourced>): ClaimVerdict["reason"] => {
  const sourced = passages.get(quotation.passageId);
  if (!sourced) return "unknown_passage";
  const stored = sourced.passage.text.slice(quotation.start, quotation.end);
  return quotation.text.length > 0 && stored === quotation.text ? null : "quotation_not_found";
};

const verdictOn = (claim: DraftedClaim, passages: ReadonlyMap<string, Sourced>): ClaimVerdict => {
  const cut = (reason: NonNullable<ClaimVerdict["reason"]>): ClaimVerdict => ({ claim, verdict: "not_enough_evidence", reason });
  const text = foldText(claim.text);
  if (text.length === 0 || text.length > maxClaimCharacters) return cut("empty_claim");
  if (claim.quotations.length === 0) return cut("no_quotation");
  for (const quotation of claim.quotations) {
    const fault = quotationFault(quotation, passages);
    if (fault) return cut(fault);
  }
  const quoted = claim.quotations.map((quotation) => foldText(quotation.text)).join(" ");
  return quoted.includes(text) ? { claim, verdict: "supported", reason: null } : cut("claim_not_in_quotations");
};

/**
 * Proves drafted claims against the stored passages and keeps those that stand.
 * A claim is supported when each of its quotations is found, letter for letter and at its offsets, in its passage, and the claim's
 * own words are words of those quotations. `answer` is null when nothing stands. This is the only place that makes a `VerifiedAnswer`.
 */
export const verifyClaims = (
  drafted: readonly DraftedClaim[],
  passages: ReadonlyMap<string, Sourced>,
): { answer: VerifiedAnswer | null; verdicts: ClaimVerdict[] } => {
  const verdicts = drafted.map((claim) => verdictOn(claim, passages));
  const claims = verdicts.filter((verdict) => verdict.verdict === "supported").map((verdict) => verdict.claim);
  return { answer: claims.length === 0 ? null : ({ claims, passages } as unknown as VerifiedAnswer), verdicts };
};
