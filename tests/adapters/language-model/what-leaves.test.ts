import { afterEach, expect, test, vi } from "vitest";
import { goodValue, type ModelOnScript, marks, modelOnScript, requestFor } from "../../support/model-on-script.ts";
import { failure, reply, type ScriptedServer, startScriptedServer } from "../../support/scripted-model-server.ts";

const open: { close(): Promise<void> }[] = [];
const opened = async <Thing extends { close(): Promise<void> }>(starting: Promise<Thing>): Promise<Thing> => {
  const thing = await starting;
  open.push(thing);
  return thing;
};
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  for (const thing of open.splice(0).reverse()) await thing.close();
});

const request = requestFor();
const schema = { type: "json_schema", json_schema: { name: "value", strict: true, schema: request.schema.json } };

/** Every byte that a plain request may have, given where it goes. */
const expectOnly = (server: ScriptedServer, extra: object = {}): void => {
  const sent = server.requests[0]!;
  expect(`${sent.method} ${sent.path}`).toBe("POST /v1/chat/completions");
  expect(sent.headers).toEqual({
    accept: "application/json",
    "accept-encoding": expect.any(String),
    "accept-language": "*",
    authorization: `Bearer ${marks.key}`,
    connection: "keep-alive",
    "content-length": String(Buffer.byteLength(sent.bodyText)),
    "content-type": "application/json",
    host: new URL(server.url).host,
    "sec-fetch-mode": "cors",
    "user-agent": "noticeboard",
  });
  expect(JSON.parse(sent.bodyText)).toEqual({
    model: "scripted-model",
    messages: [
      { role: "system", content: request.instructions },
      { role: "user", content: request.input },
    ],
    store: false,
    max_completion_tokens: 300,
    response_format: schema,
    ...extra,
  });
};

test("a request is the two texts, the schema, the limit and store: false, and nothing tells who or what asks", async () => {
  const { model, server } = await opened(modelOnScript(() => reply(goodValue)));
  expect(await model.ask(request)).toMatchObject({ kind: "replied", value: goodValue, attempts: 1 });
  expect(server.requests).toHaveLength(1);
  expectOnly(server);
});

test("following the reply adds the stream and its count, and nothing else", async () => {
  const { model, server } = await opened(modelOnScript(() => reply(goodValue)));
  expect(await model.ask({ ...request, onText: () => {} })).toMatchObject({ kind: "replied", value: goodValue });
  expectOnly(server, { stream: true, stream_options: { include_usage: true } });
});

test("the environment of the process changes nothing, and nothing is printed", async () => {
  const elsewhere = await opened(startScriptedServer(() => reply(goodValue)));
  for (const [name, value] of Object.entries({
    OPENAI_API_KEY: "sk-other",
    OPENAI_ADMIN_KEY: "sk-admin",
    OPENAI_BASE_URL: elsewhere.url,
    OPENAI_ORG_ID: "org-1",
    OPENAI_PROJECT_ID: "proj-1",
    OPENAI_WEBHOOK_SECRET: "whsec-1",
    OPENAI_CUSTOM_HEADERS: "X-Who: somebody\nAuthorization: Bearer sk-custom\nUser-Agent: somebody",
    OPENAI_LOG: "debug",
    HTTP_PROXY: elsewhere.url,
    HTTPS_PROXY: elsewhere.url,
    ALL_PROXY: elsewhere.url,
  })) {
    vi.stubEnv(name, value);
  }
  const printed = [
    ...(["debug", "info", "log", "warn", "error"] as const).map((level) => vi.spyOn(console, level)),
    vi.spyOn(process.stdout, "write"),
  ];
  const { model, server } = await opened(
    modelOnScript((_, n) =>
      n === 2 ? { kind: "raw", body: "data: {broken\n\n", contentType: "text/event-stream" } : reply(goodValue),
    ),
  );
  expect(await model.ask(request)).toMatchObject({ kind: "replied" });
  expect(await model.ask(request)).toMatchObject({ kind: "replied", attempts: 2 });
  for (const spy of printed) expect(spy).not.toHaveBeenCalled();
  expectOnly(server);
  expect(elsewhere.requests).toEqual([]);
});

test.each([301, 302, 303, 307, 308])("a redirect with %i is not followed", async (status) => {
  const elsewhere = await opened(startScriptedServer(() => reply(goodValue)));
  const headers = { location: `${elsewhere.url}/chat/completions` };
  const { model, server } = await opened(modelOnScript(() => failure(status, "", { headers })));
  expect(await model.ask(request)).toMatchObject({ kind: "failed", code: "bad_request" });
  expect(server.requests).toHaveLength(1);
  expect(elsewhere.requests).toEqual([]);
});

test("store: false, and no field that names anyone, in every form of a request", async () => {
  const { model, server } = await opened(modelOnScript(() => failure(400, "no")));
  await model.ask(request);
  await model.ask({ ...request, onText: () => {} });
  expect(server.requests.length).toBeGreaterThan(6);
  for (const { body } of server.requests) {
    expect(body?.store).toBe(false);
    for (const key of Object.keys(body ?? {})) {
      expect(key).toMatch(/^(model|messages|store|max_completion_tokens|max_tokens|response_format|stream|stream_options)$/);
    }
  }
});

test("a warm question needs no new connection, after plain replies, streams, refusals and errors alike", async () => {
  const { model, server } = await opened(
    modelOnScript((_, n) => (n === 3 ? failure(500) : n === 5 ? failure(400, "context length") : reply(goodValue))),
  );
  const ask = (rest: Parameters<typeof requestFor>[0] = {}): ReturnType<ModelOnScript["model"]["ask"]> =>
    model.ask(requestFor(rest));
  await ask();
  await ask({ onText: () => {} });
  await ask();
  await ask();
  await ask({ onText: () => {} });
  expect(server.requests.map((one) => one.connection)).toEqual([1, 1, 1, 1, 1, 1]);
});

test("a key with white space around it is trimmed, and one that no header can carry stays out of the log", async () => {
  const spaced = await opened(modelOnScript(() => reply(goodValue), { apiKey: ` ${marks.key}\n` }));
  expect(await spaced.model.ask(request)).toMatchObject({ kind: "replied" });
  const broken = await opened(modelOnScript(() => reply(goodValue), { apiKey: `${marks.key}\nX: y` }));
  expect(await broken.model.ask(request)).toMatchObject({ kind: "failed", code: "unauthorised", costUsd: 0 });
  expect(broken.server.requests).toEqual([]);
  expect(JSON.stringify(broken.logged.map(({ cause }) => [cause.message, cause.stack]))).not.toContain(marks.key);
});
