import type { ModelFailure } from "../../domain/model-failure.ts";
import type { LanguageModel, ModelRequest, ModelResult } from "../../ports/language-model.ts";
import type { SpendStore } from "../../ports/spend-store.ts";
import { type Asked, type AskNeeds, askWithinBudget } from "./ask-within-budget.ts";
import { attemptFault } from "./attempt-fault.ts";
import { type BreakerSettings, createCircuitBreaker, usualBreaker } from "./circuit-breaker.ts";
import { modelFault } from "./model-fault.ts";
import { openAiConnection } from "./openai-connection.ts";
import { firstDialect } from "./request-dialects.ts";
import { createSpendCap, type ModelPrices } from "./spend-cap.ts";
import { startBudget, type TimeBudget } from "./time-budget.ts";
import { noTokens } from "./used-tokens.ts";

/**
 * What a model needs. `baseUrl` ends where `/chat/completions` begins, such as `https://api.openai.com/v1`. `now` is the real clock (days of
 * spending are counted by it), not the day that a question is asked for. `logFault` gets a code and an error made of closed words
 * alone, once for each request that failed; `circuit_open` is not repeated there, `spend_cap` once a day.
 */
export type LanguageModelSettings = {
  apiKey: string;
  baseUrl: string;
  model: string;
  prices: ModelPrices;
  dailyCapUsd: number;
  spend: SpendStore;
  now: () => Date;
  logFault: (code: ModelFailure, cause: Error) => void;
  breaker?: Partial<BreakerSettings>;
  /** Milliseconds on a clock that never goes back, for the circuit breaker. */
  monotonicMs?: () => number;
  /** 0..1, for the waits between attempts. */
  random?: () => number;
};

/** A language model behind a time budget, retries, a circuit breaker and a daily spend cap. Sends nothing until it is asked. */
export const createLanguageModel = (settings: LanguageModelSettings): LanguageModel => {
  const { model, now, dailyCapUsd, logFault } = settings;
  const breaker = createCircuitBreaker(
    { ...usualBreaker, ...settings.breaker },
    settings.monotonicMs ?? (() => performance.now()),
  );
  const spendCap = createSpendCap(settings.spend, settings);
  const settlements = new Set<Promise<unknown>>();
  const underWay = new Set<TimeBudget>();
  let closed = false;
  let capLoggedUntilAt = "";

  const needs: AskNeeds = {
    model,
    spendCap,
    connection: openAiConnection({ apiKey: settings.apiKey.trim(), baseUrl: settings.baseUrl }),
    dialects: { current: firstDialect },
    now,
    random: settings.random ?? Math.random,
    settling: (settlement) => {
      settlements.add(settlement);
      settlement
        .catch(() =>
          logFault("spend_cap", new Error("model spend_cap: what was spent could not be written down; it stays reserved")),
        )
        .finally(() => settlements.delete(settlement));
    },
  };

  const logOnce = (asked: Asked<unknown> & { kind: "fault" }): void => {
    const { code, errno } = asked.fault;
    if (code === "circuit_open") return;
    if (code === "spend_cap" && errno === null) {
      const day = now().toISOString().slice(0, 10);
      if (day === capLoggedUntilAt) return;
      capLoggedUntilAt = day;
    }
    logFault(code, modelFault(asked.fault, asked.attempts, asked.dialect));
  };

  const guarded = async <Value>(request: ModelRequest<Value>, budget: TimeBudget): Promise<Asked<Value>> => {
    const settle = breaker.admit();
    if (settle === null || closed) {
      settle?.("unused");
      const fault = attemptFault(settle === null ? "circuit_open" : "unreachable");
      return { kind: "fault", fault, dialect: needs.dialects.current, attempts: 0, usage: null, microUsd: 0 };
    }
    const asked = await askWithinBudget(needs, request, budget).catch((): Asked<Value> => {
      // A fault of ours, or a package that cannot be loaded: the caller's way is the same as without a model.
      const fault = attemptFault("unreachable", { health: "down", errno: "INTERNAL_FAULT" });
      return { kind: "fault", fault, dialect: needs.dialects.current, attempts: 0, usage: null, microUsd: 0 };
    });
    settle(asked.kind === "value" ? "up" : asked.attempts === 0 || closed ? "unused" : asked.fault.health);
    if (asked.kind === "fault" && !closed) logOnce(asked);
    return asked;
  };

  return {
    ask: async <Value>(request: ModelRequest<Value>): Promise<ModelResult<Value>> => {
      const startedAtMs = performance.now();
      const budget = startBudget(request.budgetMs);
      underWay.add(budget);
      const asked = await guarded(request, budget);
      budget.end();
      underWay.delete(budget);
      const { attempts, microUsd, usage } = asked;
      const told = { attempts, costUsd: microUsd / 1e6, tookMs: Math.round(performance.now() - startedAtMs) };
      if (asked.kind === "fault") return { kind: "failed", code: asked.fault.code, usage, ...told };
      const { value } = asked;
      return { kind: "replied", value, model: asked.model, usage: usage ?? noTokens, ...told };
    },
    state: async () => {
      const { spent, spentTodayUsd, untilAt } = await spendCap.state();
      const openForMs = breaker.openForMs();
      const common = { model, spentTodayUsd, dailyCapUsd };
      if (spent) return { ...common, state: "spend_cap", untilAt };
      if (openForMs <= 0) return { ...common, state: "ready", untilAt: null };
      return { ...common, state: "circuit_open", untilAt: new Date(now().getTime() + openForMs).toISOString() };
    },
    close: async () => {
      closed = true;
      for (const budget of underWay) budget.cancel();
      await Promise.allSettled(settlements);
    },
  };
};
