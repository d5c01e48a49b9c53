import type { ClaimCase, Statement } from "./claim-case.ts";
import type { Objection } from "./finding.ts";
import { forcesOf } from "./forces.ts";
import { markersOf } from "./markers.ts";
import type { Pair } from "./pair-predications.ts";
import type { Predication } from "./predications.ts";
import type { ReadWord } from "./reading.ts";
import { sameWord, standsFor } from "./same-word.ts";

const needsQuoting = /^(?:must|should)$/;

/** Verbs too common to carry content, but which still say what is done. */
const doing = /^(?:keep|let|want|use)$/;

const wordsIn = (words: readonly ReadWord[]): string => words.map((word) => word.word).join(" ");

const saysAlike = (a: Predication, b: Predication): boolean => wordsIn(a.group) === wordsIn(b.group);

/** Whether a predication is a clause of its own, first in the claim or behind "and" or "but". */
const opensClause = ({ says, reading }: Statement, said: Predication): boolean => {
  const clause = reading.words.filter(
    (word) => word.sentence === said.group[0]!.sentence && word.clause === said.group[0]!.clause,
  );
  return says.find((other) => other.tense !== "bare") === said || /^(?:and|but|so)$/.test(clause[0]?.word ?? "");
};

/** "There is", "it is clear that": a frame for what is said elsewhere. */
const isIdle = ({ head, subject }: Predication): boolean =>
  head === null && subject.length <= 2 && subject.every((word) => /^(?:there|it|that|this|which|who)$/.test(word.word));

/**
 * What the claim's verbs say where no quoted verb says it: the verb itself must be quoted, not just stand in a heading; what is quoted
 * as wanted, expected or reported is not turned into fact by another verb; nobody is made to speak.
 */
export const verbsRule = ({ deps, claim, quoted, around }: ClaimCase, pairs: readonly Pair[]): Objection | null => {
  const all = quoted.flatMap((statement) => statement.reading.words);
  const known = new Set([
    ...all.flatMap((word) => [...forcesOf(word.word)]),
    ...quoted.flatMap((statement) =>
      statement.says.flatMap((said) => markersOf(statement, said).flatMap(({ forces }) => [...forces])),
    ),
  ]);
  const spokenFor = new Set(pairs.filter(({ byHead }) => byHead).map((pair) => pair.quoted));
  for (const said of claim.says) {
    const pair = pairs.find(({ claimed }) => claimed === said);
    const { head } = said;
    if (said.tense === "bare" || pair?.byHead) continue;
    const word = said.group.map((it) => it.written).join(" ");
    if (head && !head.light && !all.some((other) => standsFor(deps, head, other)))
      return { verdict: "not_enough_evidence", reason: "words_not_quoted", word };
    if (head && doing.test(head.stem) && !all.some((other) => standsFor(deps, head, other)))
      return { verdict: "not_enough_evidence", reason: "words_not_quoted", word };
    const isEmpty = ![...said.subject, ...said.group, ...said.object].some((it) => !it.light || /\d/.test(it.word));
    if (
      isEmpty &&
      opensClause(claim, said) &&
      !isIdle(said) &&
      !quoted.some(({ says }) => says.some((other) => saysAlike(said, other)))
    )
      return { verdict: "not_enough_evidence", reason: "words_not_quoted", word };
    if (head && /^(?:tell|inform|promise)/.test(head.stem) && !all.some((other) => other.stem === head.stem))
      return { verdict: "not_enough_evidence", reason: "words_not_quoted", word };
    if (
      head &&
      forcesOf(head.word).has("said") &&
      !known.has("said") &&
      said.subject.some((it) => !it.light && !around.words.some((other) => sameWord(it, other)))
    )
      return { verdict: "not_enough_evidence", reason: "words_not_quoted", word };
    const own = markersOf(claim, said);
    const grants = head && /^(?:allow|permit|entitl)/.test(head.stem) && !known.has("can");
    if (grants) return { verdict: "not_enough_evidence", reason: "modality_changed", word };
    const bold = own.find(
      (marker) => marker.own === true && [...marker.forces].every((force) => needsQuoting.test(force) && !known.has(force)),
    );
    if (bold && !quoted.some(({ says }) => says.some((other) => other.orders)))
      return { verdict: "not_enough_evidence", reason: "modality_changed", word: bold.word };
    // Who says it is judged with what is said.
    if (head && forcesOf(head.word).has("said")) continue;
    if (!pair || pair.shared < 0.5 || spokenFor.has(pair.quoted)) continue;
    const theirs = [
      ...markersOf(pair.statement, pair.quoted),
      ...(pair.quoted.head && (pair.quoted.tense !== "bare" || forcesOf(pair.quoted.head.word).has("hoped"))
        ? [{ word: pair.quoted.head.word, forces: forcesOf(pair.quoted.head.word) }]
        : []),
    ];
    const lost = theirs.find(
      (marker) =>
        marker.forces.size > 0 &&
        [...marker.forces].every((force) => force === "hoped" || force === "said" || force === "likely") &&
        ![...own, ...(head ? [{ forces: forcesOf(head.word) }] : [])].some((other) =>
          [...other.forces].some((force) => marker.forces.has(force)),
        ),
    );
    if (lost)
      return {
        verdict: "not_enough_evidence",
        reason: lost.forces.has("said") ? "attribution_dropped" : "hedge_dropped",
        word: lost.word,
      };
  }
  return null;
};
