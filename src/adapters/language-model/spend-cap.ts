import type { TokenUsage } from "../../domain/model-failure.ts";
import type { SpendStore } from "../../ports/spend-store.ts";

/** US dollars for a million tokens. Cached input counts as full price: the cap errs on the dear side. */
export type ModelPrices = { inputUsdPerMillion: number; outputUsdPerMillion: number };

/** Money kept back for one attempt. `settle` puts the price of what was really used, in whole micro-dollars, in its place. */
export type Reservation = { priceMicroUsd(used: TokenUsage): number; settle(used: TokenUsage): Promise<void> };

/** Guards the day's money. Rejections are the store's. */
export type SpendCap = {
  /** Keeps back the price of `worst`; null when the day's cap does not allow it. `isAnswer`: its size is the usual one that `state` goes by. */
  reserve(worst: TokenUsage, isAnswer: boolean): Promise<Reservation | null>;
  /** Money in US dollars; `spent` when no further question of the usual size fits under the cap. */
  state(): Promise<{ spentTodayUsd: number; spent: boolean; untilAt: string }>;
};

/** The worst that a usual question costs, until a real one has been asked: a long prompt and a whole reply. */
const usualWorst: TokenUsage = { inputTokens: 6000, outputTokens: 1500, estimated: true };

/** What tokens cost, in whole micro-dollars, rounded up: dollars for a million tokens are micro-dollars for one. */
const priceOf = (prices: ModelPrices, usage: TokenUsage): number =>
  Math.ceil(usage.inputTokens * prices.inputUsdPerMillion + usage.outputTokens * prices.outputUsdPerMillion);

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

const nextMidnight = (at: Date): string => new Date(Date.parse(`${dayOf(at)}T00:00:00Z`) + 86_400_000).toISOString();

/**
 * A cap on what the model may cost in one UTC day, held in `store` so that it survives restarts and is shared by processes. The worst
 * case, as far as it can be estimated, is reserved before anything is sent, so requests at once cannot pass the cap together. `now` is
 * the real clock.
 */
export const createSpendCap = (
  store: SpendStore,
  settings: { prices: ModelPrices; dailyCapUsd: number; now: () => Date },
): SpendCap => {
  const capMicroUsd = Math.floor(settings.dailyCapUsd * 1e6);
  let lastWorstMicroUsd = priceOf(settings.prices, usualWorst);

  return {
    reserve: async (worst, isAnswer) => {
      const day = dayOf(settings.now());
      const reservedMicroUsd = priceOf(settings.prices, worst);
      // That a check of readiness still fits does not mean that an answer does.
      if (isAnswer) lastWorstMicroUsd = reservedMicroUsd;
      if (!(await store.reserve(day, reservedMicroUsd, capMicroUsd))) return null;
      return {
        priceMicroUsd: (used) => priceOf(settings.prices, used),
        settle: async (used) => {
          const { inputTokens, outputTokens } = used;
          // The day on which it was reserved, also when midnight has passed since.
          await store.settle(day, priceOf(settings.prices, used) - reservedMicroUsd, { inputTokens, outputTokens });
        },
      };
    },
    state: async () => {
      const at = settings.now();
      const { microUsd } = await store.spent(dayOf(at));
      return { spentTodayUsd: microUsd / 1e6, spent: microUsd + lastWorstMicroUsd > capMicroUsd, untilAt: nextMidnight(at) };
    },
  };
};
