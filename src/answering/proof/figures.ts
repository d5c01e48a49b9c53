import { daysInText } from "../../domain/days-in-text.ts";
import { figuresInText } from "../../domain/figures-in-text.ts";

/** A number in one form: `value` in its unit, what it counts when that is a closed kind. */
export type ProofFigure = { value: number; kind: "percent" | "money" | "count"; unit: string | null; start: number; end: number };

const timeUnit = /^\s*-?\s*(?:[a-z]+\s+)?(minute|hour|day|week|fortnight|month|quarter|year)s?\b/iu;

/** The numbers of a text that are no part of a date. */
export const figuresOf = (text: string, writtenOn: string): ProofFigure[] => {
  const days = daysInText(text, writtenOn);
  return figuresInText(text)
    .filter((figure) => !days.some((day) => figure.start < day.end && figure.end > day.start))
    .map((figure) => ({
      value: figure.value,
      kind: figure.unit,
      unit: timeUnit.exec(text.slice(figure.end))?.[1]?.toLowerCase() ?? null,
      start: figure.start,
      end: figure.end,
    }));
};

const asShare = (figure: ProofFigure): number => (figure.kind === "percent" ? figure.value / 100 : figure.value);

/** Whether two figures say the same: 50% is half, 2 is two; five weeks are not five months, and £5 is not 5%. */
export const sameFigure = (claimed: ProofFigure, quoted: ProofFigure): boolean => {
  if (claimed.unit !== null && quoted.unit !== null && claimed.unit !== quoted.unit) return false;
  if (claimed.kind === quoted.kind) return claimed.value === quoted.value;
  const shares = asShare(claimed) === asShare(quoted) && [0.5].includes(asShare(claimed));
  return shares && claimed.kind !== "money" && quoted.kind !== "money";
};
