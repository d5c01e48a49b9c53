import { asOfDay, type DocumentRecord } from "../domain/document.ts";
import type { AskedFor } from "./asked-for.ts";
import type { QuestionKind } from "./question-kind.ts";
import type { Candidate } from "./score-sentences.ts";

/** Kinds of question whose answers can be seen to differ: by their figures or by their days. */
const byFigure: ReadonlySet<QuestionKind> = new Set(["number", "money", "percent", "duration"]);

/** A sentence must be about as good evidence as the best one before its figure counts as another answer. */
const nearlyAsGood = 0.85;

const valuesOf = (asked: AskedFor, { sentence }: Candidate): string[] => {
  if (asked.kind === "date") return sentence.days.map((day) => `${day.fromOn}..${day.toOn}`);
  if (!byFigure.has(asked.kind)) return [];
  return sentence.figures.filter((figure) => !asked.ownFigures.has(figure.value)).map((figure) => String(figure.value));
};

const isNewer = (a: DocumentRecord, b: DocumentRecord): boolean => (asOfDay(a) ?? "") > (asOfDay(b) ?? "");

/** Two dated sources that give different figures for the same question: the newer leads, the older is named. */
export type Disagreement = { newer: Candidate; older: DocumentRecord };

/**
 * Finds a source that answers the question with other figures or days than a newer one.
 * `candidates` are sorted best first and may all speak for the time asked about. Null when the sources agree, have the same
 * date, or when the question asks for nothing that can be compared.
 */
export const findDisagreement = (asked: AskedFor, candidates: Candidate[]): Disagreement | null => {
  const best = candidates[0];
  if (!best) return null;
  const values = valuesOf(asked, best);
  if (values.length === 0) return null;
  const rival = candidates.find((candidate) => {
    if (candidate.evidence < best.evidence * nearlyAsGood) return false;
    if (candidate.ranked.document.sourceId === best.ranked.document.sourceId) return false;
    const others = valuesOf(asked, candidate);
    return others.length > 0 && !others.some((value) => values.includes(value));
  });
  if (!rival) return null;
  if (isNewer(best.ranked.document, rival.ranked.document)) return { newer: best, older: rival.ranked.document };
  if (isNewer(rival.ranked.document, best.ranked.document)) return { newer: rival, older: best.ranked.document };
  return null;
};
