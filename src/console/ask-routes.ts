import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { html } from "hono/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { OnAnswerProgress } from "../flows/answer-progress.ts";
import type { ConsoleDeps } from "./console-deps.ts";
import { exampleQuestions } from "./example-questions.ts";
import type { RateLimit } from "./rate-limit.ts";
import { streamAnswer } from "./stream-answer.ts";
import type { Thread, ThreadBook } from "./thread-book.ts";
import { turnId } from "./views/element-ids.ts";
import { messagePage } from "./views/message-page.ts";
import { threadPage } from "./views/thread-page.ts";
import { turnView } from "./views/turn-view.ts";

/** Room for several times the longest question that is read, in letters of up to four bytes written as `%XX`. */
const maxBodyBytes = 128 * 1024;

const lost = "That thread is no longer kept. Ask again and a new thread begins.";

/** The page asks for one turn instead of a whole page when its script is running. */
const wantsPart = (context: Context): boolean => context.req.header("x-noticeboard-part") === "turn";

/** The script follows what is being done, where the browser can read a stream. */
const wantsNews = (context: Context): boolean =>
  wantsPart(context) && (context.req.header("accept") ?? "").includes("text/event-stream");

/** Asking: the welcome, threads, and the form that asks, with and without the page's script. */
export const askRoutes = (deps: ConsoleDeps, threads: ThreadBook, permits: RateLimit): Hono => {
  const routes = new Hono();
  const { wayToPerson } = deps;

  const show = async (
    context: Context,
    status: ContentfulStatusCode,
    parts: { thread: Thread | null; problem?: string; draft?: string },
  ) => {
    // The thread and the question box must stay usable when the knowledge cannot be read; /sources tells of that.
    const knowledge = await Promise.resolve()
      .then(() => deps.knowledge())
      .catch((fault: unknown) => {
        deps.onFault?.(fault);
        return null;
      });
    const examples = exampleQuestions(deps.exampleQuestions, knowledge?.documents ?? []);
    return context.html(
      threadPage({ ...parts, examples, nothingIndexed: knowledge?.documents.length === 0, wayToPerson }),
      status,
    );
  };
  const refuse = (
    context: Context,
    status: ContentfulStatusCode,
    parts: { thread: Thread | null; problem: string; draft: string },
  ) => (wantsPart(context) ? context.html(html`<p>${parts.problem}</p>`, status) : show(context, status, parts));

  routes.get("/", (context) => {
    const latest = context.req.query("new") === undefined ? threads.latest() : null;
    return latest !== null && latest.turns.length > 0
      ? context.redirect(`/threads/${latest.id}`, 303)
      : show(context, 200, { thread: null });
  });

  routes.get("/threads/:id", (context) => {
    const thread = threads.find(context.req.param("id"));
    if (thread !== null) return show(context, 200, { thread });
    const lines = ["Threads are kept for a while and only until Noticeboard stops. Your cases are not lost: a rep has them."];
    return context.html(messagePage({ heading: "This thread is no longer kept", lines, signedIn: true, wayToPerson }), 404);
  });

  // The address of a page that apologised for a failed question; typing it again should not be an error.
  routes.get("/ask", (context) => context.redirect("/", 303));

  const tooLarge = (context: Context) =>
    refuse(context, 413, { thread: null, draft: "", problem: "That is far too long to read. Ask in a few sentences." });

  routes.post("/ask", bodyLimit({ maxSize: maxBodyBytes, onError: tooLarge }), async (context) => {
    const form = await context.req.parseBody();
    const question = typeof form.question === "string" ? form.question.replace(/\r\n?/gu, "\n") : "";
    const threadId = typeof form.thread === "string" ? form.thread : "";
    const known = threadId === "" ? null : threads.find(threadId);
    const draft = question;
    if (question.trim() === "") return refuse(context, 422, { thread: known, draft: "", problem: "Write your question first." });
    // Answering a follow-up without what it follows could mislead, so it is asked for again.
    if (threadId !== "" && known === null) return refuse(context, 410, { thread: null, draft, problem: lost });
    const waitSeconds = permits();
    if (waitSeconds !== null) {
      context.header("Retry-After", String(waitSeconds));
      const problem = `That was many questions in a short time. Your question is kept in the box: send it again in ${waitSeconds} seconds.`;
      return refuse(context, 429, { thread: known, draft, problem });
    }
    const history = (known?.turns ?? []).map((turn) => ({ question: turn.question, answer: turn.answer.row.text }));
    const asked = async (onProgress?: OnAnswerProgress) => {
      const answer = await deps.ask({ question, history }, onProgress).catch((fault: unknown) => {
        deps.onFault?.(fault);
        return null;
      });
      if (answer === null) return null;
      const thread = known ?? threads.open();
      return { thread, turn: threads.append(thread, question, answer) };
    };
    const problem = `Something went wrong on our side and there is no answer. Your question is kept in the box: send it again. ${wayToPerson}`;
    if (wantsNews(context)) {
      return streamAnswer(context, async (onProgress) => {
        const done = await asked(onProgress);
        if (done === null) return { kind: "problem", words: problem };
        return { kind: "turn", threadId: done.thread.id, turn: turnView(done.turn, wayToPerson) };
      });
    }
    const done = await asked();
    if (done === null) return refuse(context, 500, { thread: known, draft, problem });
    const { thread, turn } = done;
    if (!wantsPart(context)) return context.redirect(`/threads/${thread.id}#${turnId(turn.number)}`, 303);
    context.header("X-Noticeboard-Thread", thread.id);
    return context.html(turnView(turn, wayToPerson));
  });
  return routes;
};
