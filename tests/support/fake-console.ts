import type { Hono } from "hono";
import { inProcessChannel } from "../../src/channels/loopback/in-process-channel.ts";
import { askByMessage } from "../../src/console/ask-by-message.ts";
import { createConsole } from "../../src/console/console-app.ts";
import type { ConsoleDeps } from "../../src/console/console-deps.ts";
import type { ConsoleAnswer, ShownReply, ThreadTurn } from "../../src/console/thread.ts";
import type { InboundMessage } from "../../src/domain/message.ts";
import type { Turn } from "../../src/domain/question.ts";
import type { OnAnswerProgress } from "../../src/flows/answer-progress.ts";
import { createNoticeBoard } from "../../src/flows/notice-board.ts";
import type { OperationsView } from "../../src/flows/operations-view.ts";
import { answered, answeredWithNotices, crisis, handedOver, knowledge, wayToPerson } from "./console-answers.ts";
import { plainReply } from "./plain-reply.ts";

/** The login token of every fake console. */
export const loginToken = "token-for-tests-0123456789";

/** The key that every fake console signs sessions with. */
const sessionKey = "key-of-sessions-for-tests";

/** Host and origin of the requests that tests make without a network. */
export const host = "127.0.0.1:3000";

/** A service with nothing wrong. */
export const well: OperationsView = {
  liveness: () => ({ isAlive: true, codes: [], upSeconds: 1 }),
  readiness: () => ({ isReady: true, codes: [], warnings: [], answering: "on", checkedAt: null, knowledge: null }),
  figures: async () => ({ type: "text/plain", body: "noticeboard_ready 1\n" }),
};

/** What a worker makes of a question. */
export type FakeWorker = (input: { question: string; history: Turn[] }, onProgress: OnAnswerProgress) => Promise<ConsoleAnswer>;

/** A console over invented answers, with everything it was asked and every fault it reported. */
export type FakeConsole = { app: Hono; asked: { question: string; history: Turn[] }[]; faults: unknown[] };

type Kept = { message: InboundMessage; turn: ThreadTurn; replies: ShownReply[] };

/** Picks an invented answer by a word of the question. */
const pick: FakeWorker = async ({ question }) => {
  if (/letter/iu.test(question)) return handedOver;
  if (/go on/iu.test(question)) return crisis;
  return /trial/iu.test(question) ? answeredWithNotices : answered;
};

const member = { channel: "console", memberKey: "operator" } as const;

const textOf = (reply: ShownReply | undefined): string => (reply?.kind === "answer" ? reply.answer.row.text : "");

/** A spine in memory whose one worker is `work`: what is stored is worked at once, and stays. */
const memoryPage = (work: FakeWorker, nowMs: () => number, asked: FakeConsole["asked"]) => {
  const kept: Kept[] = [];
  const ofThread = (threadKey: string) => kept.filter(({ message }) => message.threadKey === threadKey);
  const byId = (messageId: string) => kept.find(({ turn }) => turn.messageId === messageId);
  const channel = inProcessChannel("console", async (id) => (byId(id)?.replies ?? []).map((_, place) => `${id}.${place + 1}`));
  const notices = createNoticeBoard();
  const workOn = async ({ message, turn, replies }: Kept): Promise<void> => {
    const { text: question, threadKey, replyTo } = message;
    const { messageId } = turn;
    const before = ofThread(threadKey).filter((one) => one.turn.number < turn.number);
    const input = { question, history: before.map((one) => ({ question: one.turn.question, answer: textOf(one.replies[0]) })) };
    asked.push(input);
    const answer = await notices.during(messageId, (onProgress) => work(input, onProgress));
    replies.push({ kind: "answer", answer });
    const ids = { id: `${messageId}.1`, messageId, channel: "console", threadKey, replyTo } as const;
    await channel.deliver({ ...ids, text: "", content: plainReply("") }, 100);
  };
  const accept = async (message: InboundMessage) => {
    if (kept.some((one) => one.message.externalId === message.externalId)) return { kind: "repeat" } as const;
    const { threadKey: threadId, text: question } = message;
    const messageId = `M-${kept.length + 1}`;
    const replies: ShownReply[] = [];
    const number = ofThread(threadId).length + 1;
    const askedAt = new Date(nowMs()).toISOString();
    const one: Kept = { message, replies, turn: { number, threadId, messageId, question, askedAt, isSettled: false, replies } };
    kept.push(one);
    // A worker that fails leaves the question waiting, as one that was killed does.
    void workOn(one).catch(() => undefined);
    return { kind: "accepted", messageId } as const;
  };
  const conversations = {
    turns: async (_: unknown, threadKey: string) =>
      ofThread(threadKey).map(({ turn }) => ({ ...turn, arrivedAt: turn.askedAt, replies: [], decision: null })),
    messageOf: async (_: unknown, externalId: string) => {
      const found = kept.find(({ message }) => message.externalId === externalId);
      return found === undefined ? null : { messageId: found.turn.messageId, threadKey: found.message.threadKey };
    },
  };
  const now = () => new Date(nowMs());
  return {
    ask: (input) => askByMessage({ accept, conversations, member, now }, input),
    threads: async (limit) =>
      [...new Set(kept.map(({ message }) => message.threadKey).reverse())].slice(0, limit).map((threadKey) => {
        const turns = ofThread(threadKey);
        return { threadKey, opening: turns[0]!.turn.question, lastAt: turns.at(-1)!.turn.askedAt };
      }),
    turns: async (threadId, limit) =>
      ofThread(threadId)
        .map(({ turn, replies }) => ({ ...turn, isSettled: replies.length > 0, replies: [...replies] }))
        .slice(-limit),
    isSettled: async (messageId) => (byId(messageId)?.replies.length ?? 0) > 0,
    follow: notices.follow,
    arrival: channel.arrival,
  } satisfies Partial<ConsoleDeps>;
};

/** A console with fake flows; `over` replaces any of them, and `work` what is answered. */
export const fakeConsole = (over: Partial<ConsoleDeps> & { work?: FakeWorker } = {}): FakeConsole => {
  const asked: FakeConsole["asked"] = [];
  const faults: unknown[] = [];
  const { work = pick, ...deps } = over;
  const app = createConsole({
    ...memoryPage(work, deps.nowMs ?? Date.now, asked),
    knowledge: () => knowledge,
    operations: well,
    loginToken,
    sessionKey,
    wayToPerson: () => wayToPerson,
    exampleQuestions: ["How long must an employer consult for?", "How long does a trial period last?"],
    onFault: (fault) => faults.push(fault),
    ...deps,
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

/** Follows a question as the page's script does, to the end of the stream. */
export const followTurn = (app: Hono, cookie: string, path: string): Promise<Response> =>
  send(app, path, { cookie, headers: { "x-noticeboard-part": "turn", accept: "text/event-stream" } });

/** The text of a page, after any redirect. */
export const readPage = async (app: Hono, path: string, cookie: string): Promise<string> => {
  const response = await send(app, path, { cookie });
  const onward = response.headers.get("location");
  return onward === null ? response.text() : readPage(app, onward, cookie);
};
