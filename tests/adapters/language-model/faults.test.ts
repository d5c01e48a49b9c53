import { inspect } from "node:util";
import { afterEach, beforeAll, expect, test } from "vitest";
import { type ModelOnScript, marks, modelOnScript, requestFor, warmUp } from "../../support/model-on-script.ts";
import { type Fault, faults } from "./fault-cases.ts";

/** Budgets are kept to some milliseconds; the rest is for a busy machine. */
const slackMs = 250;
beforeAll(warmUp);
let open: ModelOnScript | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

const settle = async (fault: Fault) => {
  const { script } = fault;
  open = await modelOnScript(typeof script === "function" ? script : () => script);
  const budgetMs = fault.budgetMs ?? 4000;
  const rest = fault.streamed ? { onText: () => {} } : {};
  const startedAt = performance.now();
  const result = await open.model.ask(requestFor({ budgetMs, ...rest }));
  return { result, budgetMs, elapsedMs: performance.now() - startedAt, ...open };
};

// Each waits on real clocks; what is broken fails every time, a machine that stands still for a moment does not.
test.each(faults)("$name", { retry: 3 }, async (fault) => {
  const { result, budgetMs, elapsedMs, server, logged, spend } = await settle(fault);
  expect(result.kind === "failed" ? result.code : result.kind).toBe(fault.code);
  expect(server.requests).toHaveLength(fault.requests);
  expect(result.attempts).toBe(fault.requests);
  expect(elapsedMs).toBeLessThan(budgetMs + slackMs);
  expect(elapsedMs).toBeGreaterThanOrEqual((fault.leastMs ?? 0) - 5);
  expect(spend.days.get("2025-06-20")?.microUsd).toBe(Math.round(result.costUsd * 1e6));
  expect(logged.map((entry) => entry.code)).toEqual(fault.code === "replied" ? [] : [fault.code]);
  const log = inspect(logged, { depth: 10 });
  for (const mark of Object.values(marks)) expect(log).not.toContain(mark);
  expect(log).not.toContain("word word");
});
