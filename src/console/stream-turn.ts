import type { Context } from "hono";
import { html } from "hono/html";
import { streamSSE } from "hono/streaming";
import type { AnswerProgress } from "../flows/answer-progress.ts";
import type { ConsoleDeps } from "./console-deps.ts";
import { isWaiting, type ThreadTurn } from "./thread.ts";
import { turnView } from "./views/turn-view.ts";
import { waitForAnswer } from "./wait-for-answer.ts";
import { stepInWords } from "./words/step-in-words.ts";
import { isSlow, slowWords } from "./words/waiting-in-words.ts";

/** So long one stream lasts; the page then asks again, so that a line that died unnoticed is found out. */
const streamMs = 55_000;

type Event = { event: "step" | "claim" | "slow" | "turn" | "later"; data: string };

const eventOf = async (news: AnswerProgress): Promise<Event> => {
  if (news.kind === "step") return { event: "step", data: stepInWords(news.step) };
  const { claim, sources } = news;
  return { event: "claim", data: String(await html`<p>${claim.text} <span class="from">${sources.join("; ")}</span></p>`) };
};

/**
 * Tells the page what is being done for a question, and each proved claim as it passes, then the whole turn, as server-sent events
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html): `step` (words), `claim` (HTML), `slow` (words), and at the end `turn` (HTML),
 * or `later` when there is no answer yet and the page is to ask again. `read` gives the turn as it stands; null when it is gone.
 */
export const streamTurn = (
  context: Context,
  deps: Pick<ConsoleDeps, "isSettled" | "arrival" | "follow" | "onFault"> & { nowMs: () => number; wayToPerson: () => string },
  waiting: ThreadTurn,
  read: () => Promise<ThreadTurn | null>,
): Response =>
  streamSSE(context, async (stream) => {
    let last: Promise<unknown> = Promise.resolve();
    const tell = (next: Event | Promise<Event>): Promise<unknown> => {
      // Whoever has gone away is told nothing more; the answer is kept in the thread all the same.
      last = last.then(async () => stream.writeSSE(await next)).catch(() => undefined);
      return last;
    };
    const told = new Set<string>();
    const unfollow = deps.follow(waiting.messageId, (news) => {
      // A second try begins anew, and a claim that was told stays on the page.
      if (news.kind === "claim") {
        if (told.has(news.claim.text)) return;
        told.add(news.claim.text);
      }
      void tell(eventOf(news));
    });
    let saidSlow = false;
    const onBeat = (): "wait" | "stop" => {
      if (!saidSlow && isSlow(waiting.askedAt, deps.nowMs())) {
        saidSlow = true;
        void tell({ event: "slow", data: slowWords });
      }
      return stream.aborted ? "stop" : "wait";
    };
    try {
      const isThere = await waitForAnswer(deps, waiting.messageId, streamMs, onBeat);
      unfollow();
      const turn = isThere ? await read() : null;
      const data = turn === null || isWaiting(turn) ? null : String(await turnView(turn, deps.wayToPerson()));
      await tell(data === null ? { event: "later", data: "" } : { event: "turn", data });
    } catch (fault) {
      deps.onFault?.(fault);
      await tell({ event: "later", data: "" });
    } finally {
      unfollow();
    }
  });
