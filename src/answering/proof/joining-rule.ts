import type { ClaimCase, Statement } from "./claim-case.ts";
import type { Objection } from "./finding.ts";
import type { ReadWord } from "./reading.ts";
import { sameWord } from "./same-word.ts";

type Joined = { by: "and" | "or"; left: ReadWord; right: ReadWord };

const joinedBy = ({ reading: { words } }: Statement): Joined[] =>
  words.flatMap((word) => {
    if (word.word !== "and" && word.word !== "or") return [];
    const left = words.slice(0, word.at).findLast((other) => !other.light);
    const right = words.slice(word.at + 1).find((other) => !other.light);
    return left && right && left.sentence === right.sentence ? [{ by: word.word, left, right }] : [];
  });

const untrue = /\b(?:not the case|not true|untrue|false|incorrect|wrong|a lie|a myth|no truth)\b/iu;

/** "Or" is not made "and" between the same two words; and what is quoted is not called untrue. */
export const joiningRule = ({ claim, quoted }: ClaimCase): Objection | null => {
  const lie = untrue.exec(claim.reading.text);
  if (lie && !quoted.some(({ reading }) => untrue.test(reading.text)))
    return { verdict: "refuted", reason: "negation_changed", word: lie[0] };
  const theirs = quoted.flatMap(joinedBy);
  for (const own of joinedBy(claim)) {
    const same = theirs.filter((other) => sameWord(own.left, other.left) && sameWord(own.right, other.right));
    if (
      own.by === "and" &&
      same.length > 0 &&
      same.every((other) => other.by !== own.by) &&
      !claim.says.some((said) => said.denied)
    )
      return { verdict: "not_enough_evidence", reason: "quantifier_changed", word: own.by };
  }
  return null;
};
