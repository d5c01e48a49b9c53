/** A word as written, lower-cased, with the stem under which it is matched. */
export type Term = { word: string; stem: string; start: number; end: number };

/** Splits text into words and stems them; the one place that decides what counts as the same word. */
export type TermAnalyser = {
  terms(text: string): Term[];
  stem(word: string): string;
};
