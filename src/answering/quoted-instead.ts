import type { DraftedClaim } from "../domain/answer.ts";
import type { DocumentRecord } from "../domain/document.ts";
import type { Passage } from "../domain/passage.ts";
import type { ProofReason } from "./proof/finding.ts";
import { introductions, verbatimClaim } from "./verbatim-claim.ts";
import type { ClaimVerdict } from "./verify-claims.ts";

/** More sentences than these, bullets apart, are no answer to one point: the claim is then dropped and nothing takes its place. */
const maxSentences = 3;
const maxItems = 8;

/** A claim of this kind was no claim: a model that writes links or markup is not helped out. */
const misformed: ReadonlySet<string> = new Set<ProofReason>(["markup", "foreign_link", "foreign_script", "not_a_statement"]);

/**
 * What may be shown in the place of a claim whose words could not be proved: the sentences that it quotes, in the page's own words and
 * order, bullets below their line. They are drafts, to be verified like any others, and prove themselves. Empty when the claim was supported, had no
 * good quotation, was misformed, or quotes more than a reader of one point would read.
 */
export const quotedInstead = (
  { claim, verdict, reason }: ClaimVerdict,
  passages: ReadonlyMap<string, { passage: Passage; document: DocumentRecord }>,
): DraftedClaim[] => {
  if (verdict === "supported" || reason === null || misformed.has(reason)) return [];
  const drafted: DraftedClaim[] = [];
  for (const { passageId, start, end, text } of claim.quotations) {
    const passage = passages.get(passageId)?.passage;
    if (!passage || passage.text.slice(start, end) !== text) return [];
    const quoted = passage.sentences.flatMap((span, index) => (span.start >= start && span.end <= end ? [index] : []));
    const needed = new Set(quoted.flatMap((index) => [...introductions(passage, index), index]));
    for (const index of [...needed].sort((a, b) => a - b)) {
      const sentence = verbatimClaim(passage, index);
      const [place] = sentence.quotations;
      const known = drafted.some(({ quotations: [other] }) => other?.passageId === passageId && other.start === place?.start);
      if (!known) drafted.push(sentence);
    }
  }
  const items = drafted.filter((sentence) => sentence.listItem).length;
  return items > maxItems || drafted.length - items > maxSentences ? [] : drafted;
};
