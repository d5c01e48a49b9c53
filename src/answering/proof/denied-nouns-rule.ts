import type { ClaimCase } from "./claim-case.ts";
import type { Objection } from "./finding.ts";
import type { ReadWord } from "./reading.ts";
import { sameWord } from "./same-word.ts";

const denies =
  /^(?:no|not|never|neither|nor|none|nobody|without|cannot|lack|lacks|lacking|missing|absent|yet|fail|fails|failed)$/;
/** Behind a noun these deny it ("the approach has not been agreed"); a "no" there belongs to another noun. */
const deniesBehind = /^(?:not|never|neither|nor|cannot|lacking|missing|absent|yet|fail|fails|failed)$/;

const isDeniedNoun = (words: readonly ReadWord[], { at, light }: ReadWord): boolean => !light && words[at - 1]?.word === "no";

/** Of "no approach and no timetable" each must stay denied: "approach and no timetable" grants the one. */
export const deniedNounsRule = ({ claim, quoted }: ClaimCase): Objection | null => {
  const quotedWords = quoted.flatMap(({ reading }) =>
    reading.words.map((word) => ({ word, denied: isDeniedNoun(reading.words, word) })),
  );
  for (const word of claim.reading.words) {
    const places = quotedWords.filter((other) => !word.light && sameWord(word, other.word));
    if (places.length === 0 || !places.every(({ denied }) => denied)) continue;
    const around = claim.reading.words.filter(({ sentence }) => sentence === word.sentence);
    const isDenied = around.some((other) => (other.at < word.at ? denies : deniesBehind).test(other.word));
    if (!isDenied) return { verdict: "refuted", reason: "negation_changed", word: word.written };
  }
  return null;
};
