import type { ClaimCase } from "./claim-case.ts";
import type { Objection, ProofReason } from "./finding.ts";
import type { Force } from "./forces.ts";
import type { Marker } from "./marker-words.ts";
import { markersOf } from "./markers.ts";
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

/** Said by somebody; it is enough that the claim says so once. */
const isWordOf = ({ forces }: Marker): boolean => forces.size === 1 && forces.has("said");

const isModal = ({ forces, own }: Marker): boolean =>
  own === true && modal.some((force) => forces.has(force)) && !forces.has("said") && !forces.has("hoped");

/**
 * The markers that have no counterpart. Modals are matched one to one, the same word first: the "able" of "will be able" is no counterpart of the
 * "may" of "may be able".
 */
const unmatched = (
  markers: readonly Marker[],
  others: readonly Marker[],
  matches: (a: Marker, b: Marker) => boolean,
): Marker[] => {
  const free = new Set(others.filter(isModal));
  const take = (fits: (other: Marker) => boolean): boolean => {
    const found = [...free].find(fits);
    return found !== undefined && free.delete(found);
  };
  const rest = markers.filter((marker) => !isModal(marker) || !take((other) => other.word === marker.word));
  return rest.filter((marker) =>
    isModal(marker)
      ? !take((other) => matches(marker, other)) && !others.some((other) => !isModal(other) && matches(marker, other))
      : !others.some((other) => matches(marker, other)),
  );
};

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
    const matches = (a: Marker, b: Marker): boolean => meets(a, b, denied, nobody);
    const ordered = ({ forces }: Marker): boolean => forces.has("must") || forces.has("should");
    // "Check the list": that you can check it says less.
    const allowed = ({ forces }: Marker): boolean => forces.has("can") && !forces.has("must");
    const lost = unmatched(theirs, own, matches).find(
      (marker) =>
        !(claimed.orders && ordered(marker)) &&
        !(isWordOf(marker) && claim.says.some((said) => markersOf(claim, said).some(isWordOf))),
    );
    if (lost) return { verdict: "not_enough_evidence", reason: reasonFor(lost), word: lost.word };
    const added = unmatched(own, theirs, matches).find(
      (marker) =>
        ![...marker.forces].some((force) => freelyAdded.has(force)) && !(quoted.orders && (ordered(marker) || allowed(marker))),
    );
    if (added) return { verdict: "not_enough_evidence", reason: "modality_changed", word: added.word };
  }
  return null;
};
