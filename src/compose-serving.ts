import path from "node:path";
import { createEnergeticEmbedder } from "./adapters/energetic-embedder.ts";
import { createWordVectors } from "./adapters/glove-word-vectors.ts";
import { openPassageIndex } from "./adapters/open-passage-index.ts";
import { parsingChild } from "./adapters/parsing-child/parsing-child.ts";
import { createTermAnalyser } from "./adapters/porter-stemmer.ts";
import { createScowlDictionary } from "./adapters/scowl-dictionary.ts";
import { createEnglishWords } from "./adapters/subtlex-english-words.ts";
import { createWordClasses } from "./adapters/wink-word-classes.ts";
import { type PassageProfile, profilePassage } from "./answering/sentence-profile.ts";
import { weighConcepts } from "./answering/weigh-concepts.ts";
import type { ServedKnowledge } from "./flows/answer-question.ts";
import { type SyncRequest, type SyncResult, syncKnowledge } from "./flows/sync-knowledge.ts";
import type { KnowledgeSnapshot, KnowledgeStore } from "./ports/knowledge-store.ts";
import { createRetriever } from "./retrieval/retrieve.ts";

/** What is served at the moment, and the reading of the store that it was made from. */
export type Served = { knowledge: ServedKnowledge; snapshot: KnowledgeSnapshot };

/** Keeps the knowledge in the store and the one that is served; a new one is swapped in whole. */
export type Serving = {
  /** Brings the store in line with the folder and serves the result. Throws what `syncKnowledge` throws, and serves the old on. */
  sync(request: SyncRequest): Promise<SyncResult>;
  /** Null until the first sync. */
  current(): Served | null;
  /** Null when the embedding answers, else what is wrong with it. */
  checkEmbedder(): Promise<string | null>;
  close(): Promise<void>;
};

/** What serving needs: the store, the folder for caches (`dataFolder`) and where faults are told. */
export type ServingDeps = {
  store: KnowledgeStore;
  dataFolder: string;
  logFault: (code: string, cause: unknown) => void;
};

/** A second worker would halve a first sync on two cores, and take the process over 500 MB. */
const syncWorkers = 1;

/** Wires what turns stored passages into something that can be asked: embedding, index, words, profiles. */
export const openServing = ({ store, dataFolder, logFault }: ServingDeps): Serving => {
  const analyser = createTermAnalyser();
  const english = createEnglishWords();
  const wordClasses = createWordClasses();
  const wordVectors = createWordVectors();
  const dictionary = createScowlDictionary();
  const embedder = createEnergeticEmbedder({ workers: 1 });
  let current: Served | null = null;

  const serve = async (synced: SyncResult): Promise<Served> => {
    const fresh = await store.snapshot();
    const learned = synced.glossaryLearned.map(({ short, long }) => ({ short, long: [long] }));
    const glossary = { ...synced.config.glossary, terms: [...synced.config.glossary.terms, ...learned] };
    const retriever = await createRetriever(
      {
        analyser,
        english,
        dictionary,
        glossary,
        embedder,
        readVectors: (digests) => store.vectors(embedder.modelId, digests),
        buildIndex: async (vectors) => openPassageIndex({ cacheFolder: path.join(dataFolder, "index"), logFault }, vectors),
        logFault,
      },
      fresh,
    );
    const documents = new Map(fresh.documents.map((document) => [document.sourceId, document]));
    const profiles = new Map<string, PassageProfile>();
    for (const passage of fresh.passages) {
      const document = documents.get(passage.sourceId);
      if (document) profiles.set(passage.id, profilePassage(analyser, english, wordVectors, passage, document));
    }
    const knowledge: ServedKnowledge = {
      revision: fresh.revision,
      sourceCount: fresh.documents.length,
      terms: analyser,
      weigh: (retrieval) => weighConcepts(english, wordClasses, wordVectors, retrieval.query.text, retrieval.query.concepts),
      retrieve: retriever.retrieve,
      profileOf: (ranked) =>
        profiles.get(ranked.passage.id) ?? profilePassage(analyser, english, wordVectors, ranked.passage, ranked.document),
    };
    return { knowledge, snapshot: fresh };
  };

  return {
    sync: async (request) => {
      const parser = parsingChild({ entry: new URL("./ingestion/parse-entry.ts", import.meta.url) });
      const syncEmbedder = createEnergeticEmbedder({ workers: syncWorkers, cacheSize: 0 });
      try {
        const synced = await syncKnowledge({ store, parser, embedder: syncEmbedder }, request);
        current = await serve(synced);
        return synced;
      } finally {
        await Promise.all([parser.close(), syncEmbedder.close()]);
      }
    },
    current: () => current,
    checkEmbedder: async () => {
      try {
        const [vector] = await embedder.embed(["Is anyone there?"]);
        return vector?.length === embedder.dimension ? null : "the bundled model gave a vector of another size: run npm ci again";
      } catch (fault) {
        return `the bundled model cannot be loaded (${(fault as Error).message}): run npm ci again; until then search goes by words alone`;
      }
    },
    close: () => embedder.close(),
  };
};
