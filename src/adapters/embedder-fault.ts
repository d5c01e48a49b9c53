/** `embedder_died`: the worker ended under way. `embedder_failed`: the model refused. `embedder_closed`: used after closing. */
export type EmbedderFaultCode = "embedder_died" | "embedder_failed" | "embedder_closed";

/** An error with a closed code and its cause, for whoever decides to go on without vectors. */
export const embedderFault = (code: EmbedderFaultCode, message: string, cause?: unknown): Error & { code: EmbedderFaultCode } =>
  Object.assign(new Error(message, { cause }), { code });
