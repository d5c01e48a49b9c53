import type { TermAnalyser } from "../ports/term-analyser.ts";

/** A word put right: `start` is where it begins in the new text. */
export type Respelling = { start: number; written: string; corrected: string };

/** Replaces the words for which `replacement` gives another; everything between them stays as it is. */
export const respell = (
  analyser: TermAnalyser,
  text: string,
  replacement: (word: string, looksLikeName: boolean) => string | null,
): { text: string; respellings: Respelling[] } => {
  const respellings: Respelling[] = [];
  let out = "";
  let copied = 0;
  for (const term of analyser.terms(text)) {
    const written = text.slice(term.start, term.end);
    const startsSentence = /(?:^|[.!?]\s+)["'(]*$/.test(text.slice(Math.max(0, term.start - 6), term.start));
    const looksLikeName = !startsSentence && /^\p{Lu}\p{Ll}/u.test(written);
    const corrected = replacement(term.word, looksLikeName);
    if (corrected === null || corrected === term.word) continue;
    out += text.slice(copied, term.start);
    respellings.push({ start: out.length, written, corrected });
    out += corrected;
    copied = term.end;
  }
  return { text: out + text.slice(copied), respellings };
};
