import type { ClaimCase, Statement } from "./claim-case.ts";
import type { Objection } from "./finding.ts";
import { wordedNumbers } from "./number-words.ts";
import type { ReadWord } from "./reading.ts";
import { standsFor } from "./same-word.ts";
import { isMeantByYou } from "./who-is-you.ts";
import { isNumber } from "./words-rule.ts";

/** Ways to speak of those who work or belong; who of them is meant, other rules judge. */
const people = /^(?:staff|employees?|workers?|members?|people|persons?|individuals?|colleagues?)$/;

const sameSentence = (a: ReadWord | undefined, b: ReadWord): boolean => a !== undefined && a.sentence === b.sentence;

/** The words on either side of one, as one key; null at the ends of a sentence. */
const slotOf = ({ reading: { words } }: Statement, word: ReadWord): string | null => {
  const [before, after] = [words[word.at - 1], words[word.at + 1]];
  return sameSentence(before, word) && sameSentence(after, word) ? `${before!.word} ${after!.word}` : null;
};

const numberIn = (word: string): number | null => {
  const plain = word.replace(/^[£$€]/u, "").replace(/,(?=\d{3})/gu, "");
  const digits = /^(\d+(?:\.\d+)?)(?:%|st|nd|rd|th)?$/u.exec(plain);
  return digits ? Number(digits[1]) : (wordedNumbers(plain)[0]?.value ?? null);
};

/** Whether the word after the next is the same too, or a number in both: "£45 for adults" is not the place of "£20 for children". */
const goesOnAlike = (claim: Statement, word: ReadWord, statement: Statement, other: ReadWord): boolean => {
  const [own, theirs] = [claim.reading.words[word.at + 2], statement.reading.words[other.at + 2]];
  if (!own || !theirs) return own === theirs;
  return own.word === theirs.word || own.stem === theirs.stem || (isNumber(own.word) && isNumber(theirs.word));
};

/** A number where the quotation has another between the same two words: "from 27 to 42" for "from 42 to 27". */
const swappedNumber = ({ claim, quoted }: ClaimCase): ReadWord | undefined =>
  claim.reading.words.find((word) => {
    const value = isNumber(word.word) ? numberIn(word.word) : null;
    const slot = value === null ? null : slotOf(claim, word);
    if (slot === null) return false;
    const others = quoted.flatMap((statement) =>
      statement.reading.words
        .filter((other) => slotOf(statement, other) === slot && goesOnAlike(claim, word, statement, other))
        .map((other) => numberIn(other.word)),
    );
    return (
      others.some((other) => other !== null) &&
      !others.some((other) => other === value || (other !== null && other * 100 === value) || other === value! * 100)
    );
  });

/**
 * A word that is quoted elsewhere is not put in the place of another that the claim no longer has: "send it to the tenant", where the
 * quotation sends it to the landlord and speaks of the tenant too. The same goes for numbers.
 */
export const slotRule = (claimCase: ClaimCase): Objection | null => {
  const { deps, claim, quoted } = claimCase;
  const own = claim.reading.words;
  const number = swappedNumber(claimCase);
  if (number) return { verdict: "refuted", reason: "figure_of_something_else", word: number.written };
  for (const word of own) {
    const slot = word.light || isNumber(word.word) ? null : slotOf(claim, word);
    if (slot === null || isMeantByYou(claimCase, word)) continue;
    const stands = quoted.flatMap((statement) => statement.reading.words.filter((other) => slotOf(statement, other) === slot));
    if (
      stands.length === 0 ||
      stands.some((other) => standsFor(deps, word, other) || (people.test(word.word) && people.test(other.word)))
    )
      continue;
    const replaced = stands.find(
      (other) => !other.light && !isNumber(other.word) && !own.some((it) => standsFor(deps, it, other)),
    );
    if (replaced) return { verdict: "refuted", reason: "roles_swapped", word: word.written };
  }
  return null;
};
