/**
 * Turns texts into vectors of unit length.
 * The same `modelId` always gives the same vector for the same text, so vectors may be cached by content.
 */
export type Embedder = {
  modelId: string;
  dimension: number;
  /** True when texts leave this machine: what a member wrote is then redacted first, or not embedded at all. */
  remote: boolean;
  /** One vector a text, in the same order. Rejects with a coded error when the model cannot be asked. */
  embed(texts: string[]): Promise<Float32Array[]>;
  close(): Promise<void>;
};
