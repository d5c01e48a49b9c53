import type { GlossaryFile } from "../domain/knowledge-config.ts";
import type { EnglishWords } from "../ports/english-words.ts";
import type { TermAnalyser } from "../ports/term-analyser.ts";
import { stopWords } from "./stop-words.ts";

/** A word or run of words with every run of stems that counts as the same. `mustMatchCase` holds the short form as it must be typed. */
export type Phrase = { stems: string[]; alternatives: string[][]; mustMatchCase: string | null };

/** Phrases by their first stem, the longest first. */
export type PhraseBook = { startingWith: (stem: string) => readonly Phrase[]; words: ReadonlySet<string> };

/** Words rarer than this (some 40 in a million) are seldom typed without thought: "send" lies below, "mars" above. */
const everydayRarity = 0.35;

const sameRun = (a: string[], b: string[]): boolean => a.length === b.length && a.every((stem, i) => stem === b[i]);

/** Own form first; repeated runs and runs of stop words alone (a synonym such as "by" would match everything) are left out. */
export const distinctRuns = (runs: string[][], isStop: (stem: string) => boolean): string[][] =>
  runs.filter((run, i) => run.some((stem) => !isStop(stem)) && runs.findIndex((other) => sameRun(other, run)) === i);

/**
 * Makes the glossary matchable: short and long forms stand for each other, synonyms lead one way from the member's word.
 * A short form that is an everyday word in small letters (SEND, IT) counts only when typed with its capitals.
 */
export const createPhraseBook = (analyser: TermAnalyser, english: EnglishWords, glossary: GlossaryFile): PhraseBook => {
  const stopStems = new Set([...stopWords].map((word) => analyser.stem(word)));
  const isStop = (stem: string): boolean => stopStems.has(stem);
  const run = (text: string): string[] => analyser.terms(text).map((term) => term.stem);
  const book = new Map<string, Phrase[]>();
  const words = new Set<string>();
  const note = (text: string): void => {
    for (const term of analyser.terms(text)) words.add(term.word);
  };
  const add = (own: string[], others: string[][], mustMatchCase: string | null): void => {
    const first = own[0];
    if (first === undefined) return;
    const row = book.get(first) ?? [];
    const known = row.find((phrase) => sameRun(phrase.stems, own) && phrase.mustMatchCase === mustMatchCase);
    const alternatives = distinctRuns([own, ...(known?.alternatives ?? []), ...others], isStop);
    if (known) known.alternatives = alternatives;
    else row.push({ stems: own, alternatives, mustMatchCase });
    book.set(first, row);
  };

  // Terms of one short form, from the file and learned from the pages, are one group.
  const groups = new Map<string, string[]>();
  for (const { short, long } of glossary.terms) groups.set(short, [...(groups.get(short) ?? []), ...long]);
  for (const [short, longs] of groups) {
    const lower = short.toLowerCase();
    const ambiguous = short !== lower && (stopWords.has(lower) || english.rarity(lower) < everydayRarity);
    const runs = [short, ...longs].map(run);
    for (const [i, own] of runs.entries()) add(own, runs, i === 0 && ambiguous ? short : null);
    for (const form of [short, ...longs]) note(form);
  }
  const glossaryRuns = (own: string[]): string[][] =>
    (book.get(own[0] ?? "") ?? []).filter((phrase) => sameRun(phrase.stems, own)).flatMap((phrase) => phrase.alternatives);
  for (const [word, meanings] of Object.entries(glossary.synonyms)) {
    add(
      run(word),
      meanings.flatMap((meaning) => [run(meaning), ...glossaryRuns(run(meaning))]),
      null,
    );
    for (const form of [word, ...meanings]) note(form);
  }
  for (const row of book.values()) row.sort((a, b) => b.stems.length - a.stems.length);
  return { startingWith: (stem) => book.get(stem) ?? [], words };
};
