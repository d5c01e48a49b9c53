import path from "node:path";
import { createWordVectors } from "./adapters/glove-word-vectors.ts";
import { openPassageIndex } from "./adapters/open-passage-index.ts";
import { parsingChild } from "./adapters/parsing-child/parsing-child.ts";
import { createTermAnalyser } from "./adapters/porter-stemmer.ts";
import { createScowlDictionary } from "./adapters/scowl-dictionary.ts";
import { createEnglishWords } from "./adapters/subtlex-english-words.ts";
import { createWordClasses } from "./adapters/wink-word-classes.ts";
import { createWordRelations } from "./adapters/wordnet-relations.ts";
import { createProof } from "./answering/proof/create-proof.ts";
import { type PassageProfile, profilePassage } from "./answering/sentence-profile.ts";
import { weighConcepts } from "./answering/weigh-concepts.ts";
import { openEmbeddingModels } from "./compose-embeddings.ts";
import type { EmbeddingSettings } from "./config.ts";
import type { FolderSettings } from "./domain/folder-settings.ts";
import type { GlossaryFile } from "./domain/knowledge-config.ts";
import { checkEmbedding } from "./flows/check-embedding.ts";
import { keepServed, type ServedState, type WhenToEmbed } from "./flows/keep-served.ts";
import { lookAgain } from "./flows/look-again.ts";
import type { ServedKnowledge } from "./flows/served-knowledge.ts";
import { type SyncRequest, type SyncResult, syncKnowledge } from "./flows/sync-knowledge.ts";
import { learnGlossary } from "./ingestion/learn-glossary.ts";
import type { EmbeddingAccess } from "./ports/embedding-models.ts";
import type { EmbeddingStore } from "./ports/embedding-store.ts";
import type { KnowledgeSnapshot, KnowledgeStore } from "./ports/knowledge-store.ts";
import type { Redactor } from "./ports/redactor.ts";
import { printedNames } from "./redaction/public-names.ts";
import { type PreparedWords, prepareWords } from "./retrieval/prepare-words.ts";
import { createRetriever } from "./retrieval/retrieve.ts";
import { standaloneQuestion } from "./retrieval/standalone-question.ts";
import { createRouter, type RouteQuestion } from "./routing/route-question.ts";

/**
 * What is served at the moment, all of one reading of the store (`snapshot`): pages, wording, routes and reps change together.
 * `isPublicName` knows the names that the pages print.
 */
export type Served = {
  knowledge: ServedKnowledge;
  snapshot: KnowledgeSnapshot;
  settings: FolderSettings;
  route: RouteQuestion;
  isPublicName(name: string): boolean;
};

/** Keeps the knowledge in the store and the one that is served; a new one is swapped in whole. */
export type Serving = {
  /** Brings the store in line with the folder and serves the result. Throws what `syncKnowledge` throws, and serves the old on. */
  sync(request: SyncRequest, when: WhenToEmbed): Promise<SyncResult>;
  /** Serves what other processes bring into the store, looking about every `everyMs`, until `close`. Faults are logged. */
  follow(everyMs: number): void;
  /** Null until the first sync. */
  current(): Served | null;
  /** Which embedding model serves, whether search goes by words alone, and how far a change of the model has come. */
  state(): ServedState;
  /** Asks the configured embedding model: whether it is good, and in words what serves and what to do. */
  checkEmbedder(): Promise<{ isGood: boolean; says: string }>;
  close(): Promise<void>;
};

/** What serving needs: the stores, the folder for caches (`dataFolder`), the model settings, and where faults are told. */
export type ServingDeps = {
  store: { knowledge: KnowledgeStore; embeddings: EmbeddingStore };
  dataFolder: string;
  embeddings: EmbeddingSettings;
  /** Applied to what a model behind an API is given of a question. */
  redact: Redactor;
  /** Told in the same moment in which something new is served. */
  onServed?: (served: Served) => void;
  logFault: (code: string, cause: unknown) => void;
};

type Prepared = Pick<Served, "route" | "isPublicName"> & {
  glossary: GlossaryFile;
  words: PreparedWords;
  profiles: Map<string, PassageProfile>;
};

/** Wires what turns stored passages into something that can be asked: embedding, index, words, profiles. */
export const openServing = (deps: ServingDeps): Serving => {
  const { store, dataFolder, embeddings, redact, logFault } = deps;
  const analyser = createTermAnalyser();
  const english = createEnglishWords();
  const wordClasses = createWordClasses();
  const wordRelations = createWordRelations();
  const wordVectors = createWordVectors();
  const dictionary = createScowlDictionary();
  const models = openEmbeddingModels(embeddings);
  let stopFollowing = (): void => {};
  let prepared: { of: string; parts: Prepared } | null = null;

  /** The slow part. A change of the embedding model alone leaves it as it is. */
  const prepare = (snapshot: KnowledgeSnapshot, settings: FolderSettings): Prepared => {
    const of = JSON.stringify([snapshot.revision, settings]);
    if (prepared?.of === of) return prepared.parts;
    const texts = snapshot.passages.map(({ text }) => text);
    const learned = learnGlossary(texts).map(({ short, long }) => ({ short, long: [long] }));
    const glossary = { ...settings.glossary, terms: [...settings.glossary.terms, ...learned] };
    const words = prepareWords({ analyser, english, dictionary, glossary }, snapshot);
    const documents = new Map(snapshot.documents.map((document) => [document.sourceId, document]));
    const profiles = new Map<string, PassageProfile>();
    for (const passage of snapshot.passages) {
      const document = documents.get(passage.sourceId);
      if (document) profiles.set(passage.id, profilePassage(analyser, english, wordVectors, passage, document));
    }
    const printed = printedNames({ english, dictionary }, texts);
    const isPublicName = (name: string): boolean => printed.has(name);
    const parts = { glossary, words, profiles, route: createRouter(settings.routes), isPublicName };
    prepared = { of, parts };
    return parts;
  };

  const logRetrievalFault = (code: string, cause: unknown): void => {
    logFault(code, cause);
    if ((cause as { code?: unknown } | null)?.code === "embedding_of_other_dimension") kept.dimensionChanged();
  };
  const build = async (
    access: EmbeddingAccess | null,
    snapshot: KnowledgeSnapshot,
    settings: FolderSettings,
  ): Promise<Served> => {
    const { words, profiles, glossary, route, isPublicName } = prepare(snapshot, settings);
    const retrieverDeps = {
      analyser,
      english,
      dictionary,
      glossary,
      embedder: access?.questions ?? null,
      wordClasses,
      redact,
      readVectors: (digests: string[]) => store.knowledge.vectors(access?.model.modelId ?? "", digests),
      buildIndex: async (vectors: Parameters<typeof openPassageIndex>[1]) =>
        openPassageIndex({ cacheFolder: path.join(dataFolder, "index"), logFault }, vectors),
      logFault: logRetrievalFault,
    };
    const retriever = await createRetriever(retrieverDeps, snapshot, undefined, words);
    const knowledge: ServedKnowledge = {
      revision: snapshot.revision,
      sourceCount: snapshot.documents.length,
      terms: analyser,
      weigh: (retrieval) => weighConcepts(english, wordClasses, wordVectors, retrieval.query.text, retrieval.query.concepts),
      retrieve: retriever.retrieve,
      standalone: (question, history) => standaloneQuestion(wordClasses, question, history),
      prove: createProof({ terms: analyser, wordClasses, wordRelations, glossary }),
      profileOf: (ranked) =>
        profiles.get(ranked.passage.id) ?? profilePassage(analyser, english, wordVectors, ranked.passage, ranked.document),
    };
    return { knowledge, snapshot, settings, route, isPublicName };
  };

  const syncFolder = async (request: SyncRequest): Promise<SyncResult> => {
    const parser = parsingChild({ entry: new URL("./ingestion/parse-entry.ts", import.meta.url) });
    try {
      return await syncKnowledge({ store: store.knowledge, parser, embedder: null }, request);
    } finally {
      await parser.close();
    }
  };

  const stores = { store: store.knowledge, embeddings: store.embeddings };
  const onServed = (served: Served): void => deps.onServed?.(served);
  const kept = keepServed({ ...stores, models, syncFolder, build, onServed, logFault });
  return {
    sync: kept.sync,
    follow: (everyMs) => {
      stopFollowing();
      stopFollowing = lookAgain({ look: kept.catchUp, logFault, random: Math.random }, "knowledge_not_followed", everyMs);
    },
    current: kept.current,
    state: kept.state,
    checkEmbedder: () => checkEmbedding(models, kept.state()),
    close: () => {
      stopFollowing();
      return kept.close();
    },
  };
};
