import { setTimeout as sleep } from "node:timers/promises";
import type { ModelFailure } from "../../domain/model-failure.ts";
import type { LanguageModel, ModelRequest, ModelResult } from "../../ports/language-model.ts";
import type { SpendStore } from "../../ports/spend-store.ts";
import { type Asked, type AskNeeds, askWithinBudget } from "./ask-within-budget.ts";
import { type AttemptFault, attemptFault } from "./attempt-fault.ts";
import { type BreakerSettings, createCircuitBreaker, usualBreaker } from "./circuit-breaker.ts";
import { createFaultLog } from "./fault-log.ts";
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

/** How long closing waits for a store to write down what was spent. */
const closeGraceMs = 1000;

/** A language model behind a time budget, retries, a circuit breaker and a daily spend cap. Sends nothing until it is asked. */
export const createLanguageModel = (settings: LanguageModelSettings): LanguageModel => {
  const { model, now, dailyCapUsd } = settings;
  const breaker = createCircuitBreaker(
    { ...usualBreaker, ...settings.breaker },
    settings.monotonicMs ?? (() => performance.now()),
  );
  const faultLog = createFaultLog(settings.logFault, now);
  const spendCap = createSpendCap(settings.spend, settings);
  const settlements = new Set<Promise<unknown>>();
  const underWay = new Set<TimeBudget>();
  let closed = false;
  let replies = 0;
  const failures: Partial<Record<ModelFailure, number>> = {};

  const needs: AskNeeds = {
    model,
    spendCap,
    connection: openAiConnection({ apiKey: settings.apiKey.trim(), baseUrl: settings.baseUrl }),
    dialects: { current: firstDialect },
    now,
    random: settings.random ?? Math.random,
    settling: (settlement) => {
      settlements.add(settlement);
      settlement.catch(faultLog.unsettled).finally(() => settlements.delete(settlement));
    },
  };

  const notAsked = (fault: AttemptFault): Asked<never> => ({
    kind: "fault",
    fault,
    dialect: needs.dialects.current,
    attempts: 0,
    usage: null,
    microUsd: 0,
  });

  const guarded = async <Value>(request: ModelRequest<Value>, budget: TimeBudget): Promise<Asked<Value>> => {
    if (closed) return notAsked(attemptFault("unreachable", { errno: "CLOSED" }));
    const endWith = breaker.admit();
    if (endWith === null) return notAsked(attemptFault("circuit_open"));
    const asked = await askWithinBudget(needs, request, budget).catch(() =>
      // A fault of ours, or a package that cannot be loaded: for the caller it is the same as no model.
      notAsked(attemptFault("unreachable", { errno: "INTERNAL_FAULT" })),
    );
    // What our own closing or our own money ended says nothing about the server.
    if (asked.kind === "fault" && (closed || asked.attempts === 0)) endWith("unused");
    else endWith(asked.kind === "value" ? "up" : asked.fault.health);
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
      faultLog.failed(asked);
      const { attempts, microUsd, usage } = asked;
      const told = { attempts, costUsd: microUsd / 1e6, tookMs: Math.round(performance.now() - startedAtMs) };
      if (asked.kind === "fault") {
        const { code } = asked.fault;
        failures[code] = (failures[code] ?? 0) + 1;
        return { kind: "failed", code, usage, ...told };
      }
      replies += 1;
      return { kind: "replied", value: asked.value, model: asked.model, usage: usage ?? noTokens, ...told };
    },
    state: async () => {
      const { spent, spentTodayUsd, untilAt } = await spendCap.state();
      const openForMs = breaker.openForMs();
      const told = { model, spentTodayUsd, dailyCapUsd, replies, failures: { ...failures } };
      if (spent) return { ...told, state: "spend_cap", untilAt };
      if (openForMs <= 0) return { ...told, state: "ready", untilAt: null };
      return { ...told, state: "circuit_open", untilAt: new Date(now().getTime() + openForMs).toISOString() };
    },
    close: async () => {
      closed = true;
      for (const budget of underWay) budget.cancel();
      await Promise.race([Promise.allSettled(settlements), sleep(closeGraceMs, undefined, { ref: false })]);
    },
  };
};
