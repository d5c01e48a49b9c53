import type { ClaimCase } from "./claim-case.ts";
import type { Objection } from "./finding.ts";
import type { Pair } from "./pair-predications.ts";
import type { Predication } from "./predications.ts";

/** Said not to be so, counting verbs that deny ("refuses to apply") unless both sides use the same one. */
const isDenied = (said: Predication, other: Predication): boolean =>
  said.head !== null && other.head !== null && said.head.stem === other.head.stem ? said.denied : said.denied !== said.denies;

/** What the claim says is so must be said to be so, and what it denies must be denied. */
export const polarityRule = (_: ClaimCase, pairs: readonly Pair[]): Objection | null => {
  for (const { claimed, quoted, byHead, shared } of pairs) {
    const isMain = pairs.find((other) => other.claimed.tense !== "bare")?.claimed === claimed;
    const spokenFor = pairs.some((other) => other.byHead && other.quoted === quoted);
    if (!byHead && (shared < 0.5 || spokenFor || !isMain)) continue;
    if (isDenied(claimed, quoted) !== isDenied(quoted, claimed))
      return { verdict: "refuted", reason: "negation_changed", word: claimed.group.map((word) => word.written).join(" ") };
  }
  return null;
};
