import type { ClaimCase } from "./claim-case.ts";
import type { Objection } from "./finding.ts";
import type { ReadWord } from "./reading.ts";

const denies = /^(?:not|no|never|none|neither|nor|nobody|nothing|without|cannot|hardly|yet|unable|refuse[sd]?|fail(?:s|ed)?)$/;
const conditions =
  /^(?:if|unless|except|excepting|provided|providing|when|whenever|while|until|till|once|subject|only|otherwise|whether|where|should)$/;

/** The claim keeps a condition in a shape of its own; `conditionRule` judges that. */
const opensCondition = /^to\b|\b(?:if|unless|when|once|until|provided|only|whether|where)\b/iu;

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
  for (const { reading, says } of quoted) {
    const out = leftOut(claim.reading.words, reading.words);
    if (out === null || out.length === 0) continue;
    const kept = (word: ReadWord | undefined): boolean => word !== undefined && !out.includes(word);
    // What is left out with its own verb or noun takes its "not" with it.
    const turns = (word: ReadWord): boolean => {
      const said = says.find(({ group }) => group.includes(word));
      if (said) return said.group.some((other) => other !== word && kept(other) && !other.light) || kept(said.head ?? undefined);
      return kept(reading.words.slice(word.at + 1).find((other) => !other.light && other.sentence === word.sentence));
    };
    const denial = out.find((word) => denies.test(word.word) && turns(word));
    if (denial && !claim.reading.words.some(({ word }) => denies.test(word)))
      return { verdict: "refuted", reason: "negation_changed", word: denial.written };
    const condition = out.find(
      (word) =>
        conditions.test(word.word) &&
        reading.words.some((other) => other.clause === word.clause && other.at > word.at && !other.light && kept(other)),
    );
    if (condition && !opensCondition.test(claim.reading.text))
      return { verdict: "not_enough_evidence", reason: "condition_dropped", word: condition.written };
  }
  return null;
};
