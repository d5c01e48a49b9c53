import type { ClaimCase } from "./claim-case.ts";
import { datesOf } from "./dates.ts";
import type { Objection } from "./finding.ts";
import type { ReadWord } from "./reading.ts";
import { sameWord, standsFor } from "./same-word.ts";
import { isMeantByYou } from "./who-is-you.ts";

/** Numbers are judged by rules of their own; a word that merely holds a digit is a word like others ("P60", or text in a code). */
const numberWord =
  /^[£$€]?\d[\d.,:/-]*(?:%|\p{L}{1,2}|-\p{L}+)?$|^(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|half|halves|third|thirds|quarter|quarters|percent|cent|per|january|february|march|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?:-|$)/u;

/** Whether a word is a number, in digits or in words, or names a day or month: other rules judge those. */
export const isNumber = (word: string): boolean => numberWord.test(word) || word === "halve" || word === "half";

const isName = (word: ReadWord): boolean => /\p{Lu}/u.test(word.opens ? word.written.slice(1) : word.written);

/** "8a", "2b": a number that a letter makes another one. */
const lettered = /^\d+[a-jln-z]$/;

const quotedSays = ({ deps, quoted }: ClaimCase, word: ReadWord): boolean =>
  quoted.some(({ reading }) => reading.words.some((other) => standsFor(deps, word, other)));

const partsSaid = (claimCase: ClaimCase, word: ReadWord): boolean => {
  const parts = word.word.split("-");
  return (
    parts.length > 1 &&
    parts.every((part) => claimCase.quoted.some(({ reading }) => reading.keys.has(claimCase.deps.terms.stem(part))))
  );
};

/** "The union" is who publishes the page. */
export const isPublisher = ({ around, claim }: ClaimCase, word: ReadWord): boolean =>
  word.word === "union" && claim.reading.words[word.at - 1]?.word === "the" && around.words.length > 0;

/** Without a word of content nothing can be held against the quotations: "It is so." */
const nothingSaid = (claimCase: ClaimCase): boolean =>
  !claimCase.claim.reading.words.some(
    (word) => (!word.light || numberWord.test(word.word)) && (/\d/.test(word.word) || quotedSays(claimCase, word)),
  );

/** Every content word of the claim must be said by the quotations, or at least by what stands around them. */
export const wordsRule = (claimCase: ClaimCase): Objection | null => {
  const { text } = claimCase.claim.reading;
  const dates = datesOf(text, "2025-01-01");
  for (const word of claimCase.claim.reading.words) {
    // "The end of June" is judged as a date.
    if (dates.some((day) => word.start >= day.start && word.end <= day.end)) continue;
    if (word.light || (numberWord.test(word.word) && !lettered.test(word.word))) continue;
    if (
      quotedSays(claimCase, word) ||
      partsSaid(claimCase, word) ||
      isMeantByYou(claimCase, word) ||
      isPublisher(claimCase, word)
    )
      continue;
    if (claimCase.around.words.some((other) => sameWord(word, other))) continue;
    return { verdict: "not_enough_evidence", reason: isName(word) ? "name_not_quoted" : "words_not_quoted", word: word.written };
  }
  return nothingSaid(claimCase)
    ? { verdict: "not_enough_evidence", reason: "words_not_quoted", word: claimCase.claim.reading.text }
    : null;
};
