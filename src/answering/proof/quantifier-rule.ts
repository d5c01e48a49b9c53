import type { ClaimCase, Statement } from "./claim-case.ts";
import type { Objection } from "./finding.ts";
import type { ReadWord } from "./reading.ts";
import { sameWord } from "./same-word.ts";
import { pronouns } from "./word-lists.ts";

type Amount = "all" | "any" | "most" | "many" | "some" | "few";

const amounts: Record<Amount, RegExp> = {
  all: /^(?:all|every|each|both|whole|entire|always|everyone|everybody|everything|everywhere|completely|fully|totally)$/,
  any: /^(?:any|anyone|anybody|anything)$/,
  most: /^(?:most|majority)$/,
  many: /^(?:many|much|widespread|numerous|lots)$/,
  some: /^(?:some|several|certain|various|part|parts)$/,
  few: /^(?:few|little|fewer|rarely|seldom|hardly)$/,
};

const amountOf = (word: string): Amount | null =>
  (Object.keys(amounts) as Amount[]).find((amount) => amounts[amount].test(word)) ?? null;

/** A noun with the amount said of it: "some of the boards" is some boards. */
type Counted = { amount: Amount; by: ReadWord; nouns: ReadWord[] };

const reach = 5;
const timeUnit = /^(?:minute|hour|day|week|fortnight|month|quarter|year)s?$/;

const countedOf = ({ reading }: Statement): Counted[] =>
  reading.words.flatMap((word) => {
    const amount = amountOf(word.word);
    const [before, after] = [reading.words[word.at - 1]?.word, reading.words[word.at + 1]?.word ?? ""];
    if (amount === null || (/^\p{Lu}/u.test(word.written) && !word.opens)) return [];
    if ((amount === "few" && before === "a") || before === "at" || before === "how") return [];
    // "every month" is a rate, "the most you can get" a limit: neither says how many.
    if (timeUnit.test(after) || (before === "the" && pronouns.has(after))) return [];
    const phrase = reading.words.slice(word.at + 1, word.at + 1 + reach).filter((next) => next.clause === word.clause);
    const until = phrase.findIndex((next) => next.word === "to" || next.wordClass === "verb");
    const nouns = (until < 0 ? phrase : phrase.slice(0, until)).filter((next) => !next.light);
    return [{ amount, by: word, nouns }];
  });

const unlimited: ReadonlySet<Amount> = new Set(["all", "any"]);

/** "Any" may be said where the quotation says "all" or "any"; "all" only where it says "all". */
const covers = (claimed: Amount, quoted: Amount): boolean => claimed === quoted || (claimed === "any" && quoted === "all");

/**
 * How many of them: "some" does not become "all" or go missing, "most" stays "most", and nothing is said of all that is not said of all
 * in the quotation.
 */
export const quantifierRule = ({ claim, quoted }: ClaimCase): Objection | null => {
  const theirs = quoted.flatMap((statement) => countedOf(statement).map((counted) => ({ ...counted, statement })));
  const own = countedOf(claim);
  const changed = (word: ReadWord): Objection => ({
    verdict: "not_enough_evidence",
    reason: "quantifier_changed",
    word: word.written,
  });
  for (const { amount, by, nouns } of own) {
    const same = theirs.filter((other) => covers(amount, other.amount));
    const quotedWord = quoted.some(({ reading }) => reading.words.some((word) => word.word === by.word));
    const fits =
      same.some(
        (other) =>
          nouns.length === 0 ||
          other.nouns.length === 0 ||
          nouns.some((noun) => other.nouns.some((theirNoun) => sameWord(noun, theirNoun))),
      ) ||
      (quotedWord && same.length > 0 && !unlimited.has(amount));
    if (!fits) return changed(by);
  }
  for (const { amount, by, nouns, statement } of theirs) {
    const noun = nouns.find((word) => word.wordClass === "noun" || word.wordClass === "name");
    if (unlimited.has(amount) || noun === undefined) continue;
    const named = claim.reading.words.find((word) => sameWord(word, noun));
    if (!named) continue;
    const elsewhere = statement.reading.words.some(
      (word) =>
        word !== noun &&
        sameWord(word, noun) &&
        !theirs.some((other) => other.nouns.includes(word) && other.statement === statement),
    );
    if (!elsewhere && !own.some((other) => other.amount === amount || other.by.word === by.word)) return changed(by);
  }
  return null;
};
