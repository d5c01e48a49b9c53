import type { ClaimCase } from "./claim-case.ts";
import { supposedBy } from "./embedding.ts";
import type { Objection } from "./finding.ts";
import type { Pair } from "./pair-predications.ts";

const keepsSupposed = /\b(?:if|unless|provided|providing|whether|when|where|once|as long as|in case|depend(?:s|ing)?|any|would)\b/iu;
const keepsAsked = /\b(?:whether|which|what|how|who|when|where|not clear|depend(?:s|ing)?)\b/iu;

/** What the quotations only suppose or ask ("if changes need a law", "whether to use it") is not claimed as so. */
export const supposedRule = ({ claim }: ClaimCase, pairs: readonly Pair[]): Objection | null => {
  for (const { claimed, quoted, statement, byHead } of pairs) {
    if (!byHead || claimed.tense === "bare") continue;
    const opener = supposedBy(statement, quoted);
    const keeps = /^(?:if|unless|provided|providing)$/.test(opener ?? "") ? keepsSupposed : keepsAsked;
    if (opener && !keeps.test(claim.reading.text)) return { verdict: "not_enough_evidence", reason: "condition_dropped", word: opener };
  }
  return null;
};
