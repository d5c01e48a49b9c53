import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { createOpenaiEmbedder, openaiModelId, probeDimension } from "../../src/adapters/openai-embedder.ts";
import { type Act, type Script, startEmbeddingsServer } from "../support/scripted-embeddings-server.ts";

const dimension = 24;
const server = await startEmbeddingsServer(dimension);
afterAll(() => server.close());
beforeEach(() => {
  server.seen.length = 0;
  server.play(() => "answer");
});

const endpoint = { apiKey: "key-of-the-test", baseUrl: server.baseUrl, model: "letters:small", askedDimension: null };
const open = (more: Partial<Parameters<typeof createOpenaiEmbedder>[0]> = {}) =>
  createOpenaiEmbedder({ endpoint, dimension, timeoutMs: 3000, firstWaitMs: 5, cacheSize: 0, ...more });
const lengthOf = (vector: Float32Array): number => Math.hypot(...vector);
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return "no fault";
  } catch (fault) {
    return (fault as { code: string }).code;
  }
};

describe("what is sent", () => {
  test("is the model, the texts and the form, with no header that tells of this machine", async () => {
    process.env.OPENAI_ORG_ID = "org-from-the-environment";
    process.env.OPENAI_CUSTOM_HEADERS = "X-Member: Jane";
    await open().embed(["Is the scheme open?"]);
    delete process.env.OPENAI_ORG_ID;
    delete process.env.OPENAI_CUSTOM_HEADERS;
    const [request] = server.seen;
    expect(request?.path).toBe("/v1/embeddings");
    expect(request?.bytes).toBe('{"model":"letters:small","input":["Is the scheme open?"],"encoding_format":"float"}');
    const { host, connection, "content-length": length, ...headers } = request!.headers;
    expect([host, connection, length].every((value) => value !== undefined)).toBe(true);
    expect(headers).toEqual({
      authorization: "Bearer key-of-the-test",
      "content-type": "application/json",
      accept: "application/json",
      "user-agent": "noticeboard",
      // Added by Node's own fetch.
      "accept-encoding": expect.any(String),
      "accept-language": "*",
      "sec-fetch-mode": "cors",
    });
  });

  test("names the dimension only when one is asked for", async () => {
    await open({ endpoint: { ...endpoint, askedDimension: 8 }, dimension: 8 }).embed(["pay"]);
    expect(JSON.parse(server.seen[0]!.bytes)).toMatchObject({ dimensions: 8 });
  });

  test("goes in calls by number and by characters, each text once", async () => {
    const texts = ["a", "b", "a", "c", "d".repeat(50), "e".repeat(50), "f"];
    const vectors = await open({ textsInCall: 3, charactersInCall: 60 }).embed(texts);
    expect(server.seen.map(({ input }) => input.map((text) => text[0]).join(""))).toEqual(["abc", "d", "ef"]);
    expect(vectors).toHaveLength(7);
    expect(vectors[2]).toEqual(vectors[0]);
    expect(await open().embed([])).toEqual([]);
  });

  test("is whole Unicode, never empty, and ends", async () => {
    await open().embed([`${"a".repeat(1999)}\u{1F642}${"b".repeat(5000)}`, "", "half \uD83D of a sign"]);
    const [long, empty, half] = server.seen[0]!.input;
    expect(long).toHaveLength(2000);
    expect([long, empty, half].every((text) => text!.isWellFormed() && text!.trim() !== "")).toBe(true);
  });
});

describe("what comes back", () => {
  test("are unit vectors in the order of the texts, whatever the order of the reply", async () => {
    const texts = ["the plan is due in May", "bakers rise early", "when is the plan due"];
    const straight = await open().embed(texts);
    server.play(() => ({ change: (rows) => [...rows].reverse() }));
    expect(await open().embed(texts)).toEqual(straight);
    for (const vector of straight) expect(lengthOf(vector)).toBeCloseTo(1, 5);
    const cosine = (a: number, b: number): number => straight[a]!.reduce((sum, value, i) => sum + value * straight[b]![i]!, 0);
    expect(cosine(0, 2)).toBeGreaterThan(cosine(0, 1));
  });

  test.each<[string, Act, string, number]>([
    ["too few vectors", { change: (rows) => rows.slice(1) }, "embedding_out_of_form", 3],
    ["a vector too many", { change: (rows) => [...rows, { ...rows[0], index: 2 }] }, "embedding_out_of_form", 3],
    ["one vector twice", { change: ([first]) => [first, first] }, "embedding_out_of_form", 3],
    ["a place beyond the texts", { change: ([first, second]) => [first, { ...second, index: 7 }] }, "embedding_out_of_form", 3],
    [
      "a number that is none",
      { change: ([a, b]) => [a, { ...b, embedding: [...b!.embedding.slice(1), null] }] },
      "embedding_out_of_form",
      3,
    ],
    [
      "a word for a number",
      { change: ([a, b]) => [a, { ...b, embedding: [...b!.embedding.slice(1), "NaN"] }] },
      "embedding_out_of_form",
      3,
    ],
    ["bare NaN", { status: 200, body: '{"data":[{"index":0,"embedding":[NaN]}]}' }, "embedding_out_of_form", 3],
    [
      "an infinite number",
      { status: 200, body: `{"data":[{"index":0,"embedding":[${"1e999,".repeat(23)}1]}]}` },
      "embedding_out_of_form",
      3,
    ],
    [
      "vectors without length",
      { change: (rows) => rows.map((row) => ({ ...row, embedding: Array(24).fill(0) })) },
      "embedding_out_of_form",
      3,
    ],
    [
      "one of another dimension",
      { change: ([a, b]) => [a, { ...b, embedding: b!.embedding.slice(1) }] },
      "embedding_of_other_dimension",
      1,
    ],
    [
      "all of another dimension",
      { change: (rows) => rows.map((row) => ({ ...row, embedding: [1, 2] })) },
      "embedding_of_other_dimension",
      1,
    ],
    ["empty vectors", { change: (rows) => rows.map((row) => ({ ...row, embedding: [] })) }, "embedding_of_other_dimension", 1],
    [
      "base64 instead of numbers",
      { change: (rows) => rows.map((row) => ({ ...row, embedding: "AAAA" })) as unknown[] },
      "embedding_out_of_form",
      3,
    ],
    ["another object", { status: 200, body: "{}" }, "embedding_out_of_form", 3],
    ["no JSON", { status: 200, body: "<html>hello</html>" }, "embedding_out_of_form", 3],
    ["half a reply", "cut", "embedding_out_of_form", 3],
    ["nothing at all", { status: 204 }, "embedding_out_of_form", 3],
    ["an endless reply", "endless", "embedding_too_large", 1],
    ["a lost connection", "drop", "embedding_unavailable", 3],
    ["500", { status: 500 }, "embedding_unavailable", 3],
    ["503", { status: 503 }, "embedding_unavailable", 3],
    ["429", { status: 429 }, "embedding_limited", 3],
    ["a wrong key", { status: 401 }, "embedding_refused", 1],
    ["an unknown model", { status: 404 }, "embedding_refused", 1],
    ["another address", { status: 307, headers: { location: "http://127.0.0.1:9/v1/embeddings" } }, "embedding_refused", 1],
  ])("%s is refused", async (_, act, code, calls) => {
    server.play(() => act);
    expect(await codeOf(open().embed(["pay", "leave"]))).toBe(code);
    expect(server.seen).toHaveLength(calls);
  });

  test("no fault repeats what was asked, or the key", async () => {
    server.play(() => ({ status: 400, body: JSON.stringify({ error: { message: "cannot embed: Jane Smith is ill" } }) }));
    const fault = await open()
      .embed(["Jane Smith is ill"])
      .catch((thrown: Error) => thrown);
    const told = JSON.stringify(fault, Object.getOwnPropertyNames(fault)) + String((fault as Error).cause);
    expect(told).toContain("400");
    expect(told).not.toMatch(/Jane|key-of-the-test/);
  });
});

describe("trying again", () => {
  test.each<[string, Act]>([
    ["429", { status: 429, headers: { "retry-after": "0.01" } }],
    ["500", { status: 500 }],
    ["half a reply", "cut"],
    ["a lost connection", "drop"],
  ])("after %s", async (_, act) => {
    server.play((_request, number) => (number < 3 ? act : "answer"));
    expect(await open().embed(["pay"])).toHaveLength(1);
    expect(server.seen).toHaveLength(3);
  });

  test("waits as long as the server says, and not when that is too long", async () => {
    const wait: Script = (_request, number) => (number === 1 ? { status: 429, headers: { "retry-after": "0.2" } } : "answer");
    server.play(wait);
    const startedAt = performance.now();
    await open().embed(["pay"]);
    expect(performance.now() - startedAt).toBeGreaterThan(190);
    server.seen.length = 0;
    server.play(() => ({ status: 429, headers: { "retry-after": "60" } }));
    expect(await codeOf(open().embed(["pay"]))).toBe("embedding_limited");
    expect(server.seen).toHaveLength(1);
  });

  test.each<[string, Act]>([
    ["hangs", "hang"],
    ["fails with every try", { status: 500 }],
  ])("ends within the limit when the server %s", async (_, act) => {
    server.play(() => act);
    const startedAt = performance.now();
    await codeOf(open({ timeoutMs: 300, attempts: 100, firstWaitMs: 40 }).embed(["pay"]));
    expect(performance.now() - startedAt).toBeLessThan(600);
  });

  test("leaves a server alone for a while that failed three times in a row", async () => {
    server.play(() => ({ status: 500 }));
    const embedder = open({ attempts: 1, restMs: 60_000, cacheSize: 5 });
    for (let i = 0; i < 3; i += 1) expect(await codeOf(embedder.embed(["rest"]))).toBe("embedding_unavailable");
    server.play(() => "answer");
    expect(await codeOf(embedder.embed(["rest"]))).toBe("embedding_resting");
    // Requests that an earlier test gave up may still arrive.
    expect(server.seen.filter(({ input }) => input[0] === "rest")).toHaveLength(3);
  });

  test("sends texts apart when a server refuses one of them, and shortens that one", async () => {
    server.play(({ input }) => (input.some((text) => text.length > 700) ? { status: 400 } : "answer"));
    const vectors = await open().embed(["a", "b", "long ".repeat(200), "c", "d"]);
    expect(vectors.map((vector) => vector.length)).toEqual([24, 24, 24, 24, 24]);
    server.play(() => ({ status: 400 }));
    server.seen.length = 0;
    expect(await codeOf(open().embed(["a", "b", "c", "d"]))).toBe("embedding_refused");
    expect(server.seen.length).toBeLessThanOrEqual(3);
  });
});

test("remembers vectors, refuses after closing, and closing ends what is under way", async () => {
  const embedder = open({ cacheSize: 1 });
  const [first] = await embedder.embed(["live"]);
  expect((await embedder.embed(["live"]))[0]).toBe(first);
  expect(server.seen).toHaveLength(1);
  server.play(() => "hang");
  const waiting = codeOf(embedder.embed(["other"]));
  setTimeout(() => void embedder.close(), 20);
  expect(await waiting).toBe("embedder_closed");
  expect(await codeOf(embedder.embed(["live"]))).toBe("embedder_closed");
});

test("finds the dimension by asking, and holds a server to the one it was asked for", async () => {
  const closing = new AbortController().signal;
  expect(await probeDimension(endpoint, 1000, closing)).toBe(24);
  expect(await probeDimension({ ...endpoint, askedDimension: 8 }, 1000, closing)).toBe(8);
  server.play(() => ({ change: (rows) => rows.map((row) => ({ ...row, embedding: [1, 2, 3] })) }));
  expect(await codeOf(probeDimension({ ...endpoint, askedDimension: 8 }, 1000, closing))).toBe("embedding_of_other_dimension");
  server.play(() => "hang");
  expect(await codeOf(probeDimension(endpoint, 100, closing))).toBe("embedding_timed_out");
});

test("a model's name tells server, path, model and dimension apart", () => {
  const names = [
    openaiModelId(endpoint, 24),
    openaiModelId(endpoint, 8),
    openaiModelId({ ...endpoint, model: "letters:large" }, 24),
    openaiModelId({ ...endpoint, baseUrl: "https://api.example.org/v1/" }, 24),
    openaiModelId({ ...endpoint, baseUrl: "https://api.example.org/other/v1" }, 24),
  ];
  expect(new Set(names).size).toBe(5);
  expect(names[3]).toBe("openai:api.example.org/v1:letters:small:24");
});
