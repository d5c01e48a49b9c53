import type { DateBasis, DocumentDates } from "../domain/document.ts";
import { inferNotAfter } from "./infer-not-after.ts";

/** Days as one kind of evidence gives them, already read as `YYYY-MM-DD`, best first. */
export type DayEvidence = { basis: Exclude<DateBasis, "inferred" | "none">; publishedOn: string[]; updatedOn: string[] };

/** Chosen dates; `futureDates` when a day later than today was found and set aside. */
export type ChosenDates = DocumentDates & { futureDates: boolean };

/** People who keep a manifest or front matter mean what they write; a clock set back for a trial does not overrule them. */
const trusted = new Set<DateBasis>(["manifest", "front_matter"]);

/**
 * Lays kinds of evidence over each other, best first, each of the two dates for itself. `basis` is that of the day the document
 * speaks for. A day after `today` is set aside unless a person wrote it for us. Without any day the text is asked for a bound.
 */
export const chooseDates = (evidence: readonly DayEvidence[], blocks: readonly string[], today: string): ChosenDates => {
  let futureDates = false;
  const choose = (key: "publishedOn" | "updatedOn"): { day: string; basis: DateBasis } | null => {
    for (const kind of evidence) {
      for (const day of kind[key]) {
        if (day <= today || trusted.has(kind.basis)) return { day, basis: kind.basis };
        futureDates = true;
      }
    }
    return null;
  };
  const published = choose("publishedOn");
  const updated = choose("updatedOn");
  const spoken = updated ?? published;
  if (spoken !== null) {
    const days = { publishedOn: published?.day ?? null, updatedOn: updated?.day ?? null };
    return { ...days, notAfterOn: null, basis: spoken.basis, futureDates };
  }
  const notAfterOn = inferNotAfter(blocks, today);
  return { publishedOn: null, updatedOn: null, notAfterOn, basis: notAfterOn === null ? "none" : "inferred", futureDates };
};
