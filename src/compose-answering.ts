import { newAnswerId, newCaseId } from "./adapters/new-reference-number.ts";
import { createScowlDictionary } from "./adapters/scowl-dictionary.ts";
import type { Store } from "./adapters/store/store.ts";
import { createEnglishWords } from "./adapters/subtlex-english-words.ts";
import { openAnsweringModel } from "./compose-model.ts";
import { openServing, type Served } from "./compose-serving.ts";
import type { Config } from "./config.ts";
import { dayOf } from "./domain/calendar.ts";
import type { Answering, ServedNews } from "./flows/answering.ts";
import { checkModel } from "./flows/check-model.ts";
import { handleQuestion } from "./flows/handle-question.ts";
import type { ServedKnowledge } from "./flows/served-knowledge.ts";
import { createRedactor } from "./redaction/create-redactor.ts";

/** A look costs one small query; a change is then served within 4 s and the time to build. */
const followEveryMs = 3000;

/** What answering needs from whoever opens it. `onServed` is told, before `sync` resolves, what is served from now on. */
export type AnsweringDeps = {
  store: Pick<Store, "knowledge" | "embeddings" | "spend">;
  now: () => Date;
  /** `traceId` where the fault is one message's. */
  logFault: (code: string, cause: unknown, traceId?: string | null) => void;
  onServed: (news: ServedNews) => void;
};

/** Answering in this thread; `served` is what retrieval and proof are asked with, for measurements. */
export type AnsweringHere = Answering & { served(): ServedKnowledge | null };

/** Loads word lists and readers, and wires routing, retrieval, drafting and proof over the store. Nothing is served before `sync`. */
export const openAnswering = (config: Config, { store, now, logFault, onServed }: AnsweringDeps): AnsweringHere => {
  const words = { english: createEnglishWords(), dictionary: createScowlDictionary() };
  // A question about a minister is about the minister: names that the served pages print are no secret.
  const redact = createRedactor({ ...words, isPublicName: (name) => serving.current()?.isPublicName(name) ?? false });
  const serving = openServing({
    store,
    dataFolder: config.dataFolder,
    embeddings: config.embeddings,
    redact,
    onServed: ({ settings, snapshot: { documents, unreadable, revision } }: Served) =>
      onServed({ config: settings, overview: { documents, unreadable, revision } }),
    logFault,
  });
  const answering = openAnsweringModel(config.model, { spend: store.spend, redact, logFault });

  const ready = (): Served => {
    const served = serving.current();
    if (served === null) throw new Error("the knowledge has not been read yet: call sync first");
    return served;
  };

  return {
    served: () => serving.current()?.knowledge ?? null,
    sync: (onProgress, when) => {
      const { knowledgeFolder: folder, defaultsFolder } = config;
      return serving.sync({ folder, defaultsFolder, today: dayOf(now()), onProgress }, when);
    },
    follow: () => serving.follow(followEveryMs),
    decide: async (incoming, onProgress) => {
      // Taken once: a question is answered from one reading, whatever is swapped in meanwhile.
      const { knowledge, route, settings } = ready();
      const of = { knowledge: () => knowledge, answering, route, wording: settings.wording, reps: settings.reps };
      return handleQuestion({ ...of, newCaseId, newAnswerId, redact, now, logFault }, incoming, onProgress);
    },
    search: async (query, k) => (await ready().knowledge.retrieve(query, k)).ranked,
    checkEmbedder: serving.checkEmbedder,
    modelState: async () => (await answering?.model.state()) ?? null,
    checkModel: async () => (answering === null ? null : checkModel(answering.model)),
    close: async () => {
      await answering?.model.close();
      await serving.close();
    },
  };
};
