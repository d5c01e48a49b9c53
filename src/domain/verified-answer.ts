import type { Quotation } from "./answer.ts";
import type { DocumentRecord } from "./document.ts";
import type { Passage } from "./passage.ts";

declare const verified: unique symbol;

/** A claim whose every quotation was found word for word in a stored passage. */
export type VerifiedClaim = { text: string; quotations: Quotation[]; listItem: boolean };

/**
 * Claims that were proved, with the passages and documents that prove them. The brand can be given by
 * `answering/verify-claims.ts` alone (the architecture test sees to it), so a reply cannot carry an unproved sentence.
 */
export type VerifiedAnswer = {
  readonly claims: readonly VerifiedClaim[];
  readonly passages: ReadonlyMap<string, { passage: Passage; document: DocumentRecord }>;
  readonly [verified]: true;
};
