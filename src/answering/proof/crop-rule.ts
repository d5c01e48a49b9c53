import type { ClaimCase } from "./claim-case.ts";
import type { Objection } from "./finding.ts";
import type { ReadWord } from "./reading.ts";

const denies = /^(?:not|no|never|none|neither|nor|nobody|nothing|without|cannot|hardly|yet|unable|refuse[sd]?|fail(?:s|ed)?)$/;
const conditions =
  /^(?:if|unless|except|excepting|provided|providing|when|whenever|while|until|till|once|subject|only|otherwise|whether|where|should)$/;

/** The words of `whole` that are left out when `part` is what remains, in order; null when `part` is not made of its words alone. */
const leftOut = (part: readonly ReadWord[], whole: readonly ReadWord[]): ReadWord[] | null => {
  const out: ReadWord[] = [];
  let at = 0;
  for (const word of whole) {
    if (word.word === part[at]?.word) at += 1;
    else out.push(word);
  }
  return at === part.length ? out : null;
};

/**
 * A claim that is its quoted sentence with words left out must not have lost the word that turned it: "Approach and no timetable has been
 * agreed" out of "No approach and ...", or what comes after an "if".
 */
export const cropRule = ({ claim, quoted }: ClaimCase): Objection | null => {
  if (claim.reading.words.length < 3) return null;
  for (const { reading } of quoted) {
    const out = leftOut(claim.reading.words, reading.words);
    if (out === null || out.length === 0) continue;
    const denial = out.find(({ word }) => denies.test(word));
    if (denial) return { verdict: "refuted", reason: "negation_changed", word: denial.written };
    const condition = out.find(({ word }) => conditions.test(word));
    if (condition) return { verdict: "not_enough_evidence", reason: "condition_dropped", word: condition.written };
  }
  return null;
};
