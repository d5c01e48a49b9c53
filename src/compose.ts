import { pino } from "pino";
import { newAnswerId, newCaseId } from "./adapters/new-reference-number.ts";
import { createScowlDictionary } from "./adapters/scowl-dictionary.ts";
import type { Store } from "./adapters/store/store.ts";
import { createEnglishWords } from "./adapters/subtlex-english-words.ts";
import { loopbackParts } from "./compose-loopback.ts";
import { openAnsweringModel } from "./compose-model.ts";
import { openServing, type Serving } from "./compose-serving.ts";
import { openSpine, type Spine } from "./compose-spine.ts";
import { openStore } from "./compose-store.ts";
import type { Config } from "./config.ts";
import { dayOf } from "./domain/calendar.ts";
import type { KnowledgeConfig } from "./domain/knowledge-config.ts";
import type { RankedPassage } from "./domain/retrieval.ts";
import type { OnAnswerProgress } from "./flows/answer-progress.ts";
import { checkModel } from "./flows/check-model.ts";
import { commitEffects } from "./flows/commit-effects.ts";
import { type HandledQuestion, handleQuestion, type IncomingQuestion } from "./flows/handle-question.ts";
import type { WhenToEmbed } from "./flows/keep-served.ts";
import type { ServedKnowledge } from "./flows/served-knowledge.ts";
import type { SyncProgress, SyncResult } from "./flows/sync-knowledge.ts";
import type { KnowledgeSnapshot } from "./ports/knowledge-store.ts";
import type { ModelState } from "./ports/language-model.ts";
import { createRedactor } from "./redaction/create-redactor.ts";
import { printedNames } from "./redaction/public-names.ts";
import type { RetrievalQuery } from "./retrieval/retrieve.ts";
import { createRouter } from "./routing/route-question.ts";

/** The wired application, as commands and the console use it. */
export type App = {
  config: Config;
  /**
   * Brings the store in line with the folder and serves the result; must have run once before anything is asked. `when` the pages are
   * embedded with a newly configured model: first, unless told otherwise.
   */
  sync(onProgress: (progress: SyncProgress) => void, when?: WhenToEmbed): Promise<SyncResult>;
  /** `onProgress` is told the steps and each claim that has been proved so far. */
  handleQuestion(incoming: IncomingQuestion, onProgress?: OnAnswerProgress): Promise<HandledQuestion>;
  /** What the language model is doing; null when none is configured. */
  modelState(): Promise<ModelState | null>;
  /** Null when the language model answers as it should, else what is wrong and what to do. Costs a few tokens. */
  checkModel(): Promise<string | null>;
  search(query: RetrievalQuery, k: number): Promise<RankedPassage[]>;
  knowledgeOverview(): Pick<KnowledgeSnapshot, "documents" | "unreadable" | "revision">;
  knowledgeConfig(): KnowledgeConfig;
  served(): ServedKnowledge | null;
  /** Asks the store: in words which it is, and whether what it holds is safe. Rejects when it does not answer. */
  checkStore: Store["check"];
  /** Whether the configured embedding answers, and in words what serves and what to do. */
  checkEmbedder: Serving["checkEmbedder"];
  /** Messages of all channels, from the inbox to the last delivery. */
  spine: Spine;
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
  const store = await openStore(config);
  const words = { english: createEnglishWords(), dictionary: createScowlDictionary() };
  // A question about a minister is about the minister: names that the served pages print are no secret.
  let printed: ReadonlySet<string> = new Set();
  const redact = createRedactor({ ...words, isPublicName: (name) => printed.has(name) });
  const serving = openServing({ store, dataFolder: config.dataFolder, embeddings: config.embeddings, redact, logFault });
  const answering = openAnsweringModel(config.model, { spend: store.spend, redact, logFault });
  let knowledgeConfig: KnowledgeConfig | null = null;
  let route: ReturnType<typeof createRouter> | null = null;
  const served = (): ServedKnowledge | null => serving.current()?.knowledge ?? null;

  const ready = <T>(value: T | null): T => {
    if (value === null) throw new Error("the knowledge has not been read yet: call sync first");
    return value;
  };

  /** Decides what a question comes to, and writes nothing. */
  const decide = async (incoming: IncomingQuestion, onProgress?: OnAnswerProgress): Promise<HandledQuestion> => {
    const { wording, reps } = ready(knowledgeConfig);
    const deps = {
      knowledge: served,
      answering,
      route: ready(route),
      wording,
      reps,
      newCaseId,
      newAnswerId,
      redact,
      now,
      logFault,
    };
    return handleQuestion(deps, incoming, onProgress);
  };

  const spine = openSpine({
    store: store.spine,
    handleMessage: ({ id, text: question, sentAt }, history) =>
      decide({ id, question, scenario: null, history, skipRouting: false, sentAt }),
    reps: () => ready(knowledgeConfig).reps,
    wording: () => ready(knowledgeConfig).wording,
    newCaseId,
    ...loopbackParts(config, logFault),
    crashAt: config.crashAt,
    // Leases run in real time, whatever day is being asked about.
    now: () => new Date(),
    record: ({ cause, ...event }) =>
      cause === undefined ? log.info(event, event.code) : log.error({ ...event, err: cause }, event.code),
  });

  return {
    config,
    logFault,
    spine,
    sync: async (onProgress, when = "first") => {
      const { knowledgeFolder: folder, defaultsFolder } = config;
      const synced = await serving.sync({ folder, defaultsFolder, today: dayOf(now()), onProgress }, when);
      knowledgeConfig = synced.config;
      route = createRouter(synced.config.routes);
      const passages = serving.current()?.snapshot.passages ?? [];
      printed = printedNames(
        words,
        passages.map(({ text }) => text),
      );
      return synced;
    },
    handleQuestion: async (incoming, onProgress) => {
      const handled = await decide(incoming, onProgress);
      await store.together((inside) => commitEffects(inside, handled.effects));
      return handled;
    },
    search: async (query, k) => (await ready(served()).retrieve(query, k)).ranked,
    knowledgeOverview: () => serving.current()?.snapshot ?? { documents: [], unreadable: [], revision: "" },
    knowledgeConfig: () => ready(knowledgeConfig),
    served,
    checkStore: store.check,
    checkEmbedder: serving.checkEmbedder,
    modelState: async () => (await answering?.model.state()) ?? null,
    checkModel: async () => (answering === null ? null : checkModel(answering.model)),
    close: async () => {
      await spine.stop();
      await answering?.model.close();
      await serving.close();
      await store.close();
    },
  };
};
