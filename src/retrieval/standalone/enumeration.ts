import type { NounPhrase } from "./noun-phrase.ts";

/** The longest run of phrases of a sentence that are told one after the other: "Unison, GMB and MiP". Fewer than two when there is none. */
export const enumeration = (sentence: string, phrases: readonly NounPhrase[]): NounPhrase[] => {
  let run: NounPhrase[] = [];
  let best: NounPhrase[] = [];
  for (const phrase of phrases) {
    const last = run.at(-1);
    // "A career break, compressed hours or a job share": a participle before the noun belongs to its point.
    const link = last ? sentence.slice(last.end, phrase.start) : "";
    const joined = /^\s*(?:,\s*(?:and|or)?|and|or|,?\s*then)\s+(\p{L}+(?:ed|ing|ly)\s+)?$/iu.exec(link);
    const start = phrase.start - (joined?.[1]?.length ?? 0);
    const point = joined?.[1] ? { ...phrase, start, text: sentence.slice(start, phrase.end) } : phrase;
    run = joined ? [...run, point] : [phrase];
    if (run.length > best.length) best = run;
  }
  return best;
};
