/**
 * What models have cost, by day, kept over restarts. `day` is `YYYY-MM-DD`, money in whole micro-dollars (1e-6 USD).
 * `reserve` adds `microUsd` when the day's sum stays within `capMicroUsd`, and says whether it did, as one atomic step: two processes
 * cannot both take the last cent. `settle` corrects a reservation by the difference to what was really spent.
 */
export type SpendStore = {
  reserve(day: string, microUsd: number, capMicroUsd: number): Promise<boolean>;
  settle(day: string, differenceMicroUsd: number, usage: { inputTokens: number; outputTokens: number }): Promise<void>;
  spent(day: string): Promise<{ microUsd: number; calls: number; inputTokens: number; outputTokens: number }>;
};
