import type { ClaimCase } from "./claim-case.ts";
import type { Objection } from "./finding.ts";
import type { Pair } from "./pair-predications.ts";

const limits = /^(?:only|solely|exclusively|merely)$/;
const alsoLimits =
  /\b(?:only|solely|exclusively|just|merely|nothing but|no one but|limited to|unless|until|not (?:before|until|unless)|no other|but not|no more than|as long as|alone|the one|minimum)\b/iu;
const claimLimits = /\b(?:only|solely|exclusively|nothing else|no one else|nobody else|nothing but|alone)\b/iu;

/** "Not only" limits nothing. */
const notOnly = /\bnot (?:only|just|merely|solely)\b/giu;

/** A limit ("only", "solely") is neither dropped from what is quoted nor put where there is none. */
export const onlyRule = ({ claim, quoted }: ClaimCase, pairs: readonly Pair[]): Objection | null => {
  const text = claim.reading.text
    .replace(notOnly, "")
    .replace(/\bonly (?=half|a (?:half|third|quarter)|about|around|[£\d])/giu, "");
  if (claimLimits.test(text) && !quoted.some(({ reading }) => alsoLimits.test(reading.text)))
    return { verdict: "not_enough_evidence", reason: "quantifier_changed", word: claimLimits.exec(text)![0] };
  if (alsoLimits.test(text)) return null;
  for (const { quoted: said, statement, byHead } of pairs) {
    if (!byHead) continue;
    const clauses = new Set(said.group.map((word) => word.clause));
    const limit = statement.reading.words.find(
      (word) =>
        limits.test(word.word) &&
        word.sentence === said.group[0]!.sentence &&
        (clauses.has(word.clause) || clauses.has(word.clause - 1)),
    );
    if (limit && statement.reading.words[limit.at - 1]?.word !== "not")
      return { verdict: "not_enough_evidence", reason: "quantifier_changed", word: limit.written };
  }
  return null;
};
