import { pino } from "pino";
import { openStore } from "./adapters/sqlite/open-store.ts";
import { openServing } from "./compose-serving.ts";
import type { Config } from "./config.ts";
import { dayOf } from "./domain/calendar.ts";
import type { KnowledgeConfig } from "./domain/knowledge-config.ts";
import type { RankedPassage } from "./domain/retrieval.ts";
import type { ServedKnowledge } from "./flows/answer-question.ts";
import { type HandledQuestion, handleQuestion, type IncomingQuestion } from "./flows/handle-question.ts";
import type { SyncProgress, SyncResult } from "./flows/sync-knowledge.ts";
import type { KnowledgeSnapshot } from "./ports/knowledge-store.ts";
import type { RetrievalQuery } from "./retrieval/retrieve.ts";
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

/**
 * The only place where the parts are put together. `now` is the clock.
 * Throws what the store throws when the data folder cannot be used.
 */
export const openApp = async (config: Config, now: () => Date): Promise<App> => {
  const log = pino({ level: config.logLevel }, pino.destination({ fd: 2, sync: true }));
  const logFault = (code: string, cause: unknown) => log.error({ code, err: cause }, code);
  const store = openStore(config.dataFolder);
  const serving = openServing({ store: store.knowledge, dataFolder: config.dataFolder, logFault });
  let knowledgeConfig: KnowledgeConfig | null = null;
  let route: ReturnType<typeof createRouter> | null = null;
  const served = (): ServedKnowledge | null => serving.current()?.knowledge ?? null;

  const ready = <T>(value: T | null): T => {
    if (value === null) throw new Error("the knowledge has not been read yet: call sync first");
    return value;
  };

  return {
    config,
    logFault,
    sync: async (onProgress) => {
      const { knowledgeFolder: folder, defaultsFolder } = config;
      const synced = await serving.sync({ folder, defaultsFolder, today: dayOf(now()), onProgress });
      knowledgeConfig = synced.config;
      route = createRouter(synced.config.routes);
      return synced;
    },
    handleQuestion: (incoming) => {
      const { wording, reps } = ready(knowledgeConfig);
      return handleQuestion(
        { knowledge: served, route: ready(route), wording, reps, cases: store.cases, now, logFault },
        incoming,
      );
    },
    search: async (query, k) => (await ready(served()).retrieve(query, k)).ranked,
    knowledgeOverview: () => serving.current()?.snapshot ?? { documents: [], unreadable: [], revision: "" },
    knowledgeConfig: () => ready(knowledgeConfig),
    served,
    checkEmbedder: () => serving.checkEmbedder(),
    close: async () => {
      await serving.close();
      await store.close();
    },
  };
};
