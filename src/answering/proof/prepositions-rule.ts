import type { ClaimCase, Statement } from "./claim-case.ts";
import type { Objection } from "./finding.ts";
import type { ReadWord } from "./reading.ts";
import { standsFor } from "./same-word.ts";

const directed = /^(?:from|to|into|by|for|against|between|about)$/;
const reach = 5;

/** The nouns that each preposition of direction leads to, up to the next preposition or verb. */
const ledTo = ({ reading, says }: Statement): Map<string, ReadWord[][]> => {
  const verbs = new Set(says.flatMap((said) => said.group));
  const found = new Map<string, ReadWord[][]>();
  for (const word of reading.words) {
    const after = reading.words[word.at + 1];
    if (!directed.test(word.word) || verbs.has(word) || /^\d/.test(after?.word ?? "")) continue;
    const nouns: ReadWord[] = [];
    for (const next of reading.words.slice(word.at + 1, word.at + 1 + reach)) {
      if (
        next.sentence !== word.sentence ||
        verbs.has(next) ||
        directed.test(next.word) ||
        /^(?:on|in|at|with|that|who|which|of|and|or)$/.test(next.word)
      )
        break;
      if (!next.light && /^(?:noun|name)$/.test(next.wordClass) && !/\d/.test(next.word)) nouns.push(next);
    }
    if (nouns.length > 0) found.set(word.word, [...(found.get(word.word) ?? []), nouns]);
  }
  return found;
};

/**
 * What something goes from, to, by and for stays: the noun behind a preposition in the claim stands behind the same one where it is
 * quoted, if the quotation has that preposition and another noun behind it.
 */
export const prepositionsRule = ({ deps, claim, quoted }: ClaimCase): Objection | null => {
  const theirs = quoted.map((statement) => ({ statement, led: ledTo(statement) }));
  for (const [preposition, phrases] of ledTo(claim)) {
    const known = theirs.flatMap(({ led }) => led.get(preposition) ?? []);
    if (known.length === 0) continue;
    for (const nouns of phrases) {
      const head = nouns.at(-1)!;
      if (known.some((others) => others.some((other) => nouns.some((word) => standsFor(deps, word, other))))) continue;
      // The noun is quoted, but behind another preposition of direction or as the doer, while what was here has moved.
      const moved = known.some((others) =>
        others.some((other) => claim.reading.words.some((word) => !nouns.includes(word) && standsFor(deps, word, other))),
      );
      const elsewhere = theirs.some(({ led }) =>
        [...led].some(
          ([other, groups]) => other !== preposition && groups.some((group) => group.some((word) => standsFor(deps, head, word))),
        ),
      );
      const asSubject = quoted.some(({ says }) =>
        says.some(({ subject }) => subject.some((word) => standsFor(deps, head, word))),
      );
      if (moved && (elsewhere || asSubject))
        return { verdict: "refuted", reason: "roles_swapped", word: `${preposition} ${head.written}` };
    }
  }
  return null;
};
