import { describe, expect, test } from "vitest";
import { modelChecks } from "../../src/commands/model-checks.ts";
import type { App } from "../../src/compose.ts";
import type { ModelState } from "../../src/ports/language-model.ts";

const settings = {
  apiKey: "secret-key",
  baseUrl: "https://models.example/v1",
  model: "some-model",
  budgetMs: 1000,
  maxOutputTokens: 100,
  dailyCapUsd: 5,
  prices: { inputUsdPerMillion: 1, outputUsdPerMillion: 1 },
  judges: false,
};
const ready: ModelState = {
  model: "some-model",
  state: "ready",
  untilAt: null,
  spentTodayUsd: 0.123,
  dailyCapUsd: 5,
  replies: 0,
  failures: {},
};

const check = (over: { baseUrl?: string; fault?: string | null; state?: () => Promise<ModelState | null> } = {}) =>
  modelChecks({
    config: { model: { ...settings, ...(over.baseUrl === undefined ? {} : { baseUrl: over.baseUrl }) } } as App["config"],
    checkModel: async () => over.fault ?? null,
    modelState: over.state ?? (async () => ready),
  });

describe("what doctor says of the model", () => {
  test("that answers", async () => {
    expect(await check()).toEqual([
      { name: "language model", state: "good", says: "some-model at models.example answers" },
      { name: "model spending", state: "good", says: "$0.12 of $5.00 spent today (UTC)" },
    ]);
  });

  test("that is not configured", async () => {
    const none = { config: { model: null } as App["config"], checkModel: async () => null, modelState: async () => null };
    expect(await modelChecks(none)).toMatchObject([{ state: "off" }]);
  });

  test("that fails, never with the key", async () => {
    const checks = await check({ fault: "the server refuses the key: check OPENAI_API_KEY [unauthorised]" });
    expect(checks[0]).toMatchObject({ state: "bad", says: expect.stringContaining("check OPENAI_API_KEY") });
    expect(JSON.stringify(checks)).not.toContain("secret-key");
  });

  test("whose money is spent, with the hour at which it comes back", async () => {
    const untilAt = "2026-11-23T00:00:00.000Z";
    const checks = await check({ state: async () => ({ ...ready, state: "spend_cap", untilAt, spentTodayUsd: 5.01 }) });
    expect(checks[1]).toMatchObject({ state: "bad", says: expect.stringMatching(/\$5\.01 of \$5\.00.*2026-11-23T00:00/) });
  });

  test("whose spending cannot be read", async () => {
    const checks = await check({ state: () => Promise.reject(new Error("disk")) });
    expect(checks[1]).toMatchObject({ state: "bad", says: expect.stringContaining("cannot be read") });
  });

  test.each([
    ["http://10.0.0.5:11434/v1", true],
    ["http://127.0.0.1:11434/v1", false],
    ["http://localhost:1/v1", false],
    ["http://localhost.evil.example/v1", true],
  ])("at %s, in the open: %s", async (baseUrl, inTheOpen) => {
    const names = (await check({ baseUrl })).map(({ name }) => name);
    expect(names.includes("model connection")).toBe(inTheOpen);
  });
});
