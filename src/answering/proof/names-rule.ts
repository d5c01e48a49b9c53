import type { ClaimCase } from "./claim-case.ts";
import type { Objection } from "./finding.ts";
import type { Reading, ReadWord } from "./reading.ts";
import { sameWord } from "./same-word.ts";

const isCapital = (word: ReadWord): boolean => /^\p{Lu}\p{Ll}/u.test(word.written);

/** Runs of two or more capitalised words side by side; short forms in capitals stand alone. */
const runsOf = ({ text, words }: Reading): ReadWord[][] => {
  const runs: ReadWord[][] = [];
  for (const word of words) {
    const open = runs.at(-1);
    const joins =
      open !== undefined &&
      open.at(-1)!.at === word.at - 1 &&
      /^ $/u.test(text.slice(open.at(-1)!.end, word.start)) &&
      !/'s?$/.test(open.at(-1)!.word);
    if (!isCapital(word)) continue;
    if (joins) open.push(word);
    else runs.push([word]);
  }
  return runs
    .map((run) => (run[0]!.opens && run[0]!.wordClass !== "name" && run.length > 1 ? run.slice(1) : run))
    .filter((run) => run.length > 1);
};

const standsIn = (run: readonly ReadWord[], { words }: Reading): boolean =>
  words.some((_, at) => run.every((word, offset) => words[at + offset] !== undefined && sameWord(word, words[at + offset]!)));

const sharesConcept = (run: readonly ReadWord[], { words }: Reading): boolean => {
  const concepts = [...run[0]!.keys].filter((key) => key.startsWith("#"));
  return concepts.some((concept) => run.every((word) => word.keys.has(concept)) && words.some((word) => word.keys.has(concept)));
};

/** Names stay whole: "Jim Jones" is nobody where Jim Mackey and Samantha Jones are quoted. */
export const namesRule = ({ claim, quoted, around }: ClaimCase): Objection | null => {
  const readings = [...quoted.map(({ reading }) => reading), around];
  const broken = runsOf(claim.reading).find(
    (run) => !readings.some((reading) => standsIn(run, reading) || sharesConcept(run, reading)),
  );
  if (broken)
    return { verdict: "not_enough_evidence", reason: "name_not_quoted", word: broken.map((word) => word.written).join(" ") };
  return null;
};
