import type { ClaimCase } from "./claim-case.ts";
import { supposedBy } from "./embedding.ts";
import type { Objection } from "./finding.ts";
import type { Pair } from "./pair-predications.ts";
import type { Predication } from "./predications.ts";

const keepsSupposed =
  /\b(?:if|unless|provided|providing|whether|when|where|once|as long as|in case|depend(?:s|ing)?|any|would)\b/iu;
const keepsAsked = /\b(?:whether|which|what|how|who|when|where|not clear|depend(?:s|ing)?)\b/iu;

const isRelative = ({ subject }: Predication): boolean => subject.some((word) => /^(?:who|which|that)$/.test(word.word));

/**
 * What the quotations only suppose or ask ("if changes need a law", "whether to use it") is not claimed as so, nor turned round: "those who join
 * are covered" does not say that those who are covered join.
 */
export const supposedRule = ({ claim }: ClaimCase, pairs: readonly Pair[]): Objection | null => {
  for (const { claimed, quoted, statement, byHead } of pairs) {
    if (!byHead || claimed.tense === "bare" || isRelative(claimed)) continue;
    const opener = supposedBy(statement, quoted);
    const keeps = /^(?:if|unless|provided|providing)$/.test(opener ?? "") ? keepsSupposed : keepsAsked;
    if (opener && !keeps.test(claim.reading.text))
      return { verdict: "not_enough_evidence", reason: "condition_dropped", word: opener };
  }
  const main = pairs.find(
    (pair) =>
      pair.byHead &&
      isRelative(pair.quoted) &&
      !isRelative(pair.claimed) &&
      supposedBy(claim, pair.claimed) === null &&
      pair.claimed.tense !== "bare",
  );
  const inner = pairs.find((pair) => pair.byHead && !isRelative(pair.quoted) && isRelative(pair.claimed));
  return main && inner && main.statement === inner.statement
    ? { verdict: "refuted", reason: "roles_swapped", word: main.claimed.group.map((word) => word.written).join(" ") }
    : null;
};
