import path from "node:path";
import { pino } from "pino";
import { createEnergeticEmbedder } from "./adapters/energetic-embedder.ts";
import { createWordVectors } from "./adapters/glove-word-vectors.ts";
import { openPassageIndex } from "./adapters/open-passage-index.ts";
import { parsingChild } from "./adapters/parsing-child/parsing-child.ts";
import { createTermAnalyser } from "./adapters/porter-stemmer.ts";
import { createScowlDictionary } from "./adapters/scowl-dictionary.ts";
import { openStore } from "./adapters/sqlite/open-store.ts";
import { createEnglishWords } from "./adapters/subtlex-english-words.ts";
import { createWordClasses } from "./adapters/wink-word-classes.ts";
import { type PassageProfile, profilePassage } from "./answering/sentence-profile.ts";
import { weighConcepts } from "./answering/weigh-concepts.ts";
import type { Config } from "./config.ts";
import { dayOf } from "./domain/calendar.ts";
import type { KnowledgeConfig } from "./domain/knowledge-config.ts";
import type { RankedPassage } from "./domain/retrieval.ts";
import type { ServedKnowledge } from "./flows/answer-question.ts";
import { type HandledQuestion, handleQuestion, type IncomingQuestion } from "./flows/handle-question.ts";
import { type SyncProgress, type SyncResult, syncKnowledge } from "./flows/sync-knowledge.ts";
import type { KnowledgeSnapshot } from "./ports/knowledge-store.ts";
import { createRetriever, type RetrievalQuery } from "./retrieval/retrieve.ts";
import { createRouter } from "./routing/route-question.ts";

/** The wired application, as commands and the console use it. */
export type App = {
  config: Config;
  /** Brings the store in line with the folder and serves the result; must have run once before anything is asked. */
  sync(onProgress: (progress: SyncProgress) => void): Promise<SyncResult>;
  handleQuestion(incoming: IncomingQuestion): Promise<HandledQuestion>;
  search(query: RetrievalQuery, k: number): Promise<RankedPassage[]>;
  knowledgeOverview(): Pick<KnowledgeSnapshot, "documents" | "unreadable" | "revision">;
  knowledgeConfig(): KnowledgeConfig;
  served(): ServedKnowledge | null;
  /** Null when the bundled embedding answers, else what is wrong with it. */
  checkEmbedder(): Promise<string | null>;
  logFault(code: string, cause: unknown): void;
  close(): Promise<void>;
};

/** A second worker would halve a first sync on two cores, and take the process over 500 MB. */
const syncWorkers = 1;

/**
 * The only place where the parts are put together. `now` is the clock.
 * Throws what the store throws when the data folder cannot be used.
 */
export const openApp = async (config: Config, now: () => Date): Promise<App> => {
  const log = pino({ level: config.logLevel }, pino.destination({ fd: 2, sync: true }));
  const logFault = (code: string, cause: unknown) => log.error({ code, err: cause }, code);
  const store = openStore(config.dataFolder);
  const analyser = createTermAnalyser();
  const english = createEnglishWords();
  const wordClasses = createWordClasses();
  const wordVectors = createWordVectors();
  const dictionary = createScowlDictionary();
  const embedder = createEnergeticEmbedder({ workers: 1 });
  let knowledgeConfig: KnowledgeConfig | null = null;
  let snapshot: KnowledgeSnapshot | null = null;
  let served: ServedKnowledge | null = null;
  let route: ReturnType<typeof createRouter> | null = null;

  const serve = async (synced: SyncResult): Promise<void> => {
    const fresh = await store.knowledge.snapshot();
    const learned = synced.glossaryLearned.map(({ short, long }) => ({ short, long: [long] }));
    const glossary = { ...synced.config.glossary, terms: [...synced.config.glossary.terms, ...learned] };
    const retriever = await createRetriever(
      {
        analyser,
        english,
        dictionary,
        glossary,
        embedder,
        readVectors: (digests) => store.knowledge.vectors(embedder.modelId, digests),
        buildIndex: async (vectors) =>
          openPassageIndex({ cacheFolder: path.join(config.dataFolder, "index"), logFault }, vectors),
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
    served = {
      revision: fresh.revision,
      sourceCount: fresh.documents.length,
      terms: analyser,
      weigh: (retrieval) => weighConcepts(english, wordClasses, wordVectors, retrieval.query.text, retrieval.query.concepts),
      retrieve: retriever.retrieve,
      profileOf: (ranked) =>
        profiles.get(ranked.passage.id) ?? profilePassage(analyser, english, wordVectors, ranked.passage, ranked.document),
    };
    snapshot = fresh;
    knowledgeConfig = synced.config;
    route = createRouter(synced.config.routes);
  };

  const ready = <T>(value: T | null): T => {
    if (value === null) throw new Error("the knowledge has not been read yet: call sync first");
    return value;
  };

  return {
    config,
    logFault,
    sync: async (onProgress) => {
      const parser = parsingChild({ entry: new URL("./ingestion/parse-entry.ts", import.meta.url) });
      const syncEmbedder = createEnergeticEmbedder({ workers: syncWorkers, cacheSize: 0 });
      try {
        const request = {
          folder: config.knowledgeFolder,
          defaultsFolder: config.defaultsFolder,
          today: dayOf(now()),
          onProgress,
        };
        const synced = await syncKnowledge({ store: store.knowledge, parser, embedder: syncEmbedder }, request);
        await serve(synced);
        return synced;
      } finally {
        await Promise.all([parser.close(), syncEmbedder.close()]);
      }
    },
    handleQuestion: (incoming) => {
      const { wording, reps } = ready(knowledgeConfig);
      return handleQuestion(
        { knowledge: () => served, route: ready(route), wording, reps, cases: store.cases, now, logFault },
        incoming,
      );
    },
    search: async (query, k) => (await ready(served).retrieve(query, k)).ranked,
    knowledgeOverview: () => snapshot ?? { documents: [], unreadable: [], revision: "" },
    knowledgeConfig: () => ready(knowledgeConfig),
    served: () => served,
    checkEmbedder: async () => {
      try {
        const [vector] = await embedder.embed(["Is anyone there?"]);
        return vector?.length === embedder.dimension ? null : "the bundled model gave a vector of another size: run npm ci again";
      } catch (fault) {
        return `the bundled model cannot be loaded (${(fault as Error).message}): run npm ci again; until then search goes by words alone`;
      }
    },
    close: async () => {
      await embedder.close();
      await store.close();
    },
  };
};
