import { createEnergeticEmbedder } from "./adapters/energetic-embedder.ts";
import { createOpenaiEmbedder, openaiModelId, placeOf, probeDimension } from "./adapters/openai-embedder.ts";
import type { EmbeddingsEndpoint } from "./adapters/openai-embeddings-call.ts";
import type { EmbeddingSettings } from "./config.ts";
import type { Embedder } from "./ports/embedder.ts";
import type { EmbeddingAccess, EmbeddingModels } from "./ports/embedding-models.ts";

/** A second worker would halve a first sync on two cores, and take the process over 500 MB. */
const syncWorkers = 1;

/** A question is searched by words alone after this long; members wait for it. */
const questionTimeoutMs = 2000;
/** Pages can wait: a batch of 64 sentences, its retries included. */
const pagesTimeoutMs = 120_000;
const pagesAttemptTimeoutMs = 40_000;
const probeTimeoutMs = 5000;
/** A server that failed three questions in a row is left alone so long: two seconds for every question would be too many. */
const restMs = 30_000;

const openBundled = (keep: (embedder: Embedder) => Embedder): EmbeddingAccess => {
  const questions = keep(createEnergeticEmbedder({ workers: 1 }));
  const { modelId, dimension } = questions;
  return {
    model: { modelId, dimension, api: null },
    questions,
    openForPages: () => keep(createEnergeticEmbedder({ workers: syncWorkers, cacheSize: 0 })),
  };
};

const openApi = (keep: (embedder: Embedder) => Embedder, endpoint: EmbeddingsEndpoint, dimension: number): EmbeddingAccess => {
  const { baseUrl, model, askedDimension } = endpoint;
  const both = { endpoint, dimension };
  return {
    model: { modelId: openaiModelId(endpoint, dimension), dimension, api: { place: placeOf(baseUrl), model, askedDimension } },
    questions: keep(createOpenaiEmbedder({ ...both, timeoutMs: questionTimeoutMs, attempts: 2, firstWaitMs: 100, restMs })),
    openForPages: () =>
      keep(
        createOpenaiEmbedder({
          ...both,
          timeoutMs: pagesTimeoutMs,
          attemptTimeoutMs: pagesAttemptTimeoutMs,
          attempts: 4,
          cacheSize: 0,
        }),
      ),
  };
};

/**
 * Wires the embedding models within reach. Nothing is loaded or asked before it is needed. A model behind an API is within reach only
 * while an API is configured: whoever goes back to the bundled model wants questions to stay.
 */
export const openEmbeddingModels = (settings: EmbeddingSettings): EmbeddingModels => {
  const open = new Set<Embedder>();
  const closing = new AbortController();
  const keep = (embedder: Embedder): Embedder => {
    const close = async (): Promise<void> => {
      open.delete(kept);
      await embedder.close();
    };
    const kept: Embedder = { ...embedder, close };
    open.add(kept);
    return kept;
  };
  const bundled = openBundled(keep);
  const opened = new Map<string, EmbeddingAccess>();
  const accessOf = (endpoint: EmbeddingsEndpoint, dimension: number): EmbeddingAccess => {
    const name = JSON.stringify([openaiModelId(endpoint, dimension), endpoint.askedDimension]);
    const access = opened.get(name) ?? openApi(keep, endpoint, dimension);
    opened.set(name, access);
    return access;
  };
  const close = async (): Promise<void> => {
    closing.abort();
    await Promise.all([...open].map((embedder) => embedder.close()));
  };

  if (settings.kind === "bundled") {
    const isBundled = ({ modelId }: { modelId: string }): boolean => modelId === bundled.model.modelId;
    return {
      bundled,
      configured: "the bundled model",
      isConfigured: isBundled,
      open: async () => bundled,
      accessTo: (model) => (isBundled(model) ? bundled : null),
      close,
    };
  }
  const { apiKey, baseUrl, model: name, dimensions: askedDimension } = settings;
  const endpoint: EmbeddingsEndpoint = { apiKey, baseUrl, model: name, askedDimension };
  const place = placeOf(baseUrl);
  const isConfigured: EmbeddingModels["isConfigured"] = ({ api, dimension }) =>
    api?.place === place &&
    api.model === name &&
    (askedDimension === null ? api.askedDimension === null : dimension === askedDimension);
  return {
    bundled,
    configured: `${name} at ${place}`,
    isConfigured,
    open: async (known) => {
      const isKnown = known !== null && isConfigured(known);
      return accessOf(endpoint, isKnown ? known.dimension : await probeDimension(endpoint, probeTimeoutMs, closing.signal));
    },
    accessTo: (model) => {
      if (model.modelId === bundled.model.modelId) return bundled;
      if (model.api?.place !== place) return null;
      return accessOf({ ...endpoint, model: model.api.model, askedDimension: model.api.askedDimension }, model.dimension);
    },
    close,
  };
};
