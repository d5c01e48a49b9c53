import { asOfDay } from "../../domain/document.ts";
import type { Bound } from "./bounds.ts";
import type { ClaimCase, QuotedStatement } from "./claim-case.ts";
import { isMisplaced, type Stated } from "./figure-company.ts";
import { figuresOf, type ProofFigure, sameFigure, singleUnitsOf } from "./figures.ts";
import type { Objection } from "./finding.ts";
import type { ReadWord } from "./reading.ts";
import { sameWord } from "./same-word.ts";
import { isNumber } from "./words-rule.ts";

type Placed = { figure: ProofFigure; statement: QuotedStatement };

const writtenOn = ({ sentence }: QuotedStatement): string => asOfDay(sentence.place.document) ?? "2025-01-01";

/** Bounds that a claim may not leave out, change or add. "Only" and "just" do not move a figure. */
const binding = (bounds: ReadonlySet<Bound>): Bound[] => [...bounds].filter((bound) => bound !== "only");

const sameBounds = (claimed: ReadonlySet<Bound>, quoted: ReadonlySet<Bound>): boolean => {
  const [a, b] = [binding(claimed), binding(quoted)];
  // "About" may be added: it says less, not more.
  return a.every((bound) => bound === "near" || b.includes(bound)) && b.every((bound) => a.includes(bound));
};

/** Before a stretch of time "one" is a figure like others. */
const isUnit = /^(?:minute|hour|day|week|fortnight|month|year)(?:s|'s)?$/;

/** "One union" where two are quoted; the noun behind it, null when nothing speaks against it. */
const claimedOne = ({ claim, quoted }: Pick<ClaimCase, "claim" | "quoted">): ReadWord | null => {
  const { words } = claim.reading;
  const counted = words.filter((word) => words[word.at - 1]?.word === "one" && !word.light && !isUnit.test(word.word));
  const wrong = counted.find((word) => {
    const before = quoted.flatMap(({ reading }) =>
      reading.words.filter((other) => sameWord(word, other)).map((other) => reading.words[other.at - 1]?.word ?? ""),
    );
    return before.length > 0 && before.every((it) => it !== "one" && isNumber(it));
  });
  return wrong ?? null;
};

/**
 * Every figure of the claim stands in a quotation, with the same unit and bound, and counts the same thing: where a quotation holds
 * another figure of the same kind, the claim's words must fit the one that it gives.
 */
export const figuresRule = ({ claim, quoted }: ClaimCase): Objection | null => {
  if (quoted.length === 0) return null;
  const known: Placed[] = quoted.flatMap((statement) =>
    [...figuresOf(statement.reading.text, writtenOn(statement)), ...singleUnitsOf(statement.reading.text)].map((figure) => ({
      figure,
      statement,
    })),
  );
  const named = figuresOf(claim.reading.text, writtenOn(quoted[0]!));
  for (const figure of named) {
    const word = claim.reading.text.slice(figure.start, figure.end);
    const same = known.filter((other) => sameFigure(figure, other.figure));
    if (same.length === 0) return { verdict: "refuted", reason: "figure_not_quoted", word };
    if (!same.some((other) => sameBounds(figure.bounds, other.figure.bounds)))
      return { verdict: "not_enough_evidence", reason: "bound_changed", word };
    const rivals = known.filter(
      (other) => !same.includes(other) && other.figure.kind === figure.kind && other.figure.timeUnit === figure.timeUnit,
    );
    const stated = ({ figure: place, statement }: Placed): Stated => ({ statement, place });
    if (
      isMisplaced(
        claim,
        figure,
        named.filter(({ kind }) => kind === figure.kind).length === 1,
        same.map(stated),
        rivals.map(stated),
      )
    )
      return { verdict: "refuted", reason: "figure_of_something_else", word };
  }
  const one = claimedOne({ claim, quoted });
  return one ? { verdict: "refuted", reason: "figure_not_quoted", word: one.written } : null;
};
