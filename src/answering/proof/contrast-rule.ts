import type { ClaimCase, Statement } from "./claim-case.ts";
import type { Objection } from "./finding.ts";
import type { ReadWord } from "./reading.ts";
import { contentOf, sameWord } from "./same-word.ts";

const sets = /^(?:not|without|no|nor|never|except|excluding|unlike)$/;
const setsApart = /^(?:not|without|no|nor|neither|never|nobody|none|nothing|except|excluding|unlike|rather|instead|hardly|only)$/;

/** The words that a "not", "no" or "without" outside any verb sets apart, with it: "not from an official announcement". */
const setApart = ({ reading, says }: Statement): ReadWord[][] => {
  const inVerbs = new Set(says.flatMap((said) => said.group));
  return reading.words.flatMap((word) => {
    const next = reading.words[word.at + 1];
    const verb = says.some((said) => said.group[0] === next);
    if (
      !sets.test(word.word) ||
      inVerbs.has(word) ||
      verb ||
      /^(?:only|just|later|more|less|fewer|longer)$/.test(next?.word ?? "")
    )
      return [];
    return [
      reading.words
        .slice(word.at + 1)
        .filter((other) => other.clause === word.clause && other.sentence === word.sentence)
        .slice(0, 8),
    ];
  });
};

const isSetApart = (claim: Statement, word: ReadWord): boolean =>
  claim.reading.words.some((other) => other.at < word.at && other.sentence === word.sentence && setsApart.test(other.word));

/** What a quotation sets apart ("not the whole", "without notice", "with no notice") is not taken in by the claim. */
export const contrastRule = ({ claim, quoted }: ClaimCase): Objection | null => {
  for (const statement of quoted) {
    for (const apart of setApart(statement)) {
      const elsewhere = quoted.flatMap(({ reading }) => reading.words).filter((word) => !apart.includes(word));
      const own = contentOf(apart).filter((word) => !elsewhere.some((other) => sameWord(word, other)));
      const said = claim.reading.words.filter((word) => own.some((other) => sameWord(word, other)));
      const bare = /^(?:to|from|for|in|on|at|by|of)$/.test(apart[0]?.word ?? "") ? apart.slice(1) : apart;
      const phrase = bare
        .slice(0, 3)
        .map((word) => word.word)
        .join(" ");
      const repeated = bare.length > 2 && ` ${claim.reading.words.map((word) => word.word).join(" ")} `.includes(` ${phrase} `);
      const alone = ` ${elsewhere.map((word) => word.word).join(" ")} `.includes(` ${phrase} `);
      const from =
        said[0] ??
        claim.reading.words.find((_, at) =>
          bare.slice(0, 3).every((word, on) => claim.reading.words[at + on]?.word === word.word),
        );
      const takes = own.length > 0 ? said.length * 2 > own.length : repeated && !alone;
      if (takes && from && !isSetApart(claim, from) && !claim.says.some((it) => it.denied))
        return { verdict: "refuted", reason: "negation_changed", word: phrase };
    }
  }
  return null;
};
