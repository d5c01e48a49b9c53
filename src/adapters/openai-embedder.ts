import type { Embedder } from "../ports/embedder.ts";
import { embedderFault } from "./embedder-fault.ts";
import { type CallResult, callEmbeddings, type EmbeddingsEndpoint } from "./openai-embeddings-call.ts";
import { createVectorCache } from "./vector-cache.ts";

/**
 * `timeoutMs` bounds one `embed` whole, waits and retries included; `attemptTimeoutMs` one attempt (`timeoutMs` when absent).
 * `cacheSize`: texts whose vectors are remembered. `restMs`: how long the server is left alone after three failures in a row.
 */
export type OpenaiEmbedderOptions = {
  endpoint: EmbeddingsEndpoint;
  dimension: number;
  timeoutMs: number;
  attemptTimeoutMs?: number;
  attempts?: number;
  firstWaitMs?: number;
  cacheSize?: number;
  restMs?: number;
  textsInCall?: number;
  charactersInCall?: number;
};

/** Some 500 tokens of English, and in no script more than the 8,192 that OpenAI's models take; what stands beyond is left out. */
const maxCharacters = 2000;
/** Some 150 tokens: small models of one's own often end at 512, and older ones below. */
const shortCharacters = 600;
const refusalsOfText = new Set([400, 413, 422]);
const failuresBeforeRest = 3;

/** Host and path of a base URL, without scheme, name and password: where vectors come from. */
export const placeOf = (baseUrl: string): string => {
  const { host, pathname } = new URL(baseUrl);
  return `${host}${pathname.replace(/\/+$/, "")}`;
};

/** The name under which vectors of an endpoint are stored, such as `openai:api.openai.com/v1:text-embedding-3-small:1536`. */
export const openaiModelId = ({ baseUrl, model }: EmbeddingsEndpoint, dimension: number): string =>
  `openai:${placeOf(baseUrl)}:${model}:${dimension}`;

/** A surrogate cut in half is no Unicode, and a server refuses a text without any character. */
const sendable = (text: string): string => {
  const cut = text.slice(0, maxCharacters).toWellFormed();
  return cut.trim() === "" ? "." : cut;
};

const inCalls = (texts: readonly string[], most: number, mostCharacters: number): string[][] => {
  const calls: string[][] = [];
  let characters = 0;
  for (const text of texts) {
    const last = calls.at(-1);
    if (last === undefined || last.length >= most || characters + text.length > mostCharacters) {
      calls.push([text]);
      characters = text.length;
    } else {
      last.push(text);
      characters += text.length;
    }
  }
  return calls;
};

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
  });

/**
 * The dimension of an endpoint's vectors, by asking for one. Rejects with an `EmbedderFault` when it cannot be had in `timeoutMs`,
 * or when the server gives another dimension than it was asked for.
 */
export const probeDimension = async (endpoint: EmbeddingsEndpoint, timeoutMs: number, closing: AbortSignal): Promise<number> => {
  const settings = { dimension: endpoint.askedDimension, timeoutMs, closing };
  const result = await callEmbeddings(endpoint, ["Is anyone there?"], settings);
  if ("fault" in result) throw result.fault;
  return result.vectors[0]!.length;
};

/**
 * Embeds through any OpenAI-compatible `/embeddings`. What may pass (429, 5xx, a lost connection, a reply cut short) is tried again
 * with growing random waits, inside the time limit; what will not is refused at once. Rejects with an `EmbedderFault` that names no text.
 */
export const createOpenaiEmbedder = (options: OpenaiEmbedderOptions): Embedder => {
  const { endpoint, dimension, timeoutMs, attemptTimeoutMs = timeoutMs, attempts = 3, firstWaitMs = 500, restMs = 0 } = options;
  const { cacheSize = 256, textsInCall = 96, charactersInCall = 60_000 } = options;
  const cache = createVectorCache(cacheSize);
  const closing = new AbortController();
  let failuresInRow = 0;
  let restsUntil = 0;

  const note = (result: CallResult): void => {
    failuresInRow = "fault" in result && result.mayPass ? failuresInRow + 1 : 0;
    if (failuresInRow >= failuresBeforeRest) restsUntil = performance.now() + restMs;
  };

  const call = async (texts: string[], deadline: number): Promise<Float32Array[]> => {
    for (let attempt = 1; ; attempt += 1) {
      const leftMs = Math.min(attemptTimeoutMs, deadline - performance.now());
      const result = await callEmbeddings(endpoint, texts, { dimension, timeoutMs: leftMs, closing: closing.signal });
      note(result);
      if ("vectors" in result) return result.vectors;
      // Waits between half and the whole of a doubling time, so that many who failed together do not return together.
      const backoffMs = firstWaitMs * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
      const waitMs = Math.max(backoffMs, result.retryAfterMs ?? 0);
      if (!result.mayPass || attempt >= attempts || performance.now() + waitMs >= deadline) throw result.fault;
      await pause(waitMs, closing.signal);
    }
  };

  // One text that a server refuses (too long for its model, say) must not keep all others from being embedded.
  const callInParts = async (texts: string[], deadline: number): Promise<Float32Array[]> => {
    try {
      return await call(texts, deadline);
    } catch (fault) {
      const [only = ""] = texts;
      const { status } = fault as { status?: number };
      if (status === undefined || !refusalsOfText.has(status)) throw fault;
      if (texts.length === 1 && only.length <= shortCharacters) throw fault;
      if (texts.length === 1) return call([only.slice(0, shortCharacters).toWellFormed()], deadline);
      const half = texts.length >> 1;
      return [...(await callInParts(texts.slice(0, half), deadline)), ...(await callInParts(texts.slice(half), deadline))];
    }
  };

  const embed = async (texts: string[]): Promise<Float32Array[]> => {
    const deadline = performance.now() + timeoutMs;
    const found = new Map<string, Float32Array>();
    for (const text of texts) {
      const vector = cache.get(text);
      if (vector) found.set(text, vector);
    }
    const missing = [...new Set(texts)].filter((text) => !found.has(text));
    if (closing.signal.aborted) throw embedderFault("embedder_closed", "the embedder was closed");
    if (missing.length > 0 && performance.now() < restsUntil) {
      throw embedderFault(
        "embedding_resting",
        "the embeddings server failed several times in a row and is left alone for a moment",
      );
    }
    for (const batch of inCalls(missing, textsInCall, charactersInCall)) {
      const vectors = await callInParts(batch.map(sendable), deadline);
      for (const [at, text] of batch.entries()) {
        found.set(text, vectors[at]!);
        cache.put(text, vectors[at]!);
      }
    }
    return texts.map((text) => found.get(text)!);
  };

  const close = async (): Promise<void> => closing.abort();
  return { modelId: openaiModelId(endpoint, dimension), dimension, remote: true, embed, close };
};
