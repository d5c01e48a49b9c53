import type { FolderSettings } from "../domain/folder-settings.ts";
import type { RankedPassage } from "../domain/retrieval.ts";
import type { KnowledgeSnapshot } from "../ports/knowledge-store.ts";
import type { ModelState } from "../ports/language-model.ts";
import type { RetrievalQuery } from "../retrieval/retrieve.ts";
import type { OnAnswerProgress } from "./answer-progress.ts";
import type { HandledQuestion, IncomingQuestion } from "./handle-question.ts";
import type { WhenToEmbed } from "./keep-served.ts";
import type { SyncProgress, SyncResult } from "./sync-knowledge.ts";

/** What is served, as far as others than answering need it: the folder's settings, and what can be cited. */
export type ServedNews = { config: FolderSettings; overview: Pick<KnowledgeSnapshot, "documents" | "unreadable" | "revision"> };

/**
 * The half of the application that thinks: it reads the store, keeps knowledge served, and decides replies without writing them. All that
 * goes in and out, faults apart, is plain data that can be copied between threads.
 */
export type Answering = {
  /** Brings the store in line with the folder and serves the result; must have run once before anything is asked. */
  sync(onProgress: (progress: SyncProgress) => void, when: WhenToEmbed): Promise<SyncResult>;
  /** From now on what other processes bring into the store is served too, within about five seconds. Faults are logged. */
  follow(): void;
  /** Decides what a question comes to, and writes nothing. `onProgress` is told the steps and each claim that was proved so far. */
  decide(incoming: IncomingQuestion, onProgress?: OnAnswerProgress): Promise<HandledQuestion>;
  search(query: RetrievalQuery, k: number): Promise<RankedPassage[]>;
  /** What the language model is doing; null when none is configured. */
  modelState(): Promise<ModelState | null>;
  /** Null when the language model answers as it should, else what is wrong and what to do. Costs a few tokens. */
  checkModel(): Promise<string | null>;
  /** Whether the configured embedding answers, and in words what serves and what to do. */
  checkEmbedder(): Promise<{ isGood: boolean; says: string }>;
  close(): Promise<void>;
};
