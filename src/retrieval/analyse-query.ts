import type { AnalysedQuery, QueryConcept } from "../domain/retrieval.ts";
import type { TermAnalyser } from "../ports/term-analyser.ts";
import { hyphenParts } from "./content-stems.ts";
import { type CorpusStatistics, inverseDocumentFrequency } from "./corpus-statistics.ts";
import type { PhraseBook } from "./phrase-book.ts";
import { type Respelling, respell } from "./respell.ts";
import { stopWords } from "./stop-words.ts";

/** What turns words into concepts, made once a snapshot. `slang` is keyed by words in small letters. */
export type QueryLanguage = {
  analyser: TermAnalyser;
  statistics: CorpusStatistics;
  phrases: PhraseBook;
  slang: ReadonlyMap<string, string>;
  correct: (word: string, looksLikeName: boolean) => string | null;
};

/** Passages that hold all stems of a run, stop words aside. */
const passagesWithRun = (statistics: CorpusStatistics, run: readonly string[]): Set<number> => {
  const lists = run.filter((stem) => !statistics.isStopStem(stem)).map((stem) => statistics.postings(stem));
  lists.sort((a, b) => a.length - b.length);
  const [shortest, ...others] = lists;
  const sets = others.map((list) => new Set(list));
  return new Set([...(shortest ?? [])].filter((place) => sets.every((set) => set.has(place))));
};

const conceptOf = (
  { statistics }: QueryLanguage,
  words: string,
  alternatives: string[][],
  origin: QueryConcept["origin"],
  correctedTo: string | null,
): QueryConcept => {
  const found = new Set<number>();
  for (const run of alternatives) for (const place of passagesWithRun(statistics, run)) found.add(place);
  const weight = inverseDocumentFrequency(statistics.passageCount, found.size);
  return { words, alternatives, weight, unknown: found.size === 0, origin, correctedTo };
};

/** A word as it stands, and a hyphenated one also in its parts. */
const ownRuns = (stem: string): string[][] => [[stem], hyphenParts(stem)].filter((run) => run.length > 0);

const keyOf = (concept: QueryConcept): string => concept.alternatives.map((run) => run.join(" ")).join("|");

/** The concepts of a text in reading order, each once. The longest phrase of the glossary wins over its words. */
const conceptsOf = (
  language: QueryLanguage,
  text: string,
  respellings: readonly Respelling[],
  origin: QueryConcept["origin"],
): QueryConcept[] => {
  const { analyser, phrases } = language;
  const terms = analyser.terms(text);
  const concepts = new Map<string, QueryConcept>();
  for (let at = 0; at < terms.length; ) {
    const term = terms[at]!;
    const phrase = phrases
      .startingWith(term.stem)
      .find(
        ({ stems, mustMatchCase }) =>
          stems.every((stem, offset) => terms[at + offset]?.stem === stem) &&
          (mustMatchCase === null || text.slice(term.start, term.end).startsWith(mustMatchCase)),
      );
    const last = terms[at + (phrase?.stems.length ?? 1) - 1]!;
    at += phrase?.stems.length ?? 1;
    if (!phrase && stopWords.has(term.word)) continue;
    const respelling = respellings.find(({ start }) => start >= term.start && start < last.end);
    const words = respelling && last === term ? respelling.written : text.slice(term.start, last.end);
    const concept = conceptOf(language, words, phrase?.alternatives ?? ownRuns(term.stem), origin, respelling?.corrected ?? null);
    if (!concepts.has(keyOf(concept))) concepts.set(keyOf(concept), concept);
  }
  return [...concepts.values()];
};

/**
 * Makes a stand-alone question ready for searching: texting forms and typing errors put right, its concepts found
 * with every way of saying them, weighted by how rare they are in the knowledge. `scenario` is background: its
 * concepts help to find and are never asked for; those of the question are not repeated among them.
 */
export const analyseQuery = (language: QueryLanguage, question: string, scenario: string | null): AnalysedQuery => {
  const { analyser, slang, correct } = language;
  const putRight = (text: string) => {
    const plain = respell(analyser, text, (word) => slang.get(word) ?? null);
    return respell(analyser, plain.text, correct);
  };
  const asked = putRight(question);
  const background = scenario === null || scenario.trim() === "" ? null : putRight(scenario);
  const questionConcepts = conceptsOf(language, asked.text, asked.respellings, "question");
  const known = new Set(questionConcepts.map(keyOf));
  const scenarioConcepts = background
    ? conceptsOf(language, background.text, background.respellings, "scenario").filter((concept) => !known.has(keyOf(concept)))
    : [];
  return { text: asked.text, scenario: background?.text ?? null, concepts: [...questionConcepts, ...scenarioConcepts] };
};
