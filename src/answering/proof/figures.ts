import { figuresInText } from "../../domain/figures-in-text.ts";
import { type Bound, boundOf } from "./bounds.ts";
import { datesOf, labelled } from "./dates.ts";
import { wordedNumbers } from "./number-words.ts";

/** A number in one form: `value` in its unit, how it is bounded, and what it counts when that is a stretch of time. */
export type ProofFigure = {
  value: number;
  kind: "percent" | "money" | "count" | "label";
  timeUnit: string | null;
  /** Whether a word follows that it counts. */
  counts: boolean;
  bounds: ReadonlySet<Bound>;
  start: number;
  end: number;
};

const timeUnit =
  /^\s*-?\s*(?:(?:or more|or fewer|or less)\s+)?(?:[a-z]+\s+)?(minute|hour|day|week|fortnight|month|quarter|year)s?\b/iu;
const percentWords = /^\s*-?\s*(?:per\s?cent|percentage points?)\b/iu;
const otherMoney = /[$€]\s?$/u;

/** The numbers of a text that are no part of a date. `writtenOn` is the day the text speaks from. */
export const figuresOf = (text: string, writtenOn: string): ProofFigure[] => {
  const days = datesOf(text, writtenOn);
  const inDate = ({ start, end }: { start: number; end: number }): boolean =>
    days.some((day) => start < day.end && end > day.start);
  const inDigits = figuresInText(text).filter((figure) => /\d/.test(figure.words));
  const inWords = wordedNumbers(text).filter(
    (figure) => /[a-z]/i.test(figure.words) && !inDigits.some((other) => figure.start < other.end && figure.end > other.start),
  );
  const read = (value: number, kind: ProofFigure["kind"], start: number, end: number): ProofFigure => ({
    value,
    kind: percentWords.test(text.slice(end))
      ? "percent"
      : otherMoney.test(text.slice(0, start))
        ? "money"
        : labelled.test(text.slice(0, start))
          ? "label"
          : kind,
    timeUnit: timeUnit.exec(text.slice(end))?.[1]?.toLowerCase() ?? null,
    counts: /^\s*-?\s*(?:(?:or more|or fewer|or less|new|proposed)\s+)?\p{L}{3,}/u.test(text.slice(end)),
    bounds: boundOf(text, start, end),
    start,
    end,
  });
  return [
    ...inDigits.map(({ value, unit, start, end }) => read(value, unit, start, end)),
    ...inWords.map(({ value, start, end }) => read(value, "count", start, end)),
  ]
    .filter((figure) => !inDate(figure))
    .sort((a, b) => a.start - b.start);
};

const single = /\b(?:an?|per|each|every)\s+(minute|hour|day|week|fortnight|month|quarter|year)\b/giu;

/** "A week" and "each month" of a quotation, which a claim may call one week. */
export const singleUnitsOf = (text: string): ProofFigure[] =>
  [...text.matchAll(single)].map((match) => ({
    value: 1,
    kind: "count",
    timeUnit: match[1]!.toLowerCase(),
    counts: true,
    bounds: boundOf(text, match.index, match.index),
    start: match.index,
    end: match.index + match[0].length,
  }));

const asShare = (figure: ProofFigure): number => (figure.kind === "percent" ? figure.value / 100 : figure.value);

const close = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9 * Math.max(1, Math.abs(a));

/** Shares that people say in words: half, a third, two thirds, a quarter, three quarters, a fifth, a tenth. */
const spokenShares = [1 / 2, 1 / 3, 2 / 3, 1 / 4, 3 / 4, 1 / 5, 1 / 10];

/** Whether two figures are the same number: 50% is half, two is 2; five weeks are not five months, and £5 is not 5%. */
export const sameFigure = (claimed: ProofFigure, quoted: ProofFigure): boolean => {
  if (claimed.timeUnit !== quoted.timeUnit && claimed.counts && quoted.counts) return false;
  if (claimed.kind === quoted.kind) return close(claimed.value, quoted.value);
  if (![claimed.kind, quoted.kind].every((kind) => kind === "count" || kind === "percent")) return false;
  return spokenShares.some((share) => close(asShare(claimed), share) && close(asShare(quoted), share));
};
