/**
 * What can keep an embedder from giving vectors; closed.
 * `embedder_died`, `embedder_failed`: the bundled model's worker ended or refused. `embedder_closed`: used after closing.
 * The rest is an API's: too slow, too many requests, refused for good (key, model or text), out of reach, a reply out of form, vectors of
 * another dimension, an endless reply, or left alone for a moment because it failed several times in a row.
 */
export type EmbedderFaultCode =
  | "embedder_died"
  | "embedder_failed"
  | "embedder_closed"
  | "embedding_timed_out"
  | "embedding_limited"
  | "embedding_refused"
  | "embedding_unavailable"
  | "embedding_out_of_form"
  | "embedding_of_other_dimension"
  | "embedding_too_large"
  | "embedding_resting";

/** An error with a closed code, for whoever decides to go on without vectors. */
export type EmbedderFault = Error & { code: EmbedderFaultCode };

/** Makes an `EmbedderFault`. Neither `message` nor `cause` may hold a text that was to be embedded: faults are logged. */
export const embedderFault = (code: EmbedderFaultCode, message: string, cause?: unknown): EmbedderFault =>
  Object.assign(new Error(message, { cause }), { code });
