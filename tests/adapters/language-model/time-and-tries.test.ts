import { afterEach, beforeAll, expect, test } from "vitest";
import { attemptFault } from "../../../src/adapters/language-model/attempt-fault.ts";
import { type AttemptPlan, nextAttempt } from "../../../src/adapters/language-model/next-attempt.ts";
import { firstDialect } from "../../../src/adapters/language-model/request-dialects.ts";
import { retryAfterMs } from "../../../src/adapters/language-model/retry-after.ts";
import { modelFailures } from "../../../src/domain/model-failure.ts";
import { goodValue, type ModelOnScript, modelOnScript, requestFor, warmUp } from "../../support/model-on-script.ts";
import { failure, reply, type ScriptedBehaviour } from "../../support/scripted-model-server.ts";

beforeAll(warmUp);
let open: ModelOnScript | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

const plan: AttemptPlan = { dialect: firstDialect, waitMs: 0, retries: 0, formRetries: 0, timedOut: false };

test.each([
  ["a silent server has 60 % of the budget, and is then asked again", { kind: "hang" }, 1000, "replied", 2, 600],
  ["one that is slow but inside that is waited for", reply(goodValue, { latencyMs: 500 }), 1000, "replied", 1, 500],
  ["one that has begun may take the rest", reply(goodValue, { pieceBytes: 1, pauseMs: 1 }), 800, "replied", 1, 0],
  [
    "one that has begun and dries up ends the budget",
    reply(goodValue, { pieceBytes: 200, pauseMs: 900 }),
    500,
    "timeout",
    1,
    500,
  ],
] as [string, ScriptedBehaviour, number, string, number, number][])(
  "%s",
  { retry: 3 },
  async (_, first, budgetMs, code, attempts, leastMs) => {
    open = await modelOnScript((_request, n) => (n === 1 ? first : reply(goodValue)));
    const result = await open.model.ask(requestFor({ budgetMs }));
    expect(result.kind === "failed" ? result.code : result.kind).toBe(code);
    expect(result.attempts).toBe(attempts);
    expect(result.tookMs).toBeGreaterThanOrEqual(leastMs - 5);
    expect(result.tookMs).toBeLessThan(budgetMs + 250);
  },
);

test("a wait that a server asks for ends where the budget would", { retry: 3 }, async () => {
  const headers = { "retry-after": "0.3" };
  open = await modelOnScript((_, n) => (n < 3 ? failure(429, "", { headers }) : reply(goodValue)));
  expect(await open.model.ask(requestFor({ budgetMs: 900 }))).toMatchObject({ kind: "replied", attempts: 3 });
  open.server.requests.length = 0;
  const result = await open.model.ask(requestFor({ budgetMs: 500 }));
  expect(result).toMatchObject({ kind: "failed", code: "rate_limited", attempts: 2 });
  expect(result.tookMs).toBeLessThan(450);
});

test("waits grow, are spread over their whole span, and give way to the server's own", () => {
  const busy = attemptFault("server_error", { retry: "after_wait" });
  const waits = (random: number) =>
    [0, 1].map((retries) => nextAttempt(busy, { ...plan, retries }, 60_000, () => random)?.waitMs);
  expect(waits(0)).toEqual([0, 0]);
  expect(waits(0.5)).toEqual([100, 200]);
  expect(waits(1)).toEqual([200, 400]);
  expect(nextAttempt({ ...busy, retryAfterMs: 700 }, plan, 60_000, () => 1)?.waitMs).toBe(700);
  expect(nextAttempt({ ...busy, retryAfterMs: 700 }, plan, 700, () => 1)).toBeNull();
});

test("whatever goes wrong, in whatever order, the tries come to an end", () => {
  const faults = modelFailures.flatMap((code) =>
    (["at_once", "after_wait", "never"] as const).map((retry) =>
      attemptFault(code, { retry, status: 400, complaint: "response_format max_tokens stream_options stream system role" }),
    ),
  );
  for (let seed = 1; seed <= 300; seed += 1) {
    let next: AttemptPlan | null = plan;
    let tries = 0;
    for (let n = seed; next !== null; n = (n * 48_271) % 2_147_483_647) {
      tries += 1;
      expect(tries).toBeLessThan(12);
      next = nextAttempt(faults[n % faults.length]!, next, 60_000, () => 0);
    }
  }
});

test("Retry-After is read as seconds, as milliseconds and as a date, and left alone when it is none of these", () => {
  const now = new Date("2025-06-20T12:00:00Z");
  const read = (headers: Record<string, string>) => retryAfterMs(new Headers(headers), now);
  expect(read({ "retry-after": "2" })).toBe(2000);
  expect(read({ "retry-after": "1.5" })).toBe(1500);
  expect(read({ "retry-after-ms": "250", "retry-after": "9" })).toBe(250);
  expect(read({ "retry-after": "Fri, 20 Jun 2025 12:00:05 GMT" })).toBe(5000);
  expect(read({ "retry-after": "Fri, 20 Jun 2025 11:00:00 GMT" })).toBe(0);
  for (const odd of ["soon", "", "-5", "1e9", "NaN", "Infinity", "9".repeat(30)]) expect(read({ "retry-after": odd })).toBeNull();
  expect(read({})).toBeNull();
});

test("closing ends what is under way, and nothing is asked afterwards", async () => {
  open = await modelOnScript(() => ({ kind: "hang" }));
  const asking = open.model.ask(requestFor({ budgetMs: 30_000 }));
  while (open.server.requests.length === 0) await new Promise((done) => setTimeout(done, 5));
  await open.model.close();
  expect(await asking).toMatchObject({ kind: "failed", attempts: 1 });
  expect(await open.model.ask(requestFor())).toMatchObject({ kind: "failed", code: "unreachable", attempts: 0 });
  expect(open.server.requests).toHaveLength(1);
});
