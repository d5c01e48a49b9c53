import { asOfDay } from "../../domain/document.ts";
import type { Bound } from "./bounds.ts";
import { type ClaimCase, type QuotedStatement, sameWord } from "./claim-case.ts";
import { figuresOf, type ProofFigure, sameFigure } from "./figures.ts";
import type { Objection } from "./finding.ts";
import type { Reading, ReadWord } from "./reading.ts";

type Placed = { figure: ProofFigure; statement: QuotedStatement };

const writtenOn = ({ sentence }: QuotedStatement): string => asOfDay(sentence.place.document) ?? "2025-01-01";

/** Bounds that a claim may not leave out, change or add. "Only" and "just" do not move a figure. */
const binding = (bounds: ReadonlySet<Bound>): Bound[] => [...bounds].filter((bound) => bound !== "only");

const sameBounds = (claimed: ReadonlySet<Bound>, quoted: ReadonlySet<Bound>): boolean => {
  const [a, b] = [binding(claimed), binding(quoted)];
  // "About" may be added: it says less, not more.
  return a.every((bound) => bound === "near" || b.includes(bound)) && b.every((bound) => a.includes(bound));
};

/** The content words of the figure's own clause and sentence, nearest first. */
const company = (reading: Reading, figure: ProofFigure): ReadWord[] => {
  const own = reading.words.find((word) => word.start < figure.end && word.end > figure.start);
  if (!own) return [];
  return reading.words
    .filter((word) => word.sentence === own.sentence && !word.light && (word.start >= figure.end || word.end <= figure.start))
    .sort((a, b) => Math.abs(a.at - own.at) - Math.abs(b.at - own.at));
};

/** How well two figures keep the same company: shared words count the more the nearer they stand to both. */
const kinship = (claimWords: readonly ReadWord[], quotedWords: readonly ReadWord[]): number =>
  claimWords.slice(0, 8).reduce((sum, word, rank) => {
    const at = quotedWords.findIndex((other) => sameWord(word, other));
    return at < 0 ? sum : sum + 1 / (2 + rank) / (2 + at);
  }, 0);

/**
 * Every figure of the claim stands in a quotation, with the same unit and bound, and counts the same thing: where a quotation holds
 * another figure of the same kind, the claim's words must fit the one that it gives.
 */
export const figuresRule = ({ claim, quoted }: ClaimCase): Objection | null => {
  if (quoted.length === 0) return null;
  const known: Placed[] = quoted.flatMap((statement) =>
    figuresOf(statement.reading.text, writtenOn(statement)).map((figure) => ({ figure, statement })),
  );
  for (const figure of figuresOf(claim.reading.text, writtenOn(quoted[0]!))) {
    const word = claim.reading.text.slice(figure.start, figure.end);
    const same = known.filter((other) => sameFigure(figure, other.figure));
    if (same.length === 0) return { verdict: "refuted", reason: "figure_not_quoted", word };
    const claimWords = company(claim.reading, figure);
    const kinOf = ({ figure: other, statement }: Placed): number => kinship(claimWords, company(statement.reading, other));
    const best = same.reduce((a, b) => (kinOf(b) > kinOf(a) ? b : a));
    if (!same.some((other) => sameBounds(figure.bounds, other.figure.bounds)))
      return { verdict: "not_enough_evidence", reason: "bound_changed", word };
    const rivals = known.filter(
      (other) => !same.includes(other) && other.figure.kind === figure.kind && other.figure.timeUnit === figure.timeUnit,
    );
    if (rivals.some((rival) => kinOf(rival) > kinOf(best) * 1.5 + 0.02))
      return { verdict: "refuted", reason: "figure_of_something_else", word };
  }
  return null;
};
