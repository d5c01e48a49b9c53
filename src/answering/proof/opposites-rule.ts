import type { ClaimCase, Statement } from "./claim-case.ts";
import type { Objection } from "./finding.ts";
import type { ReadWord } from "./reading.ts";
import { isMeantByYou } from "./who-is-you.ts";

/** Words that order, place and compare, in pairs that say the contrary of each other. */
const pairs =
  "before:after,following,since,when,once during:after,before after:before,within,until,during into:out_of out_of:into within:after,outside,beyond until:after,from,since,soon,when,once unless:if,when if:unless since:until,before with:without without:with under:over,above over:under,below above:below,under below:above more:less,fewer less:more fewer:more " +
  "most:least least:most higher:lower lower:higher,raise,raised,increase first:last last:first up:down down:up inside:outside outside:inside always:never,sometimes never:always " +
  "earliest:latest latest:earliest early:late late:early earlier:later later:earlier minimum:maximum maximum:minimum further:less better:worse worse:better longer:shorter shorter:longer " +
  "earned:unearned weekly:monthly,daily,yearly monthly:weekly,daily,yearly daily:weekly,monthly once:twice twice:once right:duty duty:right next:previous,last previous:next,current current:previous employer:employee employee:employer employers:employees employees:employers compulsory:voluntary voluntary:compulsory statutory:contractual contractual:statutory " +
  "paid:unpaid unpaid:paid together:separately internal:external external:internal permanent:temporary temporary:permanent join:leave leave:join open:closed closed:open " +
  "accept:reject,refuse reject:accept approve:refuse,reject buy:sell sell:buy gain:lose lose:gain encourage:discourage merge:split split:merge widen:narrow keep:lose afterwards:beforehand beforehand:afterwards";

const contraries: ReadonlyMap<string, readonly string[]> = new Map(
  pairs.split(" ").map((pair) => {
    const [word, others] = pair.split(":") as [string, string];
    return [word, others.split(",")] as const;
  }),
);

/** "Out of" is a direction; the "out" of "set out" is none. */
const formOf = ({ reading }: Statement, { word, at, light, stem }: ReadWord): string => {
  if (word === "out" && reading.words[at + 1]?.word === "of") return "out_of";
  return light ? word : stem;
};

const countOf = (statements: readonly Statement[], form: string): number =>
  statements.reduce(
    (sum, statement) => sum + statement.reading.words.filter((other) => formOf(statement, other) === form).length,
    0,
  );

const prefix = /^(?:un|in|im|ir|il|dis|non-?|mis)(?=[a-z]{3})/;

const contraryOf = ({ deps, claim }: ClaimCase, word: ReadWord, statement: Statement, other: ReadWord): boolean =>
  contraries.get(word.word)?.includes(other.word) === true ||
  contraries.get(formOf(claim, word))?.includes(formOf(statement, other)) === true ||
  deps.wordRelations.oppositeOf(word.stem).has(other.stem) ||
  (prefix.test(word.word) && deps.terms.stem(word.word.replace(prefix, "")) === other.stem) ||
  (prefix.test(other.word) && deps.terms.stem(other.word.replace(prefix, "")) === word.stem);

const denials = (statement: Statement): number => statement.says.filter((said) => said.denied).length;

/**
 * A word of the claim where the quotations have its contrary: one that they lack, or that stands more often in the claim while its contrary
 * stands less often.
 */
export const oppositesRule = (claimCase: ClaimCase): Objection | null => {
  const { claim, quoted } = claimCase;
  for (const word of claim.reading.words) {
    if (isMeantByYou(claimCase, word)) continue;
    const form = formOf(claim, word);
    const isQuoted = quoted.some(({ reading }) => [...word.keys].some((key) => reading.keys.has(key)));
    if (isQuoted && countOf([claim], form) <= countOf(quoted, form)) continue;
    for (const statement of quoted) {
      const contrary = statement.reading.words.find((other) => {
        const theirs = formOf(statement, other);
        return (
          contraryOf(claimCase, word, statement, other) && countOf([claim], theirs) < (isQuoted ? countOf(quoted, theirs) : 1)
        );
      });
      if (contrary && denials(claim) % 2 === denials(statement) % 2)
        return { verdict: "refuted", reason: "opposite", word: word.written };
    }
  }
  return null;
};
