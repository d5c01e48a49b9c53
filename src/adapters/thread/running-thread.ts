import { Worker } from "node:worker_threads";
import { threadFault } from "./thread-fault.ts";
import type { FromThread, ToThread } from "./thread-messages.ts";

/** What one thread needs. `entry` is the file that it runs, `data` what it is given; `mayStall` says that standing still is its work now. */
export type RunThreadDeps = {
  entry: URL;
  data: unknown;
  onMessage: (message: Exclude<FromThread, { kind: "pong" }>) => void;
  /** Told once, with a `ThreadFault` code; not for an end that was asked for. */
  onDeath: (cause: Error) => void;
  mayStall: () => boolean;
  hungAfterMs: number;
  lookEveryMs: number;
};

/** A thread at work. `end` ends it in the middle of whatever it does. */
export type RunningThread = { send(message: ToThread): void; end(): Promise<void> };

/** A service that reads large pages stands still for longer at each reading than a small one ever does. */
const timesLongestStall = 3;
/** No folder takes so long to be read. */
const longestAllowedStallMs = 600_000;

/**
 * Starts a thread and watches over it. One that does not come round to a ping for `hungAfterMs`, and for three times as long as it ever did
 * while it was allowed to stand still, is ended: it is caught in a loop.
 */
export const runThread = ({ entry, data, onMessage, onDeath, mayStall, ...pace }: RunThreadDeps): RunningThread => {
  const { hungAfterMs, lookEveryMs } = pace;
  const worker = new Worker(entry, { workerData: data });
  let isOver = false;
  let sinceLooks: number | null = null;
  let longestStallMs = 0;
  const die = (cause: Error): void => {
    if (isOver) return;
    isOver = true;
    clearInterval(watch);
    onDeath(cause);
  };
  // Counted in looks, not in time: when this thread or the whole machine stood still, the other is not to blame.
  const watch = setInterval(() => {
    if (sinceLooks === null) {
      sinceLooks = 0;
      worker.postMessage({ kind: "ping" } satisfies ToThread);
      return;
    }
    sinceLooks += 1;
    const stallMs = sinceLooks * lookEveryMs;
    if (mayStall()) longestStallMs = Math.max(longestStallMs, stallMs);
    if (stallMs > (mayStall() ? longestAllowedStallMs : Math.max(hungAfterMs, timesLongestStall * longestStallMs))) {
      die(threadFault("thread_hung", `the thread has not come round for ${Math.round(stallMs / 1000)} s`));
      void worker.terminate();
    }
  }, lookEveryMs);
  watch.unref();
  worker.on("message", (message: FromThread) => {
    if (message.kind === "pong") sinceLooks = null;
    else if (!isOver) onMessage(message);
  });
  worker.on("error", (cause) => die(threadFault("thread_died", "the thread ended with a fault", cause)));
  worker.on("exit", (code) => die(threadFault("thread_died", `the thread ended with exit code ${code}`)));
  return {
    send: (message) => worker.postMessage(message),
    end: async () => {
      isOver = true;
      clearInterval(watch);
      await worker.terminate();
    },
  };
};
