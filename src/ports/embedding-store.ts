/**
 * An embedding model whose vectors are stored. `api` is what it was asked with, without any key: the server's host and path, the
 * model's name there, and the dimension asked for (null: the model's own). `api` is null for the bundled model.
 */
export type EmbeddingModel = {
  modelId: string;
  dimension: number;
  api: { place: string; model: string; askedDimension: number | null } | null;
};

/** Which embedding model answers questions, kept over restarts: the configured one may be another, and its vectors not ready yet. */
export type EmbeddingStore = {
  /** Null before the first. */
  served(): Promise<EmbeddingModel | null>;
  /**
   * From now on `model` answers. Vectors of other models, and of texts that are not in `textDigests` (hex SHA-256), are removed in the
   * same step. Gives how many were removed. `ofRevision` is the knowledge that the texts were taken from: when another process has changed
   * it since, only the other models' vectors are removed, and the store does not say that every sentence has its vector.
   */
  serve(model: EmbeddingModel, textDigests: Iterable<string>, ofRevision?: string): Promise<number>;
};
