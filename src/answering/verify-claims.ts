import type { DraftedClaim, Quotation } from "../domain/answer.ts";
import type { DocumentRecord } from "../domain/document.ts";
import { foldText } from "../domain/fold-text.ts";
import type { Passage } from "../domain/passage.ts";
import type { VerifiedAnswer } from "../domain/verified-answer.ts";
import type { ProofReason, ProveClaim } from "./proof/finding.ts";

/** The verdict on one claim, with the reason when it was cut; after the labels of FEVER (Thorne et al., NAACL 2018). */
export type ClaimVerdict = {
  claim: DraftedClaim;
  verdict: "supported" | "refuted" | "not_enough_evidence";
  reason:
    | "no_quotation"
    | "unknown_passage"
    | "quotation_not_found"
    | "claim_not_in_quotations"
    | "empty_claim"
    | ProofReason
    | null;
};

/** The longest a claim may be, in characters: a passage holds 180 words at most, and a claim is sentences of it. */
const maxClaimCharacters = 1500;

type Sourced = { passage: Passage; document: DocumentRecord };

const quotationFault = (quotation: Quotation, passages: ReadonlyMap<string, Sourced>): ClaimVerdict["reason"] => {
  const sourced = passages.get(quotation.passageId);
  if (!sourced) return "unknown_passage";
  const stored = sourced.passage.text.slice(quotation.start, quotation.end);
  return quotation.text.length > 0 && stored === quotation.text ? null : "quotation_not_found";
};

/**
 * Whether a text repeats whole sentences of a quotation, in their order and with nothing between. Part of a sentence is not enough:
 * "the scheme is approved" stands word for word in "It is not true that the scheme is approved".
 */
const repeatsSentences = (text: string, quotation: Quotation, passage: Passage): boolean => {
  if (foldText(quotation.text) === text && passage.sentences.length === 0) return true;
  const inside = passage.sentences.filter((span) => span.start >= quotation.start && span.end <= quotation.end);
  return inside.some((first, from) =>
    inside.slice(from).some((last) => foldText(passage.text.slice(first.start, last.end)) === text),
  );
};

const verdictOn = (claim: DraftedClaim, passages: ReadonlyMap<string, Sourced>, prove: ProveClaim | undefined): ClaimVerdict => {
  const cut = (reason: NonNullable<ClaimVerdict["reason"]>): ClaimVerdict => ({ claim, verdict: "not_enough_evidence", reason });
  const text = foldText(claim.text);
  if (text.length === 0 || text.length > maxClaimCharacters) return cut("empty_claim");
  if (claim.quotations.length === 0) return cut("no_quotation");
  for (const quotation of claim.quotations) {
    const fault = quotationFault(quotation, passages);
    if (fault) return cut(fault);
  }
  const places = claim.quotations.map((quotation) => ({ ...passages.get(quotation.passageId)!, quotation }));
  if (places.some(({ quotation, passage }) => repeatsSentences(text, quotation, passage)))
    return { claim, verdict: "supported", reason: null };
  if (!prove) return cut("claim_not_in_quotations");
  const objection = prove(
    claim.text,
    places.map(({ passage, document, quotation: { start, end } }) => ({ passage, document, start, end })),
  );
  return objection ? { claim, ...objection } : { claim, verdict: "supported", reason: null };
};

/**
 * Proves drafted claims against the stored passages and keeps those that stand.
 * A claim is supported when each of its quotations is found, letter for letter and at its offsets, in its passage, and the claim either
 * repeats whole sentences of them or, where `prove` is given (`createProof`), says in other words nothing that they do not say.
 * `answer` is null when nothing stands. This is the only place that makes a `VerifiedAnswer`.
 */
export const verifyClaims = (
  drafted: readonly DraftedClaim[],
  passages: ReadonlyMap<string, Sourced>,
  prove?: ProveClaim,
): { answer: VerifiedAnswer | null; verdicts: ClaimVerdict[] } => {
  const verdicts = drafted.map((claim) => verdictOn(claim, passages, prove));
  const claims = verdicts.filter((verdict) => verdict.verdict === "supported").map((verdict) => verdict.claim);
  return { answer: claims.length === 0 ? null : ({ claims, passages } as unknown as VerifiedAnswer), verdicts };
};
