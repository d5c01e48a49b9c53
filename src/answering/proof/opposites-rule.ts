import type { ClaimCase, Statement } from "./claim-case.ts";
import type { Objection } from "./finding.ts";
import type { ReadWord } from "./reading.ts";
import { isMeantByYou } from "./who-is-you.ts";

/** Words that order, place and compare, in pairs that say the contrary of each other. */
const pairs =
  "before:after,following after:before into:out_of out_of:into with:without without:with under:over,above over:under,below above:below,under below:above more:less,fewer less:more fewer:more " +
  "most:least least:most higher:lower lower:higher,raise,raised,increase first:last last:first up:down down:up inside:outside outside:inside always:never,sometimes never:always " +
  "earliest:latest latest:earliest early:late late:early earlier:later later:earlier minimum:maximum maximum:minimum further:less better:worse worse:better longer:shorter shorter:longer " +
  "earned:unearned employer:employee employee:employer employers:employees employees:employers compulsory:voluntary voluntary:compulsory statutory:contractual contractual:statutory " +
  "paid:unpaid unpaid:paid together:separately internal:external external:internal permanent:temporary temporary:permanent join:leave leave:join open:closed closed:open " +
  "accept:reject,refuse reject:accept approve:refuse,reject buy:sell sell:buy gain:lose lose:gain encourage:discourage merge:split split:merge widen:narrow keep:lose afterwards:beforehand beforehand:afterwards";

const contraries: ReadonlyMap<string, readonly string[]> = new Map(
  pairs.split(" ").map((pair) => {
    const [word, others] = pair.split(":") as [string, string];
    return [word, others.split(",")] as const;
  }),
);

/** "Out of" is a direction; the "out" of "set out" is none. */
const formOf = ({ reading }: Statement, { word, at }: ReadWord): string =>
  word === "out" && reading.words[at + 1]?.word === "of" ? "out_of" : word;

const has = (statement: Statement, form: string): boolean =>
  statement.reading.words.some((other) => formOf(statement, other) === form);

const prefix = /^(?:un|in|im|ir|il|dis|non-?|mis)(?=[a-z]{3})/;

const contraryOf = ({ deps, claim }: ClaimCase, word: ReadWord, statement: Statement, other: ReadWord): boolean =>
  contraries.get(formOf(claim, word))?.includes(formOf(statement, other)) === true ||
  deps.wordRelations.oppositeOf(word.stem).has(other.stem) ||
  (prefix.test(word.word) && deps.terms.stem(word.word.replace(prefix, "")) === other.stem) ||
  (prefix.test(other.word) && deps.terms.stem(other.word.replace(prefix, "")) === word.stem);

const denials = (statement: Statement): number => statement.says.filter((said) => said.denied).length;

/** A word of the claim that the quotations lack, where they have its contrary instead and the claim does not. */
export const oppositesRule = (claimCase: ClaimCase): Objection | null => {
  const { claim, quoted } = claimCase;
  for (const word of claim.reading.words) {
    if (isMeantByYou(claimCase, word)) continue;
    if (
      quoted.some(
        ({ reading }) =>
          [...word.keys].some((key) => reading.keys.has(key)) || reading.words.some((other) => other.word === word.word),
      )
    )
      continue;
    for (const statement of quoted) {
      const contrary = statement.reading.words.find(
        (other) => contraryOf(claimCase, word, statement, other) && !has(claim, formOf(statement, other)),
      );
      if (contrary && denials(claim) % 2 === denials(statement) % 2)
        return { verdict: "refuted", reason: "opposite", word: word.written };
    }
  }
  return null;
};
