import type { ClaimCase } from "./claim-case.ts";
import type { Objection, ProofReason } from "./finding.ts";
import type { Force } from "./forces.ts";
import { type Marker, markersOf } from "./markers.ts";
import type { Pair } from "./pair-predications.ts";

const barred = /^(?:must|shall|can|could|allowed|permitted|entitled|eligible)$/;

/**
 * What must not be done cannot be done: under a "not", ban and inability say the same,
 * and so does "nobody may". "May not" stays open and counts as neither.
 */
const meets = (a: Marker, b: Marker, denied: boolean, nobody: boolean): boolean => {
  const bars = ({ word }: Marker): boolean => barred.test(word) || (nobody && word === "may");
  return [...a.forces].some((force) => b.forces.has(force)) || (denied && bars(a) && bars(b));
};

const modal: readonly Force[] = ["must", "should", "can", "may"];

const reasonFor = ({ forces }: Marker): ProofReason => {
  if (forces.has("said") && !forces.has("must")) return "attribution_dropped";
  return modal.some((force) => forces.has(force)) ? "modality_changed" : "hedge_dropped";
};

/** A claim may always say who says it, and need not be bare where the quotation is. */
const freelyAdded: ReadonlySet<Force> = new Set(["said", "usual", "ahead"]);

/**
 * The claim is as sure as what is quoted, no more and no less: "may" stays "may", "must" stays "must", what is expected, wanted or
 * somebody's word stays so.
 */
export const forceRule = ({ claim }: ClaimCase, pairs: readonly Pair[]): Objection | null => {
  for (const { claimed, quoted, statement, byHead } of pairs) {
    if (!byHead || claimed.tense === "bare") continue;
    const own = markersOf(claim, claimed);
    const theirs = markersOf(statement, quoted);
    const denied = claimed.denied && quoted.denied;
    const nobody = denied && claimed.subject.some((word) => /^(?:nobody|no|none|neither|nothing)$/.test(word.word));
    const lost = theirs.find((marker) => !own.some((other) => meets(marker, other, denied, nobody)));
    if (lost) return { verdict: "not_enough_evidence", reason: reasonFor(lost), word: lost.word };
    const added = own.find(
      (marker) =>
        ![...marker.forces].some((force) => freelyAdded.has(force)) &&
        !theirs.some((other) => meets(marker, other, denied, nobody)),
    );
    if (added) return { verdict: "not_enough_evidence", reason: "modality_changed", word: added.word };
  }
  return null;
};
