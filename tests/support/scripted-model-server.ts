import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";

/** One request as it came in. `bodyText` is every byte of its body; `body` the same as JSON, or null when it is none. */
export type ScriptedRequest = {
  method: string;
  path: string;
  headers: Record<string, string>;
  bodyText: string;
  body: ChatBody | null;
  /** Counts the connections of the server from 1: two requests with one number used the same connection. */
  connection: number;
};

/** The parts of a chat completion request that scripts and tests look at. */
export type ChatBody = {
  model: string;
  messages: { role: string; content: string }[];
  stream?: boolean;
  stream_options?: { include_usage?: boolean };
  response_format?: { type: string; json_schema?: { name: string; strict: boolean; schema: Record<string, unknown> } };
  max_completion_tokens?: number;
  max_tokens?: number;
  store?: boolean;
  [key: string]: unknown;
};

/** How bytes are sent. Everything off is: all at once, ended properly. */
export type Sending = {
  /** Milliseconds before the first byte, headers included. */
  latencyMs?: number;
  status?: number;
  headers?: Record<string, string>;
  contentType?: string;
  gzip?: boolean;
  /** Sends the body in pieces of so many bytes, cutting through characters and events alike. */
  pieceBytes?: number;
  /** Milliseconds between pieces: with `pieceBytes: 1` a slow drip. */
  pauseMs?: number;
  /** Ends the connection after so many bytes of the body, by closing it or by a TCP reset. */
  cutAfterBytes?: number;
  cutBy?: "close" | "reset";
};

/** A chat completion. `content` that is no string is sent as JSON. */
export type ScriptedReply = Sending & {
  kind: "reply";
  content: unknown;
  refusal?: string;
  /** "stop" when not given; null leaves it out. */
  finishReason?: string | null;
  /** Counted by words when not given; null leaves it out, as some servers do. */
  usage?: { prompt_tokens: number; completion_tokens: number } | null;
  model?: string;
  /** "as_asked" streams when `stream: true` was asked. */
  stream?: "as_asked" | "always" | "never";
  /** Characters of content in each event of a stream. */
  deltaLength?: number;
  /** A stream's `data: [DONE]`; true when not given. */
  done?: boolean;
  /** The line break of a stream. */
  lineBreak?: "\n" | "\r\n" | "\r";
};

/** What the server does with one request. */
export type ScriptedBehaviour =
  | ScriptedReply
  /** These bytes as the body. */
  | (Sending & { kind: "raw"; body: string | Uint8Array })
  /** Takes the request and says nothing. */
  | { kind: "hang" }
  /** Status and headers, then nothing. */
  | { kind: "hang_after_headers"; contentType?: string }
  /** A header every `pauseMs`, without end. */
  | { kind: "endless_headers"; pauseMs: number }
  /** `piece` again and again, without end; `pauseMs` between them. */
  | { kind: "endless_body"; piece: string; status?: number; contentType?: string; pauseMs?: number }
  /** A TCP reset without an answer. */
  | { kind: "reset" };

/** Decides what to do with the `n`th request, counted from 1. */
export type Script = (request: ScriptedRequest, n: number) => ScriptedBehaviour | Promise<ScriptedBehaviour>;

/** A running server. `url` is what OPENAI_BASE_URL wants. `requests` grows as they come in. `close` ends every connection. */
export type ScriptedServer = {
  url: string;
  requests: ScriptedRequest[];
  /** For a child process such as `npm run ask`, so that it asks this server. Start the child without blocking this process. */
  environment: { OPENAI_API_KEY: string; OPENAI_BASE_URL: string; OPENAI_MODEL: string };
  close(): Promise<void>;
};

/** A plain good reply with `content`. */
export const reply = (content: unknown, rest: Omit<ScriptedReply, "kind" | "content"> = {}): ScriptedReply => ({
  kind: "reply",
  content,
  ...rest,
});

/** An HTTP error as OpenAI words it. */
export const failure = (
  status: number,
  message = "scripted",
  rest: Sending & { code?: string; param?: string } = {},
): ScriptedBehaviour => {
  const { code, param, ...sending } = rest;
  return {
    kind: "raw",
    ...sending,
    status,
    contentType: "application/json",
    body: JSON.stringify({ error: { message, type: "scripted_error", param: param ?? null, code: code ?? null } }),
  };
};

const read = async (message: IncomingMessage, connection: number): Promise<ScriptedRequest> => {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece as Buffer);
  const bodyText = Buffer.concat(pieces).toString("utf8");
  let body: ChatBody | null = null;
  try {
    body = JSON.parse(bodyText) as ChatBody;
  } catch {}
  const headers = Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)]));
  return { method: message.method ?? "", path: message.url ?? "", headers, bodyText, body, connection };
};

const wordCount = (text: string): number => Math.max(1, text.split(/\s+/).length);

const contentOf = (scripted: ScriptedReply): string =>
  typeof scripted.content === "string" ? scripted.content : JSON.stringify(scripted.content);

const usageOf = (scripted: ScriptedReply, request: ScriptedRequest) =>
  scripted.usage === undefined
    ? { prompt_tokens: wordCount(request.bodyText), completion_tokens: wordCount(contentOf(scripted)) }
    : scripted.usage;

const finishOf = (scripted: ScriptedReply) =>
  scripted.finishReason === null ? {} : { finish_reason: scripted.finishReason ?? "stop" };

const bodyOf = (scripted: ScriptedReply, request: ScriptedRequest): string => {
  const usage = usageOf(scripted, request);
  const message = { role: "assistant", content: contentOf(scripted), refusal: scripted.refusal ?? null };
  return JSON.stringify({
    id: "chatcmpl-scripted",
    object: "chat.completion",
    created: 1_750_000_000,
    model: scripted.model ?? request.body?.model,
    choices: [{ index: 0, message, logprobs: null, ...finishOf(scripted) }],
    ...(usage && { usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens } }),
  });
};

const streamOf = (scripted: ScriptedReply, request: ScriptedRequest): string => {
  const line = scripted.lineBreak ?? "\n";
  const event = (choices: unknown[], more: object = {}) => {
    const data = {
      id: "chatcmpl-scripted",
      object: "chat.completion.chunk",
      created: 1_750_000_000,
      model: scripted.model ?? request.body?.model,
      choices,
      ...more,
    };
    return `data: ${JSON.stringify(data)}${line}${line}`;
  };
  const letters = [...contentOf(scripted)];
  const step = scripted.deltaLength ?? 8;
  const deltas = Array.from({ length: Math.ceil(letters.length / step) }, (_, at) =>
    letters.slice(at * step, (at + 1) * step).join(""),
  );
  const usage = usageOf(scripted, request);
  return [
    event([{ index: 0, delta: { role: "assistant", content: "" }, finish_reason: null }]),
    ...(scripted.refusal === undefined ? [] : [event([{ index: 0, delta: { refusal: scripted.refusal }, finish_reason: null }])]),
    ...deltas.map((content) => event([{ index: 0, delta: { content }, finish_reason: null }])),
    event([{ index: 0, delta: {}, ...finishOf(scripted) }]),
    ...(usage && request.body?.stream_options?.include_usage === true ? [event([], { usage })] : []),
    ...(scripted.done === false ? [] : [`data: [DONE]${line}${line}`]),
  ].join("");
};

const cut = (socket: Socket, by: "close" | "reset"): void => {
  if (by === "reset") socket.resetAndDestroy();
  else socket.destroy();
};

/** Streams are sent without their length, as real ones are. */
const sendBytes = async (
  response: ServerResponse,
  body: Buffer,
  sending: Sending,
  contentType: string,
  streamed = false,
): Promise<void> => {
  const bytes = sending.gzip ? gzipSync(body) : body;
  const until = sending.cutAfterBytes ?? bytes.length;
  response.writeHead(sending.status ?? 200, {
    "content-type": sending.contentType ?? contentType,
    ...(!streamed && { "content-length": bytes.length }),
    ...(sending.gzip && { "content-encoding": "gzip" }),
    ...sending.headers,
  });
  response.flushHeaders();
  const step = sending.pieceBytes ?? Math.max(1, bytes.length);
  for (let at = 0; at < until && !response.destroyed; at += step) {
    response.write(bytes.subarray(at, Math.min(until, at + step)));
    if (sending.pauseMs !== undefined) await sleep(sending.pauseMs);
  }
  if (sending.cutAfterBytes === undefined) {
    if (streamed) await sleep(1);
    response.end();
    return;
  }
  // What was written is to arrive before the connection goes.
  await sleep(10);
  if (response.socket !== null) cut(response.socket, sending.cutBy ?? "close");
};

const sendEndless = async (response: ServerResponse, piece: string, pauseMs: number | undefined): Promise<void> => {
  while (!response.destroyed) {
    const room = response.write(piece);
    if (pauseMs !== undefined) await sleep(pauseMs);
    else if (room) await sleep(0);
    else
      await Promise.race([
        new Promise((done) => response.once("drain", done)),
        new Promise((done) => response.once("close", done)),
      ]);
  }
};

const behave = async (behaviour: ScriptedBehaviour, request: ScriptedRequest, response: ServerResponse): Promise<void> => {
  switch (behaviour.kind) {
    case "hang":
      return;
    case "hang_after_headers":
      response.writeHead(200, { "content-type": behaviour.contentType ?? "application/json" });
      response.flushHeaders();
      return;
    case "endless_headers":
      response.socket?.write("HTTP/1.1 200 OK\r\n");
      for (let n = 0; response.socket?.destroyed === false; n += 1) {
        response.socket.write(`x-scripted-${n}: ${"x".repeat(8)}\r\n`);
        await sleep(behaviour.pauseMs);
      }
      return;
    case "endless_body":
      response.writeHead(behaviour.status ?? 200, { "content-type": behaviour.contentType ?? "text/event-stream" });
      return sendEndless(response, behaviour.piece, behaviour.pauseMs);
    case "reset":
      response.socket?.resetAndDestroy();
      return;
    case "raw":
      if (behaviour.latencyMs !== undefined) await sleep(behaviour.latencyMs);
      return sendBytes(response, Buffer.from(behaviour.body), behaviour, "application/json");
    case "reply": {
      if (behaviour.latencyMs !== undefined) await sleep(behaviour.latencyMs);
      const streamed = behaviour.stream === "always" || (behaviour.stream !== "never" && request.body?.stream === true);
      const body = streamed ? streamOf(behaviour, request) : bodyOf(behaviour, request);
      return sendBytes(response, Buffer.from(body), behaviour, streamed ? "text/event-stream" : "application/json", streamed);
    }
  }
};

/**
 * Starts an OpenAI-compatible server on a free port of 127.0.0.1 that does what `script` says, faults of the network included. Every
 * request is kept in `requests`, on whatever path it came. A script that throws answers with HTTP 500.
 */
export const startScriptedServer = async (script: Script): Promise<ScriptedServer> => {
  const requests: ScriptedRequest[] = [];
  const connections = new Map<Socket, number>();
  const server = createServer((message, response) => {
    void (async () => {
      const request = await read(message, connections.get(message.socket) ?? 0);
      requests.push(request);
      const behaviour = await Promise.resolve(requests.length)
        .then((n) => script(request, n))
        .catch((error: unknown) => failure(500, String(error)));
      await behave(behaviour, request, response);
    })().catch(() => response.destroy());
  });
  server.on("connection", (socket) => {
    connections.set(socket, connections.size + 1);
    socket.on("error", () => {});
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return {
    url,
    requests,
    environment: { OPENAI_API_KEY: "sk-scripted", OPENAI_BASE_URL: url, OPENAI_MODEL: "scripted-model" },
    close: async () => {
      for (const socket of connections.keys()) socket.destroy();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
};
