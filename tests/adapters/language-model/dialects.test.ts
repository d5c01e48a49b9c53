import { afterEach, expect, test } from "vitest";
import { goodValue, type ModelOnScript, modelOnScript, requestFor } from "../../support/model-on-script.ts";
import { type ChatBody, failure, reply, type Script, type ScriptedBehaviour } from "../../support/scripted-model-server.ts";

let open: ModelOnScript | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

/** A server that refuses what `refuses` says, in its own words, and else gives a good reply. */
const refusing =
  (refuses: (body: ChatBody) => ScriptedBehaviour | null): Script =>
  (request) =>
    refuses(request.body!) ?? reply(goodValue);

const detail = (field: string, msg = "Extra inputs are not permitted"): ScriptedBehaviour => ({
  kind: "raw",
  status: 422,
  body: JSON.stringify({ detail: [{ type: "extra_forbidden", loc: ["body", field], msg, input: "x" }] }),
});

const saysSchema = (body: ChatBody): boolean => body.messages.some(({ content }) => content.includes('"additionalProperties"'));

type Server = { name: string; script: Script; streamed?: boolean; firstRequests: number; takes: (body: ChatBody) => boolean };

const servers: Server[] = [
  {
    name: "one that knows max_tokens alone, and says so",
    script: refusing((body) =>
      "max_completion_tokens" in body ? failure(400, "Unrecognized request argument supplied: max_completion_tokens") : null,
    ),
    firstRequests: 2,
    takes: (body) => body.max_tokens === 300 && body.response_format?.type === "json_schema",
  },
  {
    name: "one that knows max_tokens alone, as FastAPI says it",
    script: refusing((body) => ("max_completion_tokens" in body ? detail("max_completion_tokens") : null)),
    firstRequests: 2,
    takes: (body) => body.max_tokens === 300,
  },
  {
    name: "one with JSON mode but no schemas",
    script: refusing((body) =>
      body.response_format?.type === "json_schema"
        ? failure(400, "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.", {
            param: "response_format",
          })
        : null,
    ),
    firstRequests: 2,
    takes: (body) => body.response_format?.type === "json_object" && saysSchema(body) && body.max_completion_tokens === 300,
  },
  {
    name: "one without any response format",
    script: refusing((body) =>
      "response_format" in body ? { kind: "raw", status: 404, body: '{"error":"response_format unsupported"}' } : null,
    ),
    firstRequests: 3,
    takes: (body) => saysSchema(body),
  },
  {
    name: "one that knows nothing new and does not say what is wrong",
    script: refusing((body) =>
      "response_format" in body || "max_completion_tokens" in body ? { kind: "raw", status: 400, body: "Bad Request" } : null,
    ),
    firstRequests: 4,
    takes: (body) => saysSchema(body) && body.max_tokens === 300,
  },
  {
    name: "one that counts no stream",
    script: refusing((body) => ("stream_options" in body ? detail("stream_options") : null)),
    streamed: true,
    firstRequests: 2,
    takes: (body) => body.stream === true,
  },
  {
    name: "one that streams nothing",
    script: refusing((body) => (body.stream ? failure(400, "streaming is not supported") : null)),
    streamed: true,
    firstRequests: 2,
    takes: (body) => !("stream" in body) && !("stream_options" in body),
  },
  {
    name: "one whose model takes no system message",
    script: refusing((body) => (body.messages[0]?.role === "system" ? failure(400, "System role not supported") : null)),
    firstRequests: 2,
    takes: ({ messages }) => messages.length === 1 && messages[0]!.content.startsWith("Answer in the given form.\n\nQuestion"),
  },
  {
    name: "one that takes the schema and pays no heed to it",
    script: ({ body }) => reply(saysSchema(body!) ? goodValue : "Sure! The answer is 42."),
    firstRequests: 2,
    takes: (body) => saysSchema(body) && body.response_format?.type === "json_schema",
  },
  {
    name: "one that fences its JSON",
    script: () => reply(`\`\`\`json\n${JSON.stringify(goodValue)}\n\`\`\``),
    firstRequests: 1,
    takes: () => true,
  },
  {
    name: "one that puts a byte-order mark before it",
    script: () => reply(`\uFEFF\n${JSON.stringify(goodValue)}\n`),
    firstRequests: 1,
    takes: () => true,
  },
  {
    name: "one that gives its reply in parts",
    script: () => ({
      kind: "raw",
      body: JSON.stringify({
        choices: [
          {
            message: {
              content: [
                { type: "thinking", thinking: ["hm"] },
                { type: "text", text: JSON.stringify(goodValue).slice(0, 20) },
                { type: "text", text: JSON.stringify(goodValue).slice(20) },
              ],
            },
          },
        ],
      }),
    }),
    firstRequests: 1,
    takes: () => true,
  },
];

test.each(servers)("$name is understood, and known the next time", async ({ script, streamed, firstRequests, takes }) => {
  open = await modelOnScript(script);
  const request = requestFor(streamed ? { onText: () => {} } : {});
  expect(await open.model.ask(request)).toMatchObject({ kind: "replied", value: goodValue, attempts: firstRequests });
  expect(await open.model.ask(request)).toMatchObject({ kind: "replied", value: goodValue, attempts: 1 });
  expect(open.server.requests).toHaveLength(firstRequests + 1);
  expect(takes(open.server.requests.at(-1)!.body!)).toBe(true);
  for (const { body } of open.server.requests) expect(body!.store).toBe(false);
  expect(open.logged).toEqual([]);
});

test.each([
  ["as FastAPI says it", detail("store")],
  ["as OpenAI says it", failure(400, "Unrecognized request argument supplied: store")],
  ["as a parameter", failure(400, "Unknown parameter: 'store'.", { param: "store" })],
])("a server that refuses `store` is not asked without it, and the log says so: %s", async (_, refusal) => {
  open = await modelOnScript(refusing((body) => ("store" in body ? refusal : null)));
  expect(await open.model.ask(requestFor())).toMatchObject({ kind: "failed", code: "bad_request", attempts: 1 });
  expect(open.logged[0]?.cause.message).toContain("use another server");
});

test("a server that refuses everything is asked a handful of times, in or out of words", async () => {
  for (const message of ["no", "response_format max_completion_tokens max_tokens stream_options stream system role store"]) {
    open = await modelOnScript(() => failure(400, message));
    expect(await open.model.ask(requestFor({ onText: () => {} }))).toMatchObject({ kind: "failed", code: "bad_request" });
    expect(open.server.requests.length).toBeLessThanOrEqual(7);
    await open.close();
  }
});

test("half a surrogate pair goes out as the replacement character, and comes in as one", async () => {
  open = await modelOnScript(() => reply('{"text": "a\\ud800b", "numbers": []}'));
  const result = await open.model.ask(requestFor({ input: "x\udc00y" }));
  expect(open.server.requests[0]?.body?.messages[1]?.content).toBe("x\uFFFDy");
  expect(result).toMatchObject({ kind: "replied", value: { text: "a\uFFFDb" } });
});
