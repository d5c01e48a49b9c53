import type { ClaimCase, QuotedStatement } from "./claim-case.ts";
import type { Objection } from "./finding.ts";
import type { Pair } from "./pair-predications.ts";
import type { ReadWord } from "./reading.ts";
import { contentOf, sameWord, standsFor } from "./same-word.ts";

const opener =
  /^(?:if|unless|when|whenever|once|until|till|provided|providing|except|subject|depending|where|only|after|before)$/;
const asLongAs = /^as (?:(?:long|soon) as|needed|necessary|required|appropriate)\b/iu;
/** Ways in which a claim can keep a condition, whatever its words. */
const keeps =
  /^to\b|\b(?:if|unless|when|whenever|once|until|till|provided|providing|except|subject to|depend(?:s|ing)?|where|while|only|after|before|as (?:long|soon) as|in case|who|whose|for .{3,60} to|to be|so that|that|which|without|because|apart from|as needed)\b/iu;

const openers =
  /^(?:if|unless|when|whenever|once|until|till|provided|providing|except|subject|depending|where|while|only|after|before|as|in|who|whose|for|to|so|that|which|without|because|apart)$/;

/** Whether the claim has a word for a condition more often than what is quoted outside the condition. */
const keepsOne = (claim: string, outside: readonly ReadWord[]): boolean => {
  const left = outside.map(({ word }) => word).filter((word) => openers.test(word));
  return (claim.toLowerCase().match(/\p{L}+/gu) ?? [])
    .filter((word) => openers.test(word))
    .some((word) => {
      const at = left.indexOf(word);
      if (at < 0) return true;
      left.splice(at, 1);
      return false;
    });
};

/** Whoever reads: a claim says "you" for them. */
const anybody = /^(?:members?|employees?|staff|workers?|individuals?|applicants?)$/;

type Condition = { words: ReadWord[]; start: number; end: number; leads: boolean; apart: boolean };

/** The conditions of a quoted sentence: clauses that open with "if", "when", "unless" and the like, outside brackets. */
const conditionsOf = ({ reading }: QuotedStatement): Condition[] => {
  const conditions: Condition[] = [];
  for (const word of reading.words) {
    const opens =
      word.at === 0 || reading.words[word.at - 1]!.clause !== word.clause || reading.words[word.at - 1]!.word === "only";
    const asLong = word.word === "as" && asLongAs.test(reading.text.slice(word.start, word.start + 16));
    if (
      !(opener.test(word.word) || asLong) ||
      word.word === "only" ||
      (!opens && !asLong && word.word !== "if" && word.word !== "except")
    )
      continue;
    const rest = reading.words.slice(word.at);
    const ownEnd = rest.findIndex((other) => other.clause !== word.clause);
    const own = ownEnd < 0 ? rest : rest.slice(0, ownEnd);
    // "You can claim if:" has its condition in the bullet.
    const goesOn = own.length === 1 || /^\s*:/.test(reading.text.slice(own.at(-1)!.end));
    const words = goesOn ? rest : own;
    conditions.push({
      words,
      start: words[0]!.start,
      end: words.at(-1)!.end,
      leads: word.opens,
      apart: /,\s*$/u.test(reading.text.slice(0, word.start)),
    });
  }
  return conditions;
};

/**
 * A leading condition holds for the whole sentence; a trailing one for what stands before it, back to where another subject takes over.
 */
const isGoverned = (
  { reading, says }: QuotedStatement,
  { words, start, end, leads, apart }: Condition,
  word: ReadWord,
): boolean => {
  if (word.sentence !== words[0]!.sentence || (word.start >= start && word.start <= end)) return false;
  if (leads) return word.start > end;
  if (word.start > end) return false;
  // ", unless" after a comma looks back on the whole sentence.
  if (apart && /^(?:unless|except|provided)$/.test(words[0]!.word)) return true;
  if (reading.words.some((other) => other.start > word.start && other.at < words[0]!.at - 2 && other.word === "but"))
    return false;
  const own = says.find((said) => said.group.includes(word));
  const between = says.filter((said) => said.group[0]!.start > word.start && said.group[0]!.start < start);
  return !between.some(
    (said) =>
      said.sharedWith === null && said.tense !== "bare" && said.subject !== own?.subject && contentOf(said.subject).length > 0,
  );
};

/** "Before dismissal", "where you work": a point in time or a place rather than something that must be so. */
const isPlain = (statement: QuotedStatement, words: readonly ReadWord[]): boolean => {
  const [first, last] = [words[0]!, words.at(-1)!];
  const says = statement.says.some((said) => said.group[0]!.at >= first.at && said.group[0]!.at <= last.at);
  return /^(?:before|after|until|till)$/.test(first.word) ? !says : first.word === "where" && words.length <= 4;
};

const inBrackets = (text: string, at: number): boolean => text.lastIndexOf("(", at) > text.lastIndexOf(")", at);

/**
 * A condition of what is quoted ("if the scheme is approved", "unless", "as soon as") must be kept: the claim has a word for it and
 * says something of it.
 */
export const conditionRule = ({ deps, claim, quoted }: ClaimCase, pairs: readonly Pair[]): Objection | null => {
  for (const statement of quoted) {
    const own = pairs.filter((pair) => pair.statement === statement);
    const met = own.some(({ byHead }) => byHead)
      ? own.filter(({ byHead }) => byHead)
      : pairs.some(({ byHead }) => byHead)
        ? []
        : own;
    const used = met.map(({ quoted: said }) => said.group[0]!);
    if (used.length === 0) continue;
    for (const condition of conditionsOf(statement)) {
      const { words, start } = condition;
      if (isPlain(statement, words)) continue;
      if (!used.some((word) => isGoverned(statement, condition, word)) || inBrackets(statement.reading.text, start)) continue;
      const outside = statement.reading.words.filter((word) => !words.includes(word));
      const content = contentOf(words.slice(1)).filter(
        (word) => !anybody.test(word.word) && !outside.some((other) => sameWord(word, other)),
      );
      const saidOf = content.filter((other) => claim.reading.words.some((word) => !word.light && standsFor(deps, word, other)));
      // "If a member ever needs it" has nothing of its own to look for: a word for a condition must then be over and above the others.
      const kept = content.length === 0 ? keepsOne(claim.reading.text, outside) : saidOf.length * 3 >= content.length;
      if (!kept || !keeps.test(claim.reading.text))
        return {
          verdict: "not_enough_evidence",
          reason: "condition_dropped",
          word: words
            .slice(0, 6)
            .map((word) => word.written)
            .join(" "),
        };
    }
  }
  return null;
};
