import type { Hono } from "hono";
import { createConsole } from "../../src/console/console-app.ts";
import type { ConsoleAnswer, ConsoleDeps } from "../../src/console/console-deps.ts";
import type { Turn } from "../../src/domain/question.ts";
import type { OperationsView } from "../../src/flows/operations-view.ts";
import { answered, answeredWithNotices, crisis, handedOver, knowledge, wayToPerson } from "./console-answers.ts";

/** The login token of every fake console. */
export const loginToken = "token-for-tests-0123456789";

/** Host and origin of the requests that tests make without a network. */
export const host = "127.0.0.1:3000";

/** A service with nothing wrong. */
export const well: OperationsView = {
  liveness: () => ({ isAlive: true, codes: [], upSeconds: 1 }),
  readiness: () => ({ isReady: true, codes: [], warnings: [], answering: "on", checkedAt: null, knowledge: null }),
};

/** A console over invented answers, with everything it was asked and every fault it reported. */
export type FakeConsole = { app: Hono; asked: { question: string; history: Turn[] }[]; faults: unknown[] };

/** Picks an invented answer by a word of the question. */
const pick = (question: string): ConsoleAnswer => {
  if (/letter/iu.test(question)) return handedOver;
  if (/go on/iu.test(question)) return crisis;
  return /trial/iu.test(question) ? answeredWithNotices : answered;
};

/** A console with fake flows; `over` replaces any of them. */
export const fakeConsole = (over: Partial<ConsoleDeps> = {}): FakeConsole => {
  const asked: FakeConsole["asked"] = [];
  const faults: unknown[] = [];
  const app = createConsole({
    ask: async (input) => {
      asked.push(input);
      const answer = pick(input.question);
      return { ...answer, row: { ...answer.row, question: input.question } };
    },
    knowledge: () => knowledge,
    operations: well,
    loginToken,
    wayToPerson,
    exampleQuestions: ["How long must an employer consult for?", "How long does a trial period last?"],
    onFault: (fault) => faults.push(fault),
    ...over,
  });
  return { app, asked, faults };
};

/** A request to the application as a browser on this machine would make it. */
export const send = async (app: Hono, path: string, init: RequestInit & { cookie?: string } = {}): Promise<Response> => {
  const { cookie, ...rest } = init;
  const headers = new Headers(rest.headers);
  if (!headers.has("host")) headers.set("host", host);
  if (cookie !== undefined) headers.set("cookie", cookie);
  return app.request(`http://${host}${path}`, { ...rest, headers });
};

/** Signs in and gives back the cookie to send. */
export const signIn = async (app: Hono): Promise<string> => {
  const response = await send(app, `/login?token=${loginToken}`);
  return (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
};

/** Posts a question as the form does. `part` asks for the turn alone, as the page's script does. */
export const post = (app: Hono, cookie: string, fields: Record<string, string>, part = false): Promise<Response> =>
  send(app, "/ask", {
    method: "POST",
    cookie,
    body: new URLSearchParams(fields),
    headers: { origin: `http://${host}`, ...(part ? { "x-noticeboard-part": "turn" } : {}) },
  });

/** The text of a page, after any redirect. */
export const readPage = async (app: Hono, path: string, cookie: string): Promise<string> => {
  const response = await send(app, path, { cookie });
  const onward = response.headers.get("location");
  return onward === null ? response.text() : readPage(app, onward, cookie);
};
