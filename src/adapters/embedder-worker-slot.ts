import { Worker } from "node:worker_threads";
import { embedderFault } from "./embedder-fault.ts";
import type { EmbedReply, EmbedRequest } from "./energetic-embedder-worker.ts";

/** One lazily started worker thread: takes one batch at a time. */
export type WorkerSlot = {
  /** The batch's vectors, one after the other. Rejects with a coded error when the worker dies or the model refuses. */
  run(texts: string[]): Promise<Float32Array>;
  close(): Promise<void>;
};

/** Keeps the worker's garbage small: without it the process grows by some 80 MB over a hundred questions (measured). */
const resourceLimits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 };

type UnderWay = { serial: number; resolve: (vectors: Float32Array) => void; reject: (error: Error) => void };

// A second death with no batch done in between means that the next start would die too.
const maxDeathsInARow = 2;

/**
 * A slot that starts its worker at the first batch and starts it again after a death.
 * After two deaths in a row it refuses at once, so that a broken model cannot eat the machine with restarts.
 */
export const createWorkerSlot = (workerUrl: URL): WorkerSlot => {
  let worker: Worker | null = null;
  let underWay: UnderWay | null = null;
  let serial = 0;
  let deathsInARow = 0;

  const lose = (dead: Worker, cause: unknown): void => {
    if (worker !== dead) return;
    worker = null;
    deathsInARow += 1;
    const lost = underWay;
    underWay = null;
    lost?.reject(embedderFault("embedder_died", "the embedding worker ended before it replied", cause));
  };

  const receive = (reply: EmbedReply): void => {
    if (!underWay || reply.serial !== underWay.serial) return;
    const done = underWay;
    underWay = null;
    // An idle worker must not keep a finished command alive.
    worker?.unref();
    if ("fault" in reply) {
      done.reject(embedderFault("embedder_failed", reply.fault));
      return;
    }
    deathsInARow = 0;
    done.resolve(reply.vectors);
  };

  const start = (): Worker => {
    // Kept from this process's own streams and left unread: reading them would keep the process alive.
    const fresh = new Worker(workerUrl, { stdout: true, stderr: true, resourceLimits });
    fresh.on("message", receive);
    fresh.on("error", (error) => lose(fresh, error));
    fresh.on("exit", (code) => lose(fresh, new Error(`exit code ${code}`)));
    return fresh;
  };

  const run = (texts: string[]): Promise<Float32Array> =>
    new Promise((resolve, reject) => {
      if (deathsInARow >= maxDeathsInARow) {
        reject(embedderFault("embedder_died", "the embedding worker died twice in a row and is not started again"));
        return;
      }
      worker ??= start();
      worker.ref();
      serial += 1;
      underWay = { serial, resolve, reject };
      worker.postMessage({ serial, texts } satisfies EmbedRequest);
    });

  const close = async (): Promise<void> => {
    const ending = worker;
    worker = null;
    underWay?.reject(embedderFault("embedder_closed", "the embedder was closed"));
    underWay = null;
    await ending?.terminate();
  };

  return { run, close };
};
