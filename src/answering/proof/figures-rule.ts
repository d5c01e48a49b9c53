import { asOfDay } from "../../domain/document.ts";
import type { Bound } from "./bounds.ts";
import type { ClaimCase, QuotedStatement } from "./claim-case.ts";
import { certainty, company, kinship } from "./figure-company.ts";
import { figuresOf, type ProofFigure, sameFigure, singleUnitsOf } from "./figures.ts";
import type { Objection } from "./finding.ts";

type Placed = { figure: ProofFigure; statement: QuotedStatement };

const writtenOn = ({ sentence }: QuotedStatement): string => asOfDay(sentence.place.document) ?? "2025-01-01";

/** Bounds that a claim may not leave out, change or add. "Only" and "just" do not move a figure. */
const binding = (bounds: ReadonlySet<Bound>): Bound[] => [...bounds].filter((bound) => bound !== "only");

const sameBounds = (claimed: ReadonlySet<Bound>, quoted: ReadonlySet<Bound>): boolean => {
  const [a, b] = [binding(claimed), binding(quoted)];
  // "About" may be added: it says less, not more.
  return a.every((bound) => bound === "near" || b.includes(bound)) && b.every((bound) => a.includes(bound));
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
  for (const figure of figuresOf(claim.reading.text, writtenOn(quoted[0]!))) {
    const word = claim.reading.text.slice(figure.start, figure.end);
    const same = known.filter((other) => sameFigure(figure, other.figure));
    if (same.length === 0) return { verdict: "refuted", reason: "figure_not_quoted", word };
    const claimWords = company(claim, figure);
    const kinOf = ({ figure: other, statement }: Placed): number => kinship(claimWords, company(statement, other));
    const best = same.reduce((a, b) => (kinOf(b) > kinOf(a) ? b : a));
    if (!same.some((other) => sameBounds(figure.bounds, other.figure.bounds)))
      return { verdict: "not_enough_evidence", reason: "bound_changed", word };
    const rivals = known.filter(
      (other) => !same.includes(other) && other.figure.kind === figure.kind && other.figure.timeUnit === figure.timeUnit,
    );
    if (rivals.some((rival) => kinOf(rival) > kinOf(best) * certainty))
      return { verdict: "refuted", reason: "figure_of_something_else", word };
  }
  return null;
};
