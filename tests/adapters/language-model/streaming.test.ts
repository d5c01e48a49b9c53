import { afterEach, expect, test } from "vitest";
import { eventData } from "../../../src/adapters/language-model/event-data.ts";
import { goodValue, type ModelOnScript, modelOnScript, requestFor } from "../../support/model-on-script.ts";
import { reply, type ScriptedReply } from "../../support/scripted-model-server.ts";

let open: ModelOnScript | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

const whole = JSON.stringify(goodValue);
const usage = { prompt_tokens: 70, completion_tokens: 30 };

/** Ways in which servers send the same reply. */
const ways: [string, Omit<ScriptedReply, "kind" | "content">][] = [
  ["as asked", {}],
  ["letter by letter", { deltaLength: 1 }],
  ["cut within characters and events", { pieceBytes: 7, deltaLength: 3 }],
  ["byte by byte", { pieceBytes: 1 }],
  ["with carriage returns and line feeds", { lineBreak: "\r\n", pieceBytes: 5 }],
  ["with carriage returns", { lineBreak: "\r", pieceBytes: 5 }],
  ["as one body whatever was asked", { stream: "never" }],
  ["as events whatever was asked", { stream: "always" }],
  ["events called JSON", { stream: "always", contentType: "application/json" }],
  ["a body called events", { stream: "never", contentType: "text/event-stream" }],
  ["a body called text, without a character set", { stream: "never", contentType: "text/plain" }],
  ["zipped", { gzip: true, pieceBytes: 11 }],
  ["without the closing line", { done: false }],
  ["without a finish reason", { finishReason: null }],
];

test.each(ways)("a reply is read the same %s", async (_, how) => {
  open = await modelOnScript(() => reply(goodValue, { usage, ...how }));
  for (const streamed of [true, false]) {
    const heard: string[] = [];
    const result = await open.model.ask(requestFor(streamed ? { onText: (text) => heard.push(text) } : {}));
    expect(result).toMatchObject({ kind: "replied", value: goodValue, attempts: 1 });
    if (!streamed) continue;
    expect(heard.at(-1)).toBe(whole);
    for (const [at, text] of heard.entries()) {
      expect(whole.startsWith(text)).toBe(true);
      expect(text.length).toBeGreaterThan(heard[at - 1]?.length ?? 0);
    }
  }
});

test("the text is heard while it comes, and a second try begins anew", async () => {
  open = await modelOnScript((_, n) => reply(goodValue, n === 1 ? { cutAfterBytes: 900 } : { deltaLength: 4 }));
  const heard: string[] = [];
  expect(await open.model.ask(requestFor({ onText: (text) => heard.push(text) }))).toMatchObject({
    kind: "replied",
    attempts: 2,
  });
  const restart = heard.findIndex((text, at) => at > 0 && text.length < heard[at - 1]!.length);
  expect(restart).toBeGreaterThan(0);
  expect(heard.slice(restart).length).toBeGreaterThan(5);
  expect(heard.at(-1)).toBe(whole);
});

test("a listener that throws loses nothing", async () => {
  open = await modelOnScript(() => reply(goodValue));
  const onText = (): void => {
    throw new Error("listener");
  };
  expect(await open.model.ask(requestFor({ onText }))).toMatchObject({ kind: "replied", value: goodValue });
});

test("pings, comments and other fields of a stream are passed over", async () => {
  const delta = (content: string): string => JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: null }] });
  const body = [
    ": OPENROUTER PROCESSING\n\n",
    'event: ping\ndata: {"type": "ping"}\n\n',
    "retry: 1000\nid: 7\n\n",
    `event: message\nid: 8\ndata:${delta(whole.slice(0, 9))}\n\n`,
    `data: ${delta(whole.slice(9)).replace(',"delta"', ',\ndata: "delta"')}\n\n`,
    'data: {"choices":[{"delta":{},"finish_reason":"stop"}]}',
  ].join("");
  open = await modelOnScript(() => ({ kind: "raw", body, contentType: "text/event-stream" }));
  expect(await open.model.ask(requestFor())).toMatchObject({ kind: "replied", value: goodValue, attempts: 1 });
});

test("events are the same wherever the text is cut, with each line break", () => {
  for (const line of ["\n", "\r\n", "\r"]) {
    // The last event has no line break after it.
    const text = ["data: one", "", ": x", "data:two", "data:  three", "event: e", "", "", "data: last"].join(line);
    for (let first = 0; first <= text.length; first += 1) {
      for (let second = first; second <= text.length; second += 1) {
        const events = eventData();
        const pieces = [text.slice(0, first), text.slice(first, second), text.slice(second)];
        expect([...pieces.flatMap((piece) => events.feed(piece)), ...events.rest()]).toEqual(["one", "two\n three", "last"]);
      }
    }
  }
});
