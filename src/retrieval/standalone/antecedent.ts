import { type NounPhrase, singular } from "./noun-phrase.ts";
import { type Candidate, candidatesOf, type PronounKind } from "./salience.ts";
import { maxTurnsBack, type RememberedTurn } from "./thread-memory.ts";

/** What a pronoun most likely stands for. `sure` when no other candidate came near. */
export type Antecedent = { text: string; phrase: NounPhrase; sure: boolean };

/** What a candidate loses for each turn that it is older, and how far ahead the best must be to be sure of it. */
const turnPenalty = 1.5;
const leastMargin = 0.5;

/** Candidates that name the same thing are one: the fuller wording with the better score. */
const merged = (candidates: readonly Candidate[]): Candidate[] => {
  const byHead = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const key = singular(candidate.phrase.head);
    const known = byHead.get(key);
    if (!known) byHead.set(key, candidate);
    else {
      // The member's own words do, where they say which; the answer's may say more than is known.
      const saysWhich = known.phrase.content.length > 1;
      const fuller = !saysWhich && candidate.phrase.content.length > known.phrase.content.length ? candidate : known;
      byHead.set(key, { ...fuller, score: Math.max(candidate.score, known.score) + 0.3 });
    }
  }
  return [...byHead.values()].sort((a, b) => b.score - a.score);
};

/**
 * What a pronoun stands for: the phrase of the earlier turns that fits it in number and kind and was most in focus.
 * Subjects come before objects, what the answer was asked to name before what it says besides, newer turns before
 * older ones (after centering theory: Grosz, Joshi and Weinstein, Computational Linguistics 21, 1995). `turns` are oldest
 * first; `taken` is what other pronouns of the same question stand for already, `hints` are words of substance of that question.
 */
export const findAntecedent = (
  turns: readonly RememberedTurn[],
  kind: PronounKind,
  { taken = new Set(), hints = [] }: { taken?: ReadonlySet<string>; hints?: readonly string[] } = {},
): Antecedent | null => {
  const recent = turns.slice(-maxTurnsBack).reverse();
  const ranked = merged(
    recent.flatMap((turn, back) =>
      candidatesOf(turn, kind, hints).map((candidate) => ({ ...candidate, score: candidate.score - back * turnPenalty })),
    ),
  ).filter(({ text }) => !taken.has(text));
  const [best, second] = ranked;
  if (!best) return null;
  return { text: best.text, phrase: best.phrase, sure: second === undefined || best.score - second.score >= leastMargin };
};
