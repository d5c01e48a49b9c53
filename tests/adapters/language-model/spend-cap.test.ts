import { afterEach, beforeAll, expect, test } from "vitest";
import type { LanguageModelSettings } from "../../../src/adapters/language-model/create-language-model.ts";
import { estimateTokens } from "../../../src/domain/estimate-tokens.ts";
import { memorySpendStore } from "../../support/memory-spend-store.ts";
import { goodValue, type ModelOnScript, modelOnScript, requestFor, warmUp } from "../../support/model-on-script.ts";
import { failure, reply, type Script } from "../../support/scripted-model-server.ts";

beforeAll(warmUp);
let open: ModelOnScript | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});
const start = async (script: Script, rest: Partial<LanguageModelSettings> = {}) => {
  open = await modelOnScript(script, rest);
  return open;
};

const today = "2025-06-20";
const usage = { prompt_tokens: 70, completion_tokens: 30 };
const good: Script = () => reply(goodValue, { usage });
/** What is kept back for one request: it is written on the wire, so it can be counted there. One token costs one micro-dollar. */
const worstOf = (on: ModelOnScript): number => estimateTokens(on.server.requests[0]!.bodyText) + 300;

test("a reply costs what the server counted", async () => {
  const { model, spend } = await start(good, { prices: { inputUsdPerMillion: 0.4, outputUsdPerMillion: 1.6 } });
  const cost = Math.ceil(70 * 0.4 + 30 * 1.6);
  expect(await model.ask(requestFor())).toMatchObject({
    kind: "replied",
    costUsd: cost / 1e6,
    usage: { inputTokens: 70, outputTokens: 30, estimated: false },
  });
  expect(spend.days.get(today)).toEqual({ microUsd: cost, calls: 1, inputTokens: 70, outputTokens: 30 });
  expect(await model.state()).toEqual({
    model: "scripted-model",
    state: "ready",
    untilAt: null,
    spentTodayUsd: cost / 1e6,
    dailyCapUsd: 10,
    replies: 1,
    failures: {},
  });
});

test.each([
  ["no count", null],
  ["zeros", { prompt_tokens: 0, completion_tokens: 0 }],
  ["nonsense", { prompt_tokens: -5, completion_tokens: 1e300 }],
])("a reply with %s is estimated", async (_, odd) => {
  const on = await start(() => reply(goodValue, { usage: odd }));
  const result = await on.model.ask(requestFor());
  const inputTokens = estimateTokens(on.server.requests[0]!.bodyText);
  const outputTokens = estimateTokens(JSON.stringify(goodValue));
  expect(result).toMatchObject({
    usage: { inputTokens, outputTokens, estimated: true },
    costUsd: (inputTokens + outputTokens) / 1e6,
  });
  expect(on.spend.days.get(today)?.microUsd).toBe(inputTokens + outputTokens);
});

test("each try is paid for: wrong replies as counted, errors not at all, broken ones as dear as they can be", async () => {
  const wrong = await start(() => reply("hello", { usage }));
  expect(await wrong.model.ask(requestFor())).toMatchObject({
    kind: "failed",
    usage: { inputTokens: 140, outputTokens: 60, estimated: false },
    costUsd: 200 / 1e6,
  });
  await wrong.close();
  const errors = await start(() => failure(500));
  expect(await errors.model.ask(requestFor())).toMatchObject({ attempts: 3, usage: null, costUsd: 0 });
  expect(errors.spend.days.get(today)?.microUsd).toBe(0);
  await errors.close();
  const broken = await start((_, n) => (n === 1 ? { kind: "reset" } : reply(goodValue, { usage })));
  const result = await broken.model.ask(requestFor());
  expect(result).toMatchObject({ kind: "replied", usage: { estimated: true }, costUsd: (worstOf(broken) + 100) / 1e6 });
  expect(broken.spend.days.get(today)?.microUsd).toBe(worstOf(broken) + 100);
});

test("nothing listens: nothing is charged", async () => {
  const on = await start(good);
  await on.server.close();
  expect(await on.model.ask(requestFor())).toMatchObject({ kind: "failed", code: "unreachable", attempts: 3, costUsd: 0 });
  open = null;
});

test("more came back than was allowed: more than was allowed is charged", async () => {
  const on = await start(() => reply("word ".repeat(50_000)));
  const { costUsd } = await on.model.ask(requestFor());
  expect(costUsd * 1e6).toBeGreaterThan(worstOf(on));
});

test("over the cap nothing is sent, also when many ask at once; tomorrow it goes on", async () => {
  let now = new Date("2025-06-20T23:00:00Z");
  const probe = await start(good);
  await probe.model.ask(requestFor());
  const worst = worstOf(probe);
  await probe.close();

  const on = await start(() => reply(goodValue, { usage, latencyMs: 100 }), {
    dailyCapUsd: (3 * worst + 5) / 1e6,
    now: () => now,
  });
  const first = await Promise.all(Array.from({ length: 20 }, () => on.model.ask(requestFor())));
  expect(first.filter((result) => result.kind === "replied")).toHaveLength(3);
  expect(first.filter((result) => result.kind === "failed" && result.code === "spend_cap" && result.attempts === 0)).toHaveLength(
    17,
  );
  expect(on.server.requests).toHaveLength(3);
  expect(on.spend.days.get(today)?.microUsd).toBe(300);
  expect(on.logged.map(({ code }) => code)).toEqual(["spend_cap"]);

  for (let n = 0; n < 40; n += 1) await on.model.ask(requestFor());
  expect(on.spend.days.get(today)!.microUsd).toBeLessThanOrEqual(3 * worst + 5);
  expect(await on.model.state()).toMatchObject({ state: "spend_cap", untilAt: "2025-06-21T00:00:00.000Z" });

  now = new Date("2025-06-21T00:00:00Z");
  expect(await on.model.state()).toMatchObject({ state: "ready", spentTodayUsd: 0 });
  expect(await on.model.ask(requestFor())).toMatchObject({ kind: "replied" });
});

test("a request over midnight is settled on the day on which it was reserved", async () => {
  let now = new Date("2025-06-20T23:59:59Z");
  const on = await start(
    () => {
      now = new Date("2025-06-21T00:00:01Z");
      return reply(goodValue, { usage });
    },
    { now: () => now },
  );
  await on.model.ask(requestFor());
  expect([...on.spend.days]).toEqual([[today, expect.objectContaining({ microUsd: 100 })]]);
});

test("a store that fails lets nothing out", async () => {
  const spend = {
    ...memorySpendStore(),
    reserve: async () => Promise.reject(Object.assign(new Error("disk"), { code: "SQLITE_FULL" })),
  };
  const on = await start(good, { spend });
  expect(await on.model.ask(requestFor())).toMatchObject({ kind: "failed", code: "spend_cap", attempts: 0 });
  expect(await on.model.ask(requestFor())).toMatchObject({ kind: "failed", code: "spend_cap", attempts: 0 });
  expect(on.server.requests).toEqual([]);
  expect(on.logged.map(({ cause }) => cause.message)).toEqual([
    expect.stringContaining("SQLITE_FULL"),
    expect.stringContaining("SQLITE_FULL"),
  ]);
});

test("a store that hangs holds nothing up: not the budget, and not the reply", async () => {
  const never = new Promise<never>(() => {});
  const before = await start(good, { spend: { ...memorySpendStore(), reserve: () => never } });
  const refused = await before.model.ask(requestFor({ budgetMs: 200 }));
  expect(refused).toMatchObject({ kind: "failed", code: "timeout", attempts: 0 });
  expect(refused.tookMs).toBeLessThan(450);
  await before.close();
  const store = memorySpendStore();
  const after = await start(good, { spend: { ...store, settle: () => never } });
  const replied = await after.model.ask(requestFor());
  expect(replied).toMatchObject({ kind: "replied", costUsd: 100 / 1e6 });
  expect(replied.tookMs).toBeLessThan(1000);
});

test("what cannot be settled stays reserved, and is logged", async () => {
  const store = memorySpendStore();
  const on = await start(good, { spend: { ...store, settle: async () => Promise.reject(new Error("disk")) } });
  expect(await on.model.ask(requestFor())).toMatchObject({ kind: "replied" });
  expect(store.days.get(today)?.microUsd).toBe(worstOf(on));
  expect(on.logged).toHaveLength(1);
});

test("tokens of prose are estimated a little high", () => {
  expect(estimateTokens("")).toBe(0);
  // What o200k_base counts, by js-tiktoken.
  for (const [text, count] of [
    ["The scheme closes at noon on the last Friday.", 10],
    ["Mae'r cynllun yn cau am hanner dydd ddydd Gwener olaf y mis.", 18],
    ["健康保险", 2],
  ] as const) {
    expect(estimateTokens(text)).toBeGreaterThanOrEqual(count);
    expect(estimateTokens(text)).toBeLessThanOrEqual(2 * count);
  }
});
