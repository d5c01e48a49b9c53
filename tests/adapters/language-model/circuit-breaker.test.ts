import { afterEach, beforeAll, expect, test } from "vitest";
import { createCircuitBreaker, usualBreaker } from "../../../src/adapters/language-model/circuit-breaker.ts";
import { memorySpendStore } from "../../support/memory-spend-store.ts";
import { goodValue, type ModelOnScript, modelOnScript, requestFor, warmUp } from "../../support/model-on-script.ts";
import { failure, reply, type ScriptedBehaviour } from "../../support/scripted-model-server.ts";

beforeAll(warmUp);
let open: ModelOnScript | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

const breakerAt = () => {
  let nowMs = 1000;
  const breaker = createCircuitBreaker(usualBreaker, () => nowMs);
  const once = (health: Parameters<NonNullable<ReturnType<typeof breaker.admit>>>[0]): boolean => {
    const end = breaker.admit();
    end?.(health);
    return end !== null;
  };
  return { breaker, once, pass: (ms: number) => (nowMs += ms) };
};

test("five failures in a row open it for half a minute; one success in between starts the count anew", () => {
  const { breaker, once, pass } = breakerAt();
  for (const health of ["down", "down", "down", "down", "up", "down", "down", "down", "down"] as const)
    expect(once(health)).toBe(true);
  expect(breaker.openForMs()).toBe(0);
  once("down");
  expect(breaker.openForMs()).toBe(30_000);
  pass(29_999);
  expect(once("up")).toBe(false);
  pass(1);
  expect(once("up")).toBe(true);
  for (let n = 0; n < 4; n += 1) once("down");
  expect(breaker.openForMs()).toBe(0);
});

test("after the wait one request tries; others wait for it; if it fails the wait begins anew", () => {
  const { breaker, once, pass } = breakerAt();
  for (let n = 0; n < 5; n += 1) once("down");
  pass(30_000);
  const probe = breaker.admit();
  expect(probe).not.toBeNull();
  expect(breaker.admit()).toBeNull();
  probe?.("down");
  probe?.("up");
  expect(breaker.openForMs()).toBe(30_000);
  pass(30_000);
  // A probe that was never sent leaves its place to the next.
  breaker.admit()?.("unused");
  expect(once("up")).toBe(true);
  expect(once("up")).toBe(true);
});

test("requests that were under way when it opened do not keep it open longer", () => {
  const { breaker, once, pass } = breakerAt();
  const late = [breaker.admit(), breaker.admit()];
  for (let n = 0; n < 5; n += 1) once("down");
  pass(20_000);
  for (const end of late) end?.("down");
  expect(breaker.openForMs()).toBe(10_000);
});

test("a refused key shuts it at once, for a minute", () => {
  const { breaker, once, pass } = breakerAt();
  once("locked");
  expect(breaker.openForMs()).toBe(60_000);
  pass(60_000);
  once("down");
  expect(breaker.openForMs()).toBe(30_000);
});

test.each([
  ["down", failure(500, "", { headers: { "x-scripted": "1" } }), 5],
  ["cut off", reply(goodValue, { cutAfterBytes: 100 }), 5],
  ["unreachable", { kind: "reset" }, 5],
  ["rate limited", failure(429), 5],
  ["silent", { kind: "hang" }, 5],
  ["locked", failure(401), 1],
] as [string, ScriptedBehaviour, number][])(
  "a server that is %s is left alone, then tried once",
  async (_, behaviour, failures) => {
    let nowMs = 0;
    let healed = false;
    open = await modelOnScript(() => (healed ? reply(goodValue) : behaviour), { monotonicMs: () => nowMs });
    const ask = () => open!.model.ask(requestFor({ budgetMs: 150 }));
    for (let n = 0; n < failures; n += 1) {
      expect((await open.model.state()).state).toBe("ready");
      await ask();
    }
    const asked = open.server.requests.length;
    expect(await ask()).toMatchObject({ kind: "failed", code: "circuit_open", attempts: 0, costUsd: 0, usage: null });
    expect(open.server.requests).toHaveLength(asked);
    const openMs = failures === 1 ? 60_000 : 30_000;
    expect(await open.model.state()).toMatchObject({
      state: "circuit_open",
      untilAt: new Date(Date.parse("2025-06-20T12:00:00Z") + openMs).toISOString(),
    });
    expect(open.logged).toHaveLength(failures);
    healed = true;
    nowMs += openMs;
    expect(await ask()).toMatchObject({ kind: "replied" });
    expect(await open.model.state()).toMatchObject({ state: "ready", untilAt: null });
  },
);

test("a request that was not sent for want of money says nothing about the server", async () => {
  const spend = memorySpendStore();
  let broke = false;
  const reserve: typeof spend.reserve = async (...all) => !broke && spend.reserve(...all);
  open = await modelOnScript(() => failure(500), { spend: { ...spend, reserve } });
  for (const without of [false, false, false, false, true, false]) {
    broke = without;
    await open.model.ask(requestFor());
  }
  broke = false;
  expect(await open.model.ask(requestFor())).toMatchObject({ code: "circuit_open" });
});

test.each([
  ["refuses to answer", reply("", { refusal: "no" })],
  ["writes no JSON", reply("hello")],
  ["writes other JSON", reply({ other: 1 })],
  ["writes nothing", reply("")],
  ["reaches the token limit", reply("{", { finishReason: "length" })],
  ["writes without end", reply("word ".repeat(50_000))],
  ["refuses one message", failure(403)],
  ["refuses the request", failure(400, "context length")],
] as [string, ScriptedBehaviour][])("a model that %s is asked again", async (_, behaviour) => {
  open = await modelOnScript(() => behaviour);
  for (let n = 0; n < 7; n += 1) await open.model.ask(requestFor());
  expect(await open.model.state()).toMatchObject({ state: "ready" });
});
