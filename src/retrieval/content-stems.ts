import type { TermAnalyser } from "../ports/term-analyser.ts";
import { stopWords } from "./stop-words.ts";

/** The parts of a hyphenated stem; empty for any other. "re-employ" is written "re employ" by whoever is in a hurry. */
export const hyphenParts = (stem: string): string[] => (stem.includes("-") ? stem.split("-").filter((part) => part !== "") : []);

/** The stems under which a text is found, in reading order: stop words left out, a hyphenated word whole and in its parts. */
export const contentStems = (analyser: TermAnalyser, text: string): string[] =>
  analyser.terms(text).flatMap((term) => (stopWords.has(term.word) ? [] : [term.stem, ...hyphenParts(term.stem)]));
