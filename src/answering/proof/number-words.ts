const ones =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const scales: Record<string, number> = { hundred: 100, thousand: 1000, million: 1e6, billion: 1e9, dozen: 12 };
const fractions: Record<string, number> = {
  half: 1 / 2,
  third: 1 / 3,
  thirds: 1 / 3,
  quarter: 1 / 4,
  quarters: 1 / 4,
  fifth: 1 / 5,
  fifths: 1 / 5,
  tenth: 1 / 10,
  tenths: 1 / 10,
};
/** Words that multiply or divide what stands behind them. */
const multiples: Record<string, number> = {
  twice: 2,
  double: 2,
  doubled: 2,
  doubles: 2,
  doubling: 2,
  treble: 3,
  triple: 3,
  thrice: 3,
  halve: 1 / 2,
  halved: 1 / 2,
  halves: 1 / 2,
  halving: 1 / 2,
  fortnight: 14,
  fortnightly: 14,
};

const plain = new Map<string, number>([
  ...ones.map((word, value) => [word, value] as const),
  ...tens.map((word, at) => [word, (at + 2) * 10] as const),
]);

/** Before these "one" is a number. */
const unitWord = /^(?:minute|hour|day|week|fortnight|month|year)s?$/;

/** A number written in words. `end` is exclusive. */
export type WordedNumber = { value: number; start: number; end: number; words: string };

type Token = { word: string; start: number; end: number };

const tokensOf = (text: string): Token[] =>
  [...text.matchAll(/[a-z]+|\d[\d,.]*\d|\d|[^\sa-z\d]/giu)].map((match) => ({
    word: match[0].toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }));

const isAnd = (token: Token | undefined): boolean => token?.word === "and";
const isHyphen = (token: Token | undefined): boolean => token?.word === "-";

/** Reads one number from a token on; null when none begins there. */
const readNumber = (tokens: readonly Token[], from: number): { value: number; next: number } | null => {
  let total = 0;
  let current: number | null = null;
  let at = from;
  const step = (): boolean => {
    const word = tokens[at]?.word ?? "";
    const value = plain.get(word);
    if (value !== undefined && (current === null || (current % 10 === 0 && value < 10 && current >= 20) || current % 100 === 0)) {
      current = (current ?? 0) + value;
      return true;
    }
    const scale = scales[word];
    if (scale === undefined || (current === null && at === from && !/^(?:a|dozen|hundred|thousand|million|billion)$/.test(word)))
      return false;
    current = (current ?? 1) * scale;
    if (scale >= 1000) {
      total += current;
      current = 0;
    }
    return true;
  };
  while (at < tokens.length) {
    if (step()) {
      at += 1;
      if (isHyphen(tokens[at]) && plain.has(tokens[at + 1]?.word ?? "")) at += 1;
      else if (
        isAnd(tokens[at]) &&
        current !== null &&
        (current % 100 === 0 || total > 0) &&
        plain.has(tokens[at + 1]?.word ?? "")
      )
        at += 1;
      continue;
    }
    break;
  }
  return current === null ? null : { value: total + current, next: at };
};

/**
 * Finds the numbers that a text writes in words: "forty-five", "nine thousand", "one and a half", "two thirds", "twice". "One" counts only as
 * part of a larger number, with a fraction or before a stretch of time: in English it is more often a pronoun.
 */
export const wordedNumbers = (text: string): WordedNumber[] => {
  const tokens = tokensOf(text);
  const found: WordedNumber[] = [];
  const note = (value: number, from: number, next: number): void => {
    const [start, end] = [tokens[from]!.start, tokens[next - 1]!.end];
    found.push({ value, start, end, words: text.slice(start, end) });
  };
  for (let at = 0; at < tokens.length; ) {
    const { word } = tokens[at]!;
    const number = readNumber(tokens, at);
    if (number) {
      let { value, next } = number;
      const part = fractions[tokens[isHyphen(tokens[next]) ? next + 1 : next]?.word ?? ""];
      if (part !== undefined && part !== 1 / 2) {
        value *= part;
        next += isHyphen(tokens[next]) ? 2 : 1;
      } else if (isAnd(tokens[next]) && tokens[next + 1]?.word === "a" && fractions[tokens[next + 2]?.word ?? ""]) {
        value += fractions[tokens[next + 2]!.word]!;
        next += 3;
      }
      const isCounted = unitWord.test(tokens[next]?.word ?? "") || unitWord.test(tokens[next + 1]?.word ?? "");
      if (value !== 1 || next !== at + 1 || isCounted) note(value, at, next);
      at = next;
      continue;
    }
    const value = word === "half" || word === "quarter" || word === "third" ? fractions[word] : multiples[word];
    const isOrdinal = word === "third" && tokens[at - 1]?.word !== "a";
    if (value !== undefined && !isOrdinal) note(value, at, at + 1);
    at += 1;
  }
  return found;
};
