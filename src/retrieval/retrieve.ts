import type { GlossaryFile } from "../domain/knowledge-config.ts";
import type { Turn } from "../domain/question.ts";
import type { RankedPassage, Retrieval } from "../domain/retrieval.ts";
import type { Dictionary } from "../ports/dictionary.ts";
import type { Embedder } from "../ports/embedder.ts";
import type { EnglishWords } from "../ports/english-words.ts";
import type { KnowledgeSnapshot } from "../ports/knowledge-store.ts";
import type { PassageIndex } from "../ports/passage-index.ts";
import type { Redactor } from "../ports/redactor.ts";
import type { TermAnalyser } from "../ports/term-analyser.ts";
import type { WordClasses } from "../ports/word-classes.ts";
import { analyseQuery } from "./analyse-query.ts";
import { kindFit, kindsAsked } from "./answer-kinds.ts";
import { embedQuestion } from "./embed-question.ts";
import { type PreparedWords, prepareWords } from "./prepare-words.ts";
import { createConceptMeter, type FeatureName, gatherLexicalEvidence, type RankingFeatures } from "./ranking-features.ts";
import { fuse, rankingWeights } from "./ranking-weights.ts";
import { loadSentenceVectors, type VectorSource } from "./sentence-vectors.ts";
import { similarityScale, unrelatedLevel } from "./similarity-scale.ts";
import { standaloneQuestion } from "./standalone-question.ts";

/** What a retriever stands on. Without an embedder it searches by words alone. */
export type RetrieverDeps = {
  analyser: TermAnalyser;
  english: EnglishWords;
  dictionary: Dictionary;
  /** Tells the nouns of a thread, for what a follow-up points at. */
  wordClasses: WordClasses;
  /** Members' words and the pages' words, the pairs learned from the pages included. */
  glossary: GlossaryFile;
  embedder: Embedder | null;
  /** Applied to whatever a remote embedder is given of a question. */
  redact: Redactor;
  /** Stored vectors of sentences, for the embedder's model. */
  readVectors: VectorSource;
  buildIndex: (vectors: {
    modelId: string;
    dimension: number;
    passageIds: string[];
    matrix: Float32Array;
  }) => Promise<PassageIndex>;
  /** Told when a question could not be embedded and was searched by words alone. */
  logFault: (code: string, cause: unknown) => void;
};

/**
 * `scenario` is background, for searching by words; `history` the earlier turns, oldest first. `stayLocal`: nothing of it may leave this
 * machine, so a remote embedder is not asked and the search goes by words alone.
 */
export type RetrievalQuery = { question: string; scenario?: string; history?: readonly Turn[]; stayLocal?: boolean };

/** A passage under consideration with what speaks for it; for tuning. */
export type ScoredCandidate = { place: number; features: RankingFeatures; sentenceSimilarities: number[] };

/** Searches one reading of the knowledge, which never changes under it; a sync makes a new one. */
export type Retriever = {
  /** The best `k` passages. `unclear`: the question points at something that nothing earlier names. */
  retrieve(query: RetrievalQuery, k: number): Promise<Retrieval & { unclear: boolean }>;
  /** Every passage that was considered, unranked: what `evals/tune-retrieval.ts` fits the weights on. */
  consider(query: RetrievalQuery): Promise<{ candidates: ScoredCandidate[] }>;
};

const lexicalCandidates = 150;
const denseCandidates = 60;

const best = (scores: ReadonlyMap<number, number>, count: number): number[] =>
  [...scores]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, count)
    .map(([place]) => place);

/** Makes the passages searchable for questions to come. `weights` are replaced in tuning only; `words` when they are at hand already. */
export const createRetriever = async (
  deps: RetrieverDeps,
  snapshot: KnowledgeSnapshot,
  weights: Record<FeatureName, number> = rankingWeights,
  words: PreparedWords = prepareWords(deps, snapshot),
): Promise<Retriever> => {
  const { embedder } = deps;
  const { passages, documents } = snapshot;
  const { statistics, language, search, documentPlaces, passagePlaces, given, trust } = words;

  const vectors = embedder ? await loadSentenceVectors(deps.readVectors, embedder.dimension, passages) : null;
  const index =
    embedder && vectors
      ? await deps.buildIndex({
          modelId: embedder.modelId,
          dimension: embedder.dimension,
          passageIds: passages.map(({ id }) => id),
          matrix: vectors.passageMatrix,
        })
      : null;

  // A vector of one model says nothing among those of another, even where the dimensions agree.
  if (index && embedder && (index.modelId !== embedder.modelId || index.dimension !== embedder.dimension)) {
    throw new RangeError(`an index of ${index.modelId} (${index.dimension}) for ${embedder.modelId} (${embedder.dimension})`);
  }

  // The weights were fitted on the bundled model's cosines, and it is the one that is not remote.
  const scale = similarityScale(vectors && embedder?.remote ? unrelatedLevel(vectors.sample, embedder.dimension) : null);

  const gather = async ({ question, scenario, history = [], stayLocal = false }: RetrievalQuery) => {
    const standalone = standaloneQuestion(deps.wordClasses, question, history);
    const query = analyseQuery(language, standalone.text, scenario ?? null);
    // The question is embedded elsewhere while this thread searches by words.
    const embedding = embedQuestion(deps, language, { question, history, stayLocal, text: query.text });
    const evidence = gatherLexicalEvidence(search, statistics, query.concepts);
    const asked = kindsAsked(query.text);
    const measure = createConceptMeter(statistics, query.concepts);
    const vector = await embedding;
    const near = vector && index ? index.search(vector, denseCandidates) : [];
    const nearPlaces = near.flatMap(({ passageId }) => passagePlaces.get(passageId) ?? []);
    const places = [...new Set([...best(evidence.raw, lexicalCandidates), ...nearPlaces])];
    const similarities = vector && vectors ? await vectors.similarities(vector, places) : null;
    const candidates = places.map((place, at): ScoredCandidate => {
      const passage = passages[place]!;
      const documentPlace = documentPlaces.get(passage.sourceId) ?? -1;
      const sentenceSimilarities = similarities?.[at]?.map(scale) ?? passage.sentences.map(() => 0);
      const features: RankingFeatures = {
        lexical: evidence.lexical.get(place) ?? 0,
        documentByQuestion: evidence.documentByQuestion.get(documentPlace) ?? 0,
        documentByScenario: evidence.documentByScenario.get(documentPlace) ?? 0,
        ...measure(place),
        answerKind: kindFit(asked, given[place]!),
        nearestSentence: Math.max(0, ...sentenceSimilarities),
        meanSentence: vector && vectors ? scale(vectors.passageSimilarity(vector, place)) : 0,
      };
      return { place, features, sentenceSimilarities };
    });
    return { query, unclear: standalone.unclear, candidates, raw: evidence.raw };
  };

  const retrieve = async (asked: RetrievalQuery, k: number): Promise<Retrieval & { unclear: boolean }> => {
    const { query, unclear, candidates, raw } = await gather(asked);
    const scored = candidates
      .map((candidate) => ({ ...candidate, score: fuse(candidate.features, weights, trust) }))
      .sort((a, b) => b.score - a.score || a.place - b.place)
      .slice(0, Math.max(0, k));
    const ranked = scored.map(({ place, score, features, sentenceSimilarities }, at): RankedPassage => {
      const passage = passages[place]!;
      const document = documents[documentPlaces.get(passage.sourceId) ?? -1]!;
      const lexical = raw.get(place) ?? 0;
      return { passage, document, rank: at + 1, score, lexical, dense: features.meanSentence, sentenceSimilarities };
    });
    return { query, ranked, stemWeight: statistics.stemWeight, unclear };
  };

  return { retrieve, consider: async (asked) => ({ candidates: (await gather(asked)).candidates }) };
};
