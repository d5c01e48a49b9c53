import type { Context } from "hono";
import { html } from "hono/html";
import { streamSSE } from "hono/streaming";
import type { AnswerProgress, OnAnswerProgress } from "../flows/answer-progress.ts";
import type { Markup } from "./views/markup.ts";
import { stepInWords } from "./words/step-in-words.ts";

/** What ends the stream: the whole turn with its thread, or what went wrong. */
export type StreamedEnd = { kind: "turn"; threadId: string; turn: Markup } | { kind: "problem"; words: string };

const eventOf = async (news: AnswerProgress): Promise<{ event: string; data: string }> => {
  if (news.kind === "step") return { event: "step", data: stepInWords(news.step) };
  const { claim, sources } = news;
  return { event: "claim", data: String(await html`<p>${claim.text} <span class="from">${sources.join("; ")}</span></p>`) };
};

/**
 * Tells the page what is being done, and each proved claim as it passes, then the whole answer, as server-sent events
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html): `step` (words), `claim` (HTML), then `thread` (id) and `turn` (HTML), or
 * `problem` (HTML). News come in the order in which `work` tells them.
 */
export const streamAnswer = (context: Context, work: (onProgress: OnAnswerProgress) => Promise<StreamedEnd>): Response =>
  streamSSE(context, async (stream) => {
    let last: Promise<unknown> = Promise.resolve();
    const tell = (next: () => Promise<{ event: string; data: string }>): Promise<unknown> => {
      // A reader that has gone away must not stop the work: the answer is kept in the thread all the same.
      last = last.then(async () => stream.writeSSE(await next())).catch(() => undefined);
      return last;
    };
    const end = await work((news) => void tell(() => eventOf(news)));
    if (end.kind === "problem") {
      await tell(async () => ({ event: "problem", data: String(await html`<p>${end.words}</p>`) }));
      return;
    }
    await tell(async () => ({ event: "thread", data: end.threadId }));
    await tell(async () => ({ event: "turn", data: String(await end.turn) }));
  });
