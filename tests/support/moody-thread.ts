import { parentPort, workerData } from "node:worker_threads";
import { serveCalls } from "../../src/adapters/thread/serve-calls.ts";

/** What the moody thread can be asked, and what it is given: the fault that it starts with, if any. */
export type MoodyCalls = {
  echo: { input: string; news: string; output: string };
  /** Ends only with the thread. */
  wait: { input: string; news: never; output: never };
  fail: { input: string; news: never; output: never };
  die: { input: null; news: never; output: never };
  loop: { input: number; news: never; output: string };
  copyWhatCannotBe: { input: null; news: never; output: unknown };
};
export type MoodyData = { startsWith: string | null };

const { startsWith } = workerData as MoodyData;

await serveCalls<MoodyCalls, string>(parentPort!, async (emit) => {
  if (startsWith !== null) throw Object.assign(new Error(startsWith), { code: "bad_start" });
  emit("opened");
  return {
    echo: async (words, tell) => {
      tell(`about to say ${words}`);
      // So that several are in hand at once.
      await new Promise((resolve) => setTimeout(resolve, 10));
      return words;
    },
    wait: () => new Promise(() => setInterval(() => undefined, 1000)),
    fail: async (words) => {
      throw Object.assign(new TypeError(words, { cause: new Error("the deeper one") }), { code: "told_to" });
    },
    die: async () => process.exit(3),
    loop: async (forMs) => {
      for (const startedAt = performance.now(); performance.now() - startedAt < forMs; );
      return "done";
    },
    copyWhatCannotBe: async () => () => undefined,
  };
});
