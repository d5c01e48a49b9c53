import { newAnswerId, newCaseId } from "./adapters/new-reference-number.ts";
import { createScowlDictionary } from "./adapters/scowl-dictionary.ts";
import type { Store } from "./adapters/store/store.ts";
import { createEnglishWords } from "./adapters/subtlex-english-words.ts";
import { openAnsweringModel } from "./compose-model.ts";
import { openServing } from "./compose-serving.ts";
import type { Config } from "./config.ts";
import { dayOf } from "./domain/calendar.ts";
import type { KnowledgeConfig } from "./domain/knowledge-config.ts";
import type { Answering, ServedNews } from "./flows/answering.ts";
import { checkModel } from "./flows/check-model.ts";
import { handleQuestion } from "./flows/handle-question.ts";
import type { ServedKnowledge } from "./flows/served-knowledge.ts";
import { createRedactor } from "./redaction/create-redactor.ts";
import { printedNames } from "./redaction/public-names.ts";
import { createRouter } from "./routing/route-question.ts";

/** What answering needs from whoever opens it. `onServed` is told, before `sync` resolves, what is served from now on. */
export type AnsweringDeps = {
  store: Pick<Store, "knowledge" | "embeddings" | "spend">;
  now: () => Date;
  logFault: (code: string, cause: unknown) => void;
  onServed: (news: ServedNews) => void;
};

/** Answering in this thread; `served` is what retrieval and proof are asked with, for measurements. */
export type AnsweringHere = Answering & { served(): ServedKnowledge | null };

/** Loads word lists and readers, and wires routing, retrieval, drafting and proof over the store. Nothing is served before `sync`. */
export const openAnswering = (config: Config, { store, now, logFault, onServed }: AnsweringDeps): AnsweringHere => {
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

  return {
    served,
    sync: async (onProgress, when) => {
      const { knowledgeFolder: folder, defaultsFolder } = config;
      const synced = await serving.sync({ folder, defaultsFolder, today: dayOf(now()), onProgress }, when);
      const { documents, unreadable, revision, passages } = ready(serving.current()).snapshot;
      knowledgeConfig = synced.config;
      route = createRouter(synced.config.routes);
      printed = printedNames(
        words,
        passages.map(({ text }) => text),
      );
      onServed({ config: synced.config, overview: { documents, unreadable, revision } });
      return synced;
    },
    decide: async (incoming, onProgress) => {
      const { wording, reps } = ready(knowledgeConfig);
      const knowledge = { knowledge: served, answering, route: ready(route), wording, reps };
      return handleQuestion({ ...knowledge, newCaseId, newAnswerId, redact, now, logFault }, incoming, onProgress);
    },
    search: async (query, k) => (await ready(served()).retrieve(query, k)).ranked,
    checkEmbedder: serving.checkEmbedder,
    modelState: async () => (await answering?.model.state()) ?? null,
    checkModel: async () => (answering === null ? null : checkModel(answering.model)),
    close: async () => {
      await answering?.model.close();
      await serving.close();
    },
  };
};
