import { type FaultData, faultOfData } from "./adapters/thread/fault-as-data.ts";
import { superviseThread } from "./adapters/thread/supervise-thread.ts";
import type { AnsweringDeps } from "./compose-answering.ts";
import type { Config } from "./config.ts";
import type { RankedPassage } from "./domain/retrieval.ts";
import type { AnswerProgress } from "./flows/answer-progress.ts";
import type { Answering, ServedNews } from "./flows/answering.ts";
import type { HandledQuestion, IncomingQuestion } from "./flows/handle-question.ts";
import type { WhenToEmbed } from "./flows/keep-served.ts";
import type { SyncProgress, SyncResult } from "./flows/sync-knowledge.ts";
import type { ModelState } from "./ports/language-model.ts";
import type { RetrievalQuery } from "./retrieval/retrieve.ts";

/** What the thread is given: its settings, and the instant that is always now, null for the real clock. */
export type AnsweringThreadData = { config: Config; fixedAt: string | null };

/** What the thread can be asked; one call for each function of `Answering`. */
export type AnsweringCalls = {
  sync: { input: WhenToEmbed; news: SyncProgress; output: SyncResult };
  follow: { input: null; news: never; output: null };
  decide: { input: IncomingQuestion; news: AnswerProgress; output: HandledQuestion };
  search: { input: { query: RetrievalQuery; k: number }; news: never; output: RankedPassage[] };
  modelState: { input: null; news: never; output: ModelState | null };
  checkModel: { input: null; news: never; output: string | null };
  checkEmbedder: { input: null; news: never; output: { isGood: boolean; says: string } };
  close: { input: null; news: never; output: null };
};

/** What the thread tells on its own. */
export type AnsweringEvent = { kind: "served"; news: ServedNews } | { kind: "fault"; code: string; cause: FaultData };

const entryFile = new URL("./compose-answering-entry.ts", import.meta.url);
const closeWithinMs = 3000;

/**
 * Gives what opens answering in a thread of its own, with its own connections to the store: a question takes some 30 ms of reckoning, in
 * which no message could be taken in. When the thread dies or hangs it is started again, and serves what the one before it served.
 */
export const answeringInThread =
  (fixedAt: string | null, entry = entryFile) =>
  (config: Config, { logFault, onServed }: Pick<AnsweringDeps, "logFault" | "onServed">): Answering => {
    let isFollowing = false;
    let heardServed: () => void = () => undefined;
    const onEvent = (event: AnsweringEvent): void => {
      if (event.kind === "fault") {
        logFault(event.code, faultOfData(event.cause));
        return;
      }
      onServed(event.news);
      heardServed();
    };
    const { call, close } = superviseThread<AnsweringCalls, AnsweringEvent>({
      entry,
      data: { config, fixedAt } satisfies AnsweringThreadData,
      onEvent,
      longCalls: ["sync"],
      reopen: async (callNow) => {
        const served = new Promise<void>((resolve) => {
          heardServed = resolve;
        });
        if (isFollowing) await callNow("follow", null);
        // A folder that cannot be read any more is no reason to stop: what the store holds is served by following it.
        await callNow("sync", "in_background").catch(async (fault: unknown) => {
          logFault("sync_after_restart_failed", fault);
          if (!isFollowing) throw fault;
          await served;
        });
      },
      onDeath: (cause) => logFault("answering_thread_lost", cause),
    });
    return {
      sync: (onProgress, when) => call("sync", when, onProgress),
      follow: () => {
        isFollowing = true;
        call("follow", null).catch((fault: unknown) => logFault("not_followed", fault));
      },
      decide: (incoming, onProgress) => call("decide", incoming, onProgress),
      search: (query, k) => call("search", { query, k }),
      modelState: () => call("modelState", null),
      checkModel: () => call("checkModel", null),
      checkEmbedder: () => call("checkEmbedder", null),
      close: async () => {
        // What hangs or has never come up cannot be waited for.
        const timer = new Promise<null>((resolve) => setTimeout(resolve, closeWithinMs, null).unref());
        await Promise.race([call("close", null).catch(() => null), timer]);
        await close();
      },
    };
  };
