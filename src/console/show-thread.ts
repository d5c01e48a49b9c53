import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { exampleQuestions } from "../domain/example-questions.ts";
import type { ConsoleDeps } from "./console-deps.ts";
import { isWaiting, type Thread } from "./thread.ts";
import { threadPage } from "./views/thread-page.ts";
import { isSlow, slowWords, waitingWords } from "./words/waiting-in-words.ts";

/** How many threads are listed, and how many turns of one are shown. */
const mostThreads = 50;
const mostTurns = 30;

/** What one showing of the page is about; `problem` is what went wrong with the question that stands in `draft`. */
export type Showing = {
  thread: Thread | null;
  threadId?: string;
  formId?: string;
  problem?: string;
  draft?: string;
  looks?: number;
};

/** A thread with its newest turns; null when there is none of that id. */
export const findThread = async (deps: Pick<ConsoleDeps, "turns">, id: string): Promise<Thread | null> => {
  const turns = await deps.turns(id, mostTurns);
  return turns.length === 0 ? null : { id, turns };
};

/** At first an answer is a matter of a second; a page that goes on asking for long asks more and more rarely. */
const comeBackSeconds = (looks: number): number => (looks === 0 ? 1 : looks < 10 ? 2 : looks < 30 ? 5 : 30);

/** Shows the page. What else is on it must not keep the question box away: what cannot be read is left out, and told to `onFault`. */
export const showThread = async (deps: ConsoleDeps, context: Context, status: ContentfulStatusCode, showing: Showing) => {
  const { thread, threadId = thread?.id ?? "", formId = randomUUID(), looks = 0, problem, draft } = showing;
  const orNothing = async <T>(read: () => T | Promise<T>): Promise<T | null> => {
    try {
      return await read();
    } catch (fault) {
      deps.onFault?.(fault);
      return null;
    }
  };
  // The question box must stay usable when the knowledge cannot be read; /sources tells of that.
  const knowledge = await orNothing(() => deps.knowledge());
  const earlier = thread === null && problem === undefined ? await orNothing(() => deps.threads(mostThreads)) : null;
  const first = thread?.turns.find(isWaiting);
  const slow = first !== undefined && isSlow(first.askedAt, (deps.nowMs ?? Date.now)());
  return context.html(
    threadPage({
      thread,
      threadId,
      formId,
      examples: exampleQuestions(deps.exampleQuestions, knowledge?.documents ?? []),
      earlier: earlier ?? [],
      nothingIndexed: knowledge?.documents.length === 0,
      isAnsweringOff: deps.operations.readiness().answering === "off",
      wayToPerson: deps.wayToPerson(),
      waitingWords: slow ? slowWords : waitingWords,
      comeBack: { seconds: comeBackSeconds(looks), looks },
      ...(problem === undefined ? {} : { problem }),
      ...(draft === undefined ? {} : { draft }),
    }),
    status,
  );
};
