import type { Term } from "../../ports/term-analyser.ts";
import { plainEnglish } from "./plain-english.ts";
import type { ProofDeps } from "./proof-deps.ts";

/** A word of a sentence as it was read. `opens`: it is the first of its sentence, so its capital says nothing. */
export type ReadWord = Term & { written: string; opens: boolean; clause: number };

/** A text made ready for comparing; places are offsets into `text`. */
export type Reading = { text: string; words: ReadWord[]; stems: ReadonlySet<string> };

const clauseEnd =
  /[;:()]|\s-\s|,\s(?=(?:and|but|or|which|who|while|whether|although|though|if|when|because|so|with|meaning|unless|until|where)\b)|\s(?=(?:but|because|although|whereas|while|unless|if|when|until|so that)\s)/giu;

/** Reads a text: contractions written out, words stemmed, clauses numbered by punctuation and conjunctions. */
export const readText = (deps: Pick<ProofDeps, "terms">, raw: string): Reading => {
  const text = plainEnglish(raw);
  const ends = [...text.matchAll(clauseEnd)].map((match) => match.index);
  const words = deps.terms.terms(text).map((term) => ({
    ...term,
    written: text.slice(term.start, term.end),
    opens: /^[\s"'([]*$|[.!?:]["')\]]*\s+["'([]*$/u.test(text.slice(Math.max(0, term.start - 8), term.start)),
    clause: ends.filter((end) => end < term.start).length,
  }));
  return { text, words, stems: new Set(words.map((word) => word.stem)) };
};
