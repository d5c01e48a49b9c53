/** Every way in which a language model can fail to give a usable reply; closed. */
export const modelFailures = [
  /** No usable reply inside the time budget. */
  "timeout",
  "unreachable",
  "rate_limited",
  "server_error",
  /** Key refused: nobody but the volunteer can mend it. */
  "unauthorised",
  /** The server refuses this request in every form that is known. */
  "bad_request",
  /** The model declined to answer. */
  "refusal",
  "empty",
  /** The connection or the token limit ended the reply before it was whole. */
  "cut_off",
  /** More came back than is read. */
  "too_long",
  "bad_json",
  "wrong_schema",
  /** Too many failures in a row: the model is left alone for a while. */
  "circuit_open",
  /** The day's money is spent. */
  "spend_cap",
] as const;

/** One of `modelFailures`. */
export type ModelFailure = (typeof modelFailures)[number];

/** Tokens of one exchange. `estimated` when the server did not count them. */
export type TokenUsage = { inputTokens: number; outputTokens: number; estimated: boolean };
