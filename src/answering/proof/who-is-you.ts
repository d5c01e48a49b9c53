import type { ClaimCase } from "./claim-case.ts";
import type { ReadWord } from "./reading.ts";

const parties: readonly [own: RegExp, other: RegExp][] = [
  [/^employers?$/, /^(?:employees?|staff|workers?|workforce)$/],
  [/^(?:employees?|staff|workers?|members?|individuals?)$/, /^employers?$/],
];

/**
 * Whether a word names whoever the quotations call "you". A guide that tells "you" what to do with your employees speaks to employers, one that speaks of "your
 * employer" to employees.
 */
export const isMeantByYou = ({ quoted }: ClaimCase, word: ReadWord): boolean =>
  parties.some(
    ([own, other]) =>
      own.test(word.word) &&
      quoted.some(({ reading: { words } }) => words.some(({ word: said }) => /^(?:you|your)$/.test(said))) &&
      quoted.some(({ reading: { words } }) => words.some(({ word: said }) => other.test(said.replace(/'s?$/, "")))) &&
      !quoted.some(({ reading: { words } }) => words.some(({ word: said }) => own.test(said.replace(/'s?$/, "")))),
  );
