/**
 * Turns texts into vectors of unit length.
 * The same `modelId` always gives the same vector for the same text, so vectors may be cached by content.
 */
export type Embedder = {
  modelId: string;
  dimension: number;
  /** One vector a text, in the same order. Rejects when the model cannot be loaded or its worker died. */
  embed(texts: string[]): Promise<Float32Array[]>;
  close(): Promise<void>;
};
