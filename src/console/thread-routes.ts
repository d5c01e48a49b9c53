import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { ConsoleDeps } from "./console-deps.ts";
import { wantsNews, wantsPart } from "./part-request.ts";
import { findThread, showThread } from "./show-thread.ts";
import { streamTurn } from "./stream-turn.ts";
import { turnId } from "./views/element-ids.ts";
import { messagePage } from "./views/message-page.ts";

/** A thread that was left alone for longer is not what somebody who opens the page means. */
const resumedWithinMs = 12 * 60 * 60 * 1000;

const mostLooks = 9999;

const notKept = ["It may have been removed when its time was over. Your cases are not lost: a rep has them."];

/** Reading threads: the welcome, a thread, and following one question until its answer is there. */
export const threadRoutes = (deps: ConsoleDeps): Hono => {
  const routes = new Hono();
  const nowMs = deps.nowMs ?? Date.now;
  const gone = (context: Context) => {
    if (wantsPart(context)) return context.html(html`<p>This thread is no longer kept. ${notKept.join(" ")}</p>`, 404);
    return context.html(
      messagePage({ heading: "This thread is no longer kept", lines: notKept, signedIn: true, wayToPerson: deps.wayToPerson() }),
      404,
    );
  };

  routes.get("/", async (context) => {
    const isNew = context.req.query("new") !== undefined;
    const latest = isNew ? [] : await deps.threads(1).catch(() => []);
    const [thread] = latest.filter(({ lastAt }) => nowMs() - Date.parse(lastAt) <= resumedWithinMs);
    return thread === undefined
      ? showThread(deps, context, 200, { thread: null })
      : context.redirect(`/threads/${thread.threadKey}`, 303);
  });

  routes.get("/threads/:id", async (context) => {
    const thread = await findThread(deps, context.req.param("id"));
    if (thread === null) return gone(context);
    const looks = Math.min(Math.max(Math.trunc(Number(context.req.query("look") ?? 0)) || 0, 0), mostLooks);
    return showThread(deps, context, 200, { thread, looks });
  });

  routes.get("/threads/:id/turns/:messageId", async (context) => {
    const { id, messageId } = context.req.param();
    const read = async () => (await findThread(deps, id))?.turns.find((turn) => turn.messageId === messageId) ?? null;
    const turn = await read();
    if (turn === null) return gone(context);
    if (!wantsNews(context)) return context.redirect(`/threads/${id}#${turnId(turn.number)}`, 303);
    return streamTurn(context, { ...deps, nowMs }, turn, read);
  });
  return routes;
};
