import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { html } from "hono/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Asked, AskedQuestion } from "./ask-by-message.ts";
import type { ConsoleDeps } from "./console-deps.ts";
import { wantsPart } from "./part-request.ts";
import type { RateLimit } from "./rate-limit.ts";
import { findThread, showThread } from "./show-thread.ts";
import { isWaiting } from "./thread.ts";
import { turnId } from "./views/element-ids.ts";
import { turnView } from "./views/turn-view.ts";
import { waitForAnswer } from "./wait-for-answer.ts";

/** Room for several times the longest question that is read, in letters of up to four bytes written as `%XX`. */
const maxBodyBytes = 128 * 1024;

/** Without script most answers are there before the browser asks for the page, which then need not come back. */
const firstWaitMs = 800;

const madeByForm = /^[\w-]{16,64}$/u;

const readForm = async (context: Context): Promise<AskedQuestion> => {
  const form = await context.req.parseBody();
  const written = (name: string): string => (typeof form[name] === "string" ? form[name] : "");
  const formId = madeByForm.test(written("form")) ? written("form") : randomUUID();
  return { formId, threadId: written("thread"), question: written("question").replace(/\r\n?/gu, "\n") };
};

/** Why a question is not being answered, in words for the member; the question itself stays in the box. */
const problems = (wayToPerson: string): Record<Exclude<Asked["kind"], "stored"> | "fault", [ContentfulStatusCode, string]> => ({
  // Answering a follow-up without what it follows could mislead, so it is asked for again.
  no_thread: [410, "That thread is no longer kept. Ask again and a new thread begins."],
  gone: [410, "That question was answered before and is no longer kept. Ask it again in a new thread."],
  not_stored: [
    503,
    `Your question could not be stored, so nobody has it yet. It is kept in the box: send it again in a moment. ${wayToPerson}`,
  ],
  fault: [
    500,
    `Something went wrong on our side and there is no answer. Your question is kept in the box: send it again. ${wayToPerson}`,
  ],
});

/** Asking: the form that sends a question, with and without the page's script. */
export const askRoutes = (deps: ConsoleDeps, permits: RateLimit): Hono => {
  const routes = new Hono();
  const problemOf = (kind: keyof ReturnType<typeof problems>) => problems(deps.wayToPerson())[kind];

  const refuse = async (context: Context, status: ContentfulStatusCode, asked: AskedQuestion, problem: string) => {
    if (wantsPart(context)) return context.html(html`<p>${problem}</p>`, status);
    const { formId, question: draft } = asked;
    const isLost = status === 410 || asked.threadId === "";
    const thread = isLost ? null : await findThread(deps, asked.threadId).catch(() => null);
    return showThread(deps, context, status, { thread, threadId: isLost ? "" : asked.threadId, formId, draft, problem });
  };

  const ask = (asked: AskedQuestion): Promise<Asked | { kind: "fault" }> =>
    deps.ask(asked).catch((fault: unknown) => {
      deps.onFault?.(fault);
      return { kind: "fault" };
    });

  /** The stored question as it stands, or null when the store, having taken it, does not give it back. */
  const readTurn = (threadId: string, messageId: string) =>
    findThread(deps, threadId)
      .then((thread) => thread?.turns.find((turn) => turn.messageId === messageId) ?? null)
      .catch((fault: unknown) => {
        deps.onFault?.(fault);
        return null;
      });

  // The address of a page that apologised for a failed question; typing it again should not be an error.
  routes.get("/ask", (context) => context.redirect("/", 303));

  const tooLarge = (context: Context) => {
    const empty = { formId: randomUUID(), threadId: "", question: "" };
    return refuse(context, 413, empty, "That is far too long to read. Ask in a few sentences.");
  };

  routes.post("/ask", bodyLimit({ maxSize: maxBodyBytes, onError: tooLarge }), async (context) => {
    const asked = await readForm(context);
    if (asked.question.trim() === "") return refuse(context, 422, { ...asked, question: "" }, "Write your question first.");
    const waitSeconds = permits();
    if (waitSeconds !== null) {
      context.header("Retry-After", String(waitSeconds));
      const problem = `That was many questions in a short time. Your question is kept in the box: send it again in ${waitSeconds} seconds.`;
      return refuse(context, 429, asked, problem);
    }
    const outcome = await ask(asked);
    if (outcome.kind !== "stored") {
      const [status, words] = problemOf(outcome.kind);
      return refuse(context, status, asked, words);
    }
    const { threadId, messageId } = outcome;
    if (!wantsPart(context)) {
      await waitForAnswer(deps, messageId, firstWaitMs).catch(() => false);
      const turn = await readTurn(threadId, messageId);
      return context.redirect(`/threads/${threadId}${turn === null ? "" : `#${turnId(turn.number)}`}`, 303);
    }
    const turn = await readTurn(threadId, messageId);
    if (turn === null) {
      const [status, words] = problemOf("fault");
      return refuse(context, status, asked, words);
    }
    return context.html(turnView(turn, deps.wayToPerson()), isWaiting(turn) ? 202 : 200);
  });
  return routes;
};
