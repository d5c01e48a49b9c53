import type { ModelFailure } from "../../../src/domain/model-failure.ts";
import { goodValue, marks } from "../../support/model-on-script.ts";
import { failure, reply, type Script, type ScriptedBehaviour } from "../../support/scripted-model-server.ts";

/** One thing that goes wrong, and what must become of it. */
export type Fault = {
  name: string;
  script: ScriptedBehaviour | Script;
  code: ModelFailure | "replied";
  requests: number;
  budgetMs?: number;
  /** Milliseconds that must have gone by: the end of the budget for what only time can end. */
  leastMs?: number;
  streamed?: boolean;
};

/** What only the end of the budget ends. */
const inTime = { code: "timeout", budgetMs: 400, leastMs: 400 } as const;

const words = (count: number): string => "word ".repeat(count);
const later =
  (first: ScriptedBehaviour): Script =>
  (_, n) =>
    n === 1 ? first : reply(goodValue);
const endlessEvent = `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: "word " } }] })}\n\n`;
const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
const refusedPort = failure(307, "moved", { headers: { location: "http://127.0.0.1:9/v1/chat/completions" } });

/** Every fault that a server, a network or a model is known for. */
export const faults: Fault[] = [
  // Time: ends at the budget, whatever the server does.
  { name: "no answer at all", script: { kind: "hang" }, ...inTime, requests: 2 },
  { name: "headers and then nothing", script: { kind: "hang_after_headers" }, ...inTime, requests: 2 },
  { name: "a late answer", script: reply(goodValue, { latencyMs: 600 }), ...inTime, requests: 2 },
  { name: "endless headers", script: { kind: "endless_headers", pauseMs: 20 }, ...inTime, requests: 2 },
  { name: "a slow drip", script: reply(goodValue, { pieceBytes: 1, pauseMs: 15 }), ...inTime, requests: 1 },
  {
    name: "a slow drip of events",
    script: reply(goodValue, { pieceBytes: 3, pauseMs: 10 }),
    ...inTime,
    requests: 1,
    streamed: true,
  },
  {
    name: "endless events, slowly",
    script: { kind: "endless_body", piece: endlessEvent, pauseMs: 20 },
    ...inTime,
    requests: 1,
    streamed: true,
  },
  {
    name: "endless keep-alive comments",
    script: { kind: "endless_body", piece: ": still here\n\n", pauseMs: 20 },
    ...inTime,
    requests: 1,
  },
  {
    name: "a refusal that drips",
    script: { kind: "raw", status: 500, body: words(500), pieceBytes: 1, pauseMs: 10 },
    ...inTime,
    requests: 2,
  },
  // Length: read to a limit.
  { name: "50k tokens", script: reply({ text: words(50_000), numbers: [] }), code: "too_long", requests: 1 },
  {
    name: "50k tokens in large events",
    script: reply({ text: words(50_000), numbers: [] }, { deltaLength: 5000 }),
    code: "too_long",
    requests: 1,
    streamed: true,
  },
  {
    name: "50k tokens as events",
    script: reply({ text: words(50_000), numbers: [] }, { deltaLength: 50 }),
    code: "too_long",
    requests: 1,
    streamed: true,
  },
  {
    name: "endless events, fast",
    script: { kind: "endless_body", piece: endlessEvent.repeat(50) },
    code: "too_long",
    requests: 1,
    budgetMs: 3000,
    streamed: true,
  },
  {
    name: "an endless body",
    script: { kind: "endless_body", piece: `{${words(100)}`, contentType: "application/json" },
    code: "too_long",
    requests: 1,
    budgetMs: 3000,
  },
  {
    name: "endless white space",
    script: { kind: "endless_body", piece: " ".repeat(1000) },
    code: "too_long",
    requests: 1,
    budgetMs: 3000,
  },
  {
    name: "an endless refusal",
    script: { kind: "endless_body", status: 400, piece: words(1000), contentType: "text/plain" },
    code: "bad_request",
    requests: 4,
  },
  {
    name: "a gzip that unfolds",
    script: { kind: "raw", body: `{${" ".repeat(20_000_000)}}`, gzip: true },
    code: "too_long",
    requests: 1,
  },
  // The server's own faults.
  { name: "429", script: failure(429), code: "rate_limited", requests: 3 },
  {
    name: "429 that asks for a long wait",
    script: failure(429, "slow down", { headers: { "retry-after": "60" } }),
    code: "rate_limited",
    requests: 1,
  },
  {
    name: "429 for an empty account",
    script: failure(429, "quota", { code: "insufficient_quota" }),
    code: "rate_limited",
    requests: 1,
  },
  { name: "500", script: failure(500), code: "server_error", requests: 3 },
  {
    name: "503 as a web page",
    script: { kind: "raw", status: 503, body: "<html>busy</html>", contentType: "text/html" },
    code: "server_error",
    requests: 3,
  },
  { name: "500 once", script: later(failure(500)), code: "replied", requests: 2 },
  { name: "408 once", script: later(failure(408)), code: "replied", requests: 2 },
  { name: "409 once", script: later(failure(409)), code: "replied", requests: 2 },
  {
    name: "429 once, with a wait in seconds",
    script: later(failure(429, "", { headers: { "retry-after": "0.2" } })),
    code: "replied",
    requests: 2,
    leastMs: 200,
  },
  {
    name: "429 once, with a wait in milliseconds",
    script: later(failure(429, "", { headers: { "retry-after-ms": "150" } })),
    code: "replied",
    requests: 2,
    leastMs: 150,
  },
  {
    name: "429 once, until a date that has passed",
    script: later(failure(429, "", { headers: { "retry-after": "Fri, 20 Jun 2025 11:59:00 GMT" } })),
    code: "replied",
    requests: 2,
  },
  {
    name: "an error inside a 200",
    script: { kind: "raw", body: '{"error":{"message":"overloaded","code":503}}' },
    code: "server_error",
    requests: 3,
  },
  {
    name: "an error inside a stream",
    script: { kind: "raw", body: 'data: {"error":{"message":"slow down","code":429}}\n\n', contentType: "text/event-stream" },
    code: "rate_limited",
    requests: 3,
    streamed: true,
  },
  { name: "401", script: failure(401), code: "unauthorised", requests: 1 },
  { name: "402", script: failure(402), code: "unauthorised", requests: 1 },
  { name: "403", script: failure(403), code: "unauthorised", requests: 1 },
  { name: "400", script: failure(400, "maximum context length is 10"), code: "bad_request", requests: 1 },
  { name: "404", script: failure(404, "not found"), code: "bad_request", requests: 1 },
  { name: "413", script: failure(413), code: "bad_request", requests: 1 },
  { name: "a redirect", script: refusedPort, code: "bad_request", requests: 1 },
  // The connection.
  { name: "a reset at once", script: { kind: "reset" }, code: "unreachable", requests: 3 },
  { name: "a reset once", script: later({ kind: "reset" }), code: "replied", requests: 2 },
  { name: "a cut body", script: reply(goodValue, { cutAfterBytes: 120 }), code: "cut_off", requests: 3 },
  {
    name: "a body cut by a reset",
    script: reply(goodValue, { cutAfterBytes: 120, cutBy: "reset" }),
    code: "cut_off",
    requests: 3,
  },
  { name: "a cut stream", script: reply(goodValue, { cutAfterBytes: 500 }), code: "cut_off", requests: 3, streamed: true },
  {
    name: "a stream that just stops",
    script: reply(goodValue, { finishReason: null, done: false }),
    code: "cut_off",
    requests: 3,
    streamed: true,
  },
  {
    name: "a cut stream once",
    script: later(reply(goodValue, { cutAfterBytes: 500 })),
    code: "replied",
    requests: 2,
    streamed: true,
  },
  { name: "a gzip cut short", script: reply(goodValue, { gzip: true, cutAfterBytes: 60 }), code: "cut_off", requests: 3 },
  { name: "a hang once", script: later({ kind: "hang" }), code: "replied", requests: 2, budgetMs: 800 },
  // What the model says.
  { name: "a refusal", script: reply("", { refusal: "I cannot" }), code: "refusal", requests: 1 },
  { name: "a refusal as events", script: reply("", { refusal: "I cannot" }), code: "refusal", requests: 1, streamed: true },
  { name: "a content filter", script: reply("", { finishReason: "content_filter" }), code: "refusal", requests: 1 },
  {
    name: "a content filter before the model",
    script: failure(400, "filtered", { code: "content_filter" }),
    code: "refusal",
    requests: 1,
  },
  { name: "the token limit", script: reply('{"text": "half', { finishReason: "length" }), code: "cut_off", requests: 1 },
  { name: "nothing", script: reply(""), code: "empty", requests: 2 },
  { name: "white space", script: reply(" \n\t "), code: "empty", requests: 2 },
  { name: "no choices", script: { kind: "raw", body: '{"choices":[]}' }, code: "empty", requests: 2 },
  { name: "no body", script: { kind: "raw", body: "" }, code: "empty", requests: 2 },
  { name: "204", script: { kind: "raw", body: "", status: 204 }, code: "empty", requests: 2 },
  {
    name: "null content",
    script: { kind: "raw", body: '{"choices":[{"message":{"content":null,"tool_calls":[]}}]}' },
    code: "empty",
    requests: 2,
  },
  { name: "prose", script: reply(`Certainly! ${marks.reply}`), code: "bad_json", requests: 2 },
  { name: "JSON with words before it", script: reply(`Here it is: ${JSON.stringify(goodValue)}`), code: "bad_json", requests: 2 },
  { name: "half JSON", script: reply(JSON.stringify(goodValue).slice(0, 30)), code: "bad_json", requests: 2 },
  { name: "half JSON once", script: later(reply(JSON.stringify(goodValue).slice(0, 30))), code: "replied", requests: 2 },
  { name: "half an envelope", script: { kind: "raw", body: '{"choices":[{"mess' }, code: "bad_json", requests: 2 },
  {
    name: "garbage bytes",
    script: { kind: "raw", body: Uint8Array.from({ length: 3000 }, (_, n) => (n * 151) % 256) },
    code: "bad_json",
    requests: 2,
  },
  {
    name: "a web page",
    script: { kind: "raw", body: "<!doctype html><title>Log in</title>", contentType: "text/html" },
    code: "bad_json",
    requests: 2,
  },
  { name: "another JSON", script: { kind: "raw", body: '{"hello": "world"}' }, code: "wrong_schema", requests: 2 },
  { name: "the wrong keys", script: reply({ text: "x", numbers: [], more: 1 }), code: "wrong_schema", requests: 2 },
  { name: "the wrong types", script: reply({ text: 1, numbers: "x" }), code: "wrong_schema", requests: 2 },
  { name: "null", script: reply("null"), code: "wrong_schema", requests: 2 },
  { name: "a number too large", script: reply('{"text": "x", "numbers": [1e999]}'), code: "wrong_schema", requests: 2 },
  {
    name: "a prototype as a key",
    script: reply('{"text": "x", "numbers": [], "__proto__": {"admin": true}}'),
    code: "wrong_schema",
    requests: 2,
  },
  {
    name: "a prototype as an own key of the envelope",
    script: { kind: "raw", body: '{"__proto__": {"choices": [{"message": {"content": "{}"}}]}}' },
    code: "wrong_schema",
    requests: 2,
  },
  { name: "100k brackets", script: reply(deep), code: "too_long", requests: 1 },
  { name: "20k brackets", script: reply(deep.slice(90_000, 110_000)), code: "bad_json", requests: 2 },
  { name: "unclosed brackets", script: reply("[".repeat(30_000)), code: "bad_json", requests: 2 },
  {
    name: "an envelope of brackets",
    script: { kind: "raw", body: deep.slice(70_000, 130_000) },
    code: "wrong_schema",
    requests: 2,
  },
];
