import type { GlossaryFile } from "../domain/knowledge-config.ts";
import type { Dictionary } from "../ports/dictionary.ts";
import type { EnglishWords } from "../ports/english-words.ts";
import type { KnowledgeSnapshot } from "../ports/knowledge-store.ts";
import type { TermAnalyser } from "../ports/term-analyser.ts";
import type { QueryLanguage } from "./analyse-query.ts";
import { kindsGiven } from "./answer-kinds.ts";
import { countCorpus } from "./corpus-statistics.ts";
import { createLexicalSearch } from "./lexical-search.ts";
import { createPhraseBook } from "./phrase-book.ts";
import { documentTrust } from "./ranking-weights.ts";
import { createTypingCorrector } from "./typing-corrector.ts";

/** Everything about a reading of the knowledge that depends neither on the question nor on an embedding model. */
export type PreparedWords = ReturnType<typeof prepareWords>;

/** Counts, indexes and phrases of the passages: the slower part of a retriever, to be used again when only the vectors change. */
export const prepareWords = (
  deps: { analyser: TermAnalyser; english: EnglishWords; dictionary: Dictionary; glossary: GlossaryFile },
  { passages, documents }: Pick<KnowledgeSnapshot, "passages" | "documents">,
) => {
  const { analyser } = deps;
  const statistics = countCorpus(analyser, passages);
  const phrases = createPhraseBook(analyser, deps.english, deps.glossary);
  const wordCounts = new Map(statistics.wordCounts);
  for (const word of phrases.words) if (!wordCounts.has(word)) wordCounts.set(word, 0);
  for (const { title } of documents) {
    for (const { word } of analyser.terms(title)) if (!wordCounts.has(word)) wordCounts.set(word, 0);
  }
  const knownStems = new Set([...wordCounts.keys()].map((word) => analyser.stem(word)));
  const correct = createTypingCorrector({
    wordCounts,
    isKnownWord: (word) => knownStems.has(analyser.stem(word)),
    isEnglishWord: (word) => deps.dictionary.has(word),
  });
  const slang = new Map(Object.entries(deps.glossary.slang).map(([word, meant]) => [word.toLowerCase(), meant]));
  const language: QueryLanguage = { analyser, statistics, phrases, slang, correct };
  const search = createLexicalSearch(analyser, documents, passages);
  const documentPlaces = new Map(documents.map(({ sourceId }, place) => [sourceId, place]));
  const passagePlaces = new Map(passages.map(({ id }, place) => [id, place]));
  const given = Uint8Array.from(passages, ({ text }) => kindsGiven(text));
  const trust = documentTrust(documents.length);
  return { statistics, language, search, documentPlaces, passagePlaces, given, trust };
};
