import type { Embedder } from "./embedder.ts";
import type { EmbeddingModel } from "./embedding-store.ts";

/** A model that can be asked. `questions` answers in about two seconds or not at all; one for pages is patient: close it when done. */
export type EmbeddingAccess = { model: EmbeddingModel; questions: Embedder; openForPages(): Embedder };

/** The embedding models within reach: the configured one, the bundled one, and one that was configured before. */
export type EmbeddingModels = {
  bundled: EmbeddingAccess;
  /** What is configured, in words for a volunteer. */
  configured: string;
  /** True when this model is the configured one, as far as can be told without asking it. */
  isConfigured(model: EmbeddingModel): boolean;
  /**
   * The configured model. Its dimension is taken from `known` when that is the same model, else asked for: rejects with a coded fault
   * when that fails.
   */
  open(known: EmbeddingModel | null): Promise<EmbeddingAccess>;
  /** Null when the model cannot be asked any more, or may not be: with the bundled one configured, nothing is sent anywhere. */
  accessTo(model: EmbeddingModel): EmbeddingAccess | null;
  /** Ends whatever is under way. */
  close(): Promise<void>;
};
