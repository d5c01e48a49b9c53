import type { DraftedClaim, Quotation } from "../domain/answer.ts";
import type { DocumentRecord } from "../domain/document.ts";
import { foldText } from "../domain/fold-text.ts";
import type { Passage, SentenceSpan } from "../domain/passage.ts";
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

type Repeated = { text: string; needs: SentenceSpan | null; span: SentenceSpan };

/** The whole sentences of a quotation, longest first. `needs`: the line without which a bullet says nothing. */
const sentencesOf = ({ start, end }: Quotation, passage: Passage, isBullet: boolean): Repeated[] =>
  passage.sentences
    .filter((span) => span.start >= start && span.end <= end)
    .map((span) => ({
      span,
      text: foldText(passage.text.slice(span.start, span.end)),
      // A bullet stands alone only where it is shown as one, below the line that introduces it.
      needs: isBullet || span.kind !== "list_item" || span.introducedBy === null ? null : passage.sentences[span.introducedBy]!,
    }));

/**
 * Whether a text is made of whole quoted sentences and nothing else. Part of a sentence is not enough: "the scheme is approved"
 * stands word for word in "It is not true that the scheme is approved".
 */
const repeatsSentences = (
  text: string,
  quotations: readonly Quotation[],
  passages: ReadonlyMap<string, Sourced>,
  isBullet: boolean,
): boolean => {
  const whole = quotations.some(
    ({ passageId, text: quoted }) => passages.get(passageId)!.passage.sentences.length === 0 && foldText(quoted) === text,
  );
  const known = quotations
    .flatMap((quotation) => sentencesOf(quotation, passages.get(quotation.passageId)!.passage, isBullet))
    .sort((a, b) => b.text.length - a.text.length);
  const read = new Set<SentenceSpan>();
  let rest = text;
  while (rest !== "") {
    const next = known.find(
      (sentence) =>
        (rest === sentence.text || rest.startsWith(`${sentence.text} `)) && (sentence.needs === null || read.has(sentence.needs)),
    );
    if (!next) return whole;
    read.add(next.span);
    rest = rest.slice(next.text.length).trimStart();
  }
  return true;
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
  if (repeatsSentences(text, claim.quotations, passages, claim.listItem)) return { claim, verdict: "supported", reason: null };
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
