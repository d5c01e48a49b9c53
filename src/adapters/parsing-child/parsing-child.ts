import { type ChildProcess, fork } from "node:child_process";
import type { ParseOutcome } from "../../domain/parsed-file.ts";
import type { FileParser, FileToParse } from "../../ports/file-parser.ts";

/**
 * `entry` is the file that the child runs (`src/ingestion/parse-entry.ts`). `timeoutMs` is for one file, `maxHeapMb` for the child's
 * heap, `maxBytes` for one file's size.
 */
export type ParsingChildOptions = { entry: URL; timeoutMs?: number; maxHeapMb?: number; maxBytes?: number };

const limits = { timeoutMs: 30_000, maxHeapMb: 512, maxBytes: 20 * 1024 * 1024 };

/** How much of what the child writes to standard error is kept, to tell why it died. */
const keptErrorCharacters = 4000;

type Child = { process: ChildProcess; errorText: () => string };

const startChild = (entry: URL, maxHeapMb: number): Child => {
  const started = fork(entry, [], {
    execArgv: [`--max-old-space-size=${maxHeapMb}`, "--no-warnings"],
    // Foreign bytes meet no secrets: the child gets an empty environment.
    env: {},
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let errorText = "";
  started.stderr?.on("data", (data: Buffer) => {
    errorText = (errorText + data.toString("utf8")).slice(-keptErrorCharacters);
  });
  return { process: started, errorText: () => errorText };
};

const deathOutcome = (signal: NodeJS.Signals | null, errorText: string): ParseOutcome =>
  /heap out of memory|allocation failed|ENOMEM/iu.test(errorText) || signal === "SIGABRT" || signal === "SIGKILL"
    ? { ok: false, code: "out_of_memory", message: "reading it took more memory than allowed" }
    : { ok: false, code: "damaged", message: "the process that read it broke down" };

/** The child counts for the parent's life only while a file is being read. */
const setAlive = (child: ChildProcess, alive: boolean): void => {
  if (alive) child.ref();
  else child.unref();
  if (alive) child.channel?.ref();
  else child.channel?.unref();
  const errors = child.stderr as { ref?: () => void; unref?: () => void } | null;
  if (alive) errors?.ref?.();
  else errors?.unref?.();
};

const askChild = (child: Child, file: FileToParse, timeoutMs: number): Promise<{ outcome: ParseOutcome; usable: boolean }> =>
  new Promise((resolve) => {
    const { process: running } = child;
    let timer: NodeJS.Timeout | null = null;
    const settle = (outcome: ParseOutcome, usable: boolean): void => {
      if (timer !== null) clearTimeout(timer);
      running.off("message", onMessage);
      running.off("close", onClose);
      running.off("error", onError);
      setAlive(running, false);
      resolve({ outcome, usable });
    };
    const onMessage = (outcome: unknown): void => settle(outcome as ParseOutcome, true);
    const onClose = (_code: number | null, signal: NodeJS.Signals | null): void =>
      settle(deathOutcome(signal, child.errorText()), false);
    const onError = (): void => settle(deathOutcome(null, child.errorText()), false);
    running.on("message", onMessage);
    running.on("close", onClose);
    running.on("error", onError);
    setAlive(running, true);
    timer = setTimeout(() => {
      running.kill("SIGKILL");
      settle({ ok: false, code: "timed_out", message: `reading it took longer than ${timeoutMs / 1000} seconds` }, false);
    }, timeoutMs);
    running.send(file, (fault) => {
      if (fault !== null) onError();
    });
  });

/**
 * Reads foreign files in a child process with caps on time, memory and size. The child is kept for the next file and replaced when it
 * was killed; files are read one after another. `close` ends it.
 */
export const parsingChild = (options: ParsingChildOptions): FileParser => {
  const { entry, timeoutMs, maxHeapMb, maxBytes } = { ...limits, ...options };
  let child: Child | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let closed = false;
  const parseNow = async (file: FileToParse): Promise<ParseOutcome> => {
    if (closed) throw new Error("the parsing child is closed");
    if (child === null || child.process.exitCode !== null || !child.process.connected) child = startChild(entry, maxHeapMb);
    const { outcome, usable } = await askChild(child, file, timeoutMs);
    if (!usable) child = null;
    return outcome;
  };
  return {
    parse: (file) => {
      if (file.bytes.length > maxBytes) {
        const message = `the file is larger than ${Math.floor(maxBytes / 1024 / 1024)} MB`;
        return Promise.resolve({ ok: false, code: "too_large", message });
      }
      const answer = queue.then(() => parseNow(file));
      queue = answer.catch(() => null);
      return answer;
    },
    close: async () => {
      closed = true;
      await queue;
      const running = child?.process;
      child = null;
      if (running === undefined || running.exitCode !== null) return;
      const ended = new Promise((resolve) => running.once("close", resolve));
      running.ref();
      running.kill("SIGKILL");
      await ended;
    },
  };
};
