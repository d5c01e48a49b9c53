import { setTimeout as sleep } from "node:timers/promises";
import { estimateTokens } from "../../domain/estimate-tokens.ts";
import type { TokenUsage } from "../../domain/model-failure.ts";
import type { ModelRequest } from "../../ports/language-model.ts";
import { attempt } from "./attempt.ts";
import { type AttemptFault, attemptFault } from "./attempt-fault.ts";
import { errnoOf } from "./classify-broken-connection.ts";
import { replyLimits } from "./completion-reader.ts";
import { type Judged, judgeCompletion } from "./judge-completion.ts";
import { type AttemptPlan, maxRetries, nextAttempt } from "./next-attempt.ts";
import type { ModelConnection } from "./openai-connection.ts";
import { chatBody, type Dialect } from "./request-dialects.ts";
import type { Reservation, SpendCap } from "./spend-cap.ts";
import type { TimeBudget } from "./time-budget.ts";
import { addTokens, usedTokens } from "./used-tokens.ts";

/** What every request needs. `dialects.current` is the form that the server took last; it is written when another one works. */
export type AskNeeds = {
  model: string;
  connection: ModelConnection;
  spendCap: SpendCap;
  dialects: { current: Dialect };
  now: () => Date;
  random: () => number;
  /** Given each settlement under way, so that none is lost when the process ends. */
  settling: (settlement: Promise<unknown>) => void;
};

/** How a request ended, with all that its attempts used. `usage` is null when nothing can have been billed. */
export type Asked<Value> = { attempts: number; usage: TokenUsage | null; microUsd: number } & (
  | { kind: "value"; value: Value; model: string }
  | { kind: "fault"; fault: AttemptFault; dialect: Dialect }
);

/**
 * The share of the time left that a server may stay silent while another attempt is possible and none has hung yet. A larger one would
 * leave no room to try again after a hang; a smaller one would cut slow models.
 */
const silentShare = 0.6;
/** A slow store may not hold up the reply for longer; the settlement then goes on behind it. */
const settleGraceMs = 50;

const timeout = attemptFault("timeout", { health: "down" });

/** The model's name as the server gives it, when it looks like one. */
const modelName = (given: string | null, asked: string): string =>
  given !== null && /^[\w.:/@+-]{1,100}$/.test(given) ? given : asked;

/** A caller that follows the reply cannot break it: what its listener throws is its own matter. */
const heard =
  (onText: ModelRequest<unknown>["onText"]) =>
  (text: string): void => {
    try {
      onText?.(text);
    } catch {}
  };

/** Money for one attempt, or why there is none. A store that fails allows nothing: else the cap would fall away unseen. */
const reserve = async (
  spendCap: SpendCap,
  worst: TokenUsage,
  isAnswer: boolean,
  budget: TimeBudget,
): Promise<Reservation | AttemptFault> => {
  try {
    return (await budget.within(spendCap.reserve(worst, isAnswer))) ?? attemptFault("spend_cap");
  } catch (error) {
    return budget.signal.aborted ? timeout : attemptFault("spend_cap", { errno: errnoOf(error) ?? "SPEND_STORE_FAILED" });
  }
};

/**
 * Asks until there is a reply in form, the faults are such that asking again is no use, or the budget has run out. Each attempt is paid for
 * before it is sent and settled after. Rejects only for faults of our own.
 */
export const askWithinBudget = async <Value>(
  needs: AskNeeds,
  request: ModelRequest<Value>,
  budget: TimeBudget,
): Promise<Asked<Value>> => {
  const limits = replyLimits(request.maxOutputTokens);
  let plan: AttemptPlan = { dialect: needs.dialects.current, waitMs: 0, retries: 0, formRetries: 0, timedOut: false };
  let last: AttemptFault | null = null;
  let attempts = 0;
  let usage: TokenUsage | null = null;
  let microUsd = 0;

  const failed = (fault: AttemptFault): Asked<Value> => ({
    kind: "fault",
    fault,
    dialect: plan.dialect,
    attempts,
    usage,
    microUsd,
  });

  /** One attempt, paid for. Null when there was no money or no time for it. */
  const tryOnce = async (): Promise<(Judged<Value> & { model: string }) | null> => {
    const body = chatBody(needs.model, request, plan.dialect);
    const worst = { inputTokens: estimateTokens(JSON.stringify(body)), outputTokens: request.maxOutputTokens, estimated: true };
    const reservation = await reserve(needs.spendCap, worst, request.purpose === "answer", budget);
    if ("code" in reservation) {
      last ??= reservation;
      return null;
    }
    attempts += 1;
    const mayHang = plan.timedOut || plan.retries >= maxRetries;
    const tried = await attempt(needs.connection, body, {
      limits,
      silenceMs: mayHang ? budget.leftMs() : budget.leftMs() * silentShare,
      signal: budget.signal,
      onText: heard(request.onText),
      now: needs.now,
    });
    const used = usedTokens(tried, worst, limits);
    usage = addTokens(usage, used);
    microUsd += reservation.priceMicroUsd(used);
    const settlement = reservation.settle(used);
    needs.settling(settlement);
    await Promise.race([settlement.catch(() => {}), sleep(settleGraceMs, undefined, { ref: false })]);
    const judged: Judged<Value> = tried.kind === "fault" ? tried : judgeCompletion(tried.completion, request.schema);
    return { ...judged, model: modelName(tried.kind === "fault" ? null : tried.completion.model, needs.model) };
  };

  for (;;) {
    const outcome = (await budget.wait(plan.waitMs)) ? await tryOnce() : null;
    if (outcome === null) return failed(last ?? timeout);
    if (outcome.kind === "value") {
      needs.dialects.current = plan.dialect;
      return { kind: "value", value: outcome.value, model: outcome.model, attempts, usage, microUsd };
    }
    last = outcome.fault;
    const next = nextAttempt(outcome.fault, plan, budget.leftMs(), needs.random);
    if (next === null) return failed(outcome.fault);
    plan = next;
  }
};
