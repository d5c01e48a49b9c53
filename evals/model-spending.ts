import { openSqliteStore } from "../src/adapters/sqlite/open-sqlite-store.ts";

/** What a model has cost today in one data folder, in US dollars. */
export type Spending = { usd: number; calls: number };

/** Reads today's spending (UTC) from the store of a data folder. */
export const spendingOf = async (dataDir: string): Promise<Spending> => {
  const store = openSqliteStore(dataDir);
  const { microUsd, calls } = await store.spend.spent(new Date().toISOString().slice(0, 10));
  await store.close();
  return { usd: microUsd / 1e6, calls };
};

/** Near the cap the worst case of a request no longer fits, so the model was left alone for some of the rows. */
const nearTheCap = 0.9;

/** What one run has cost, in words; and a warning when the day's cap cut it short, because its figures are then extractive in part. */
export const spendingWords = (before: Spending, after: Spending, dailyCapUsd: number): string => {
  const cost = `$${(after.usd - before.usd).toFixed(2)} in ${after.calls - before.calls} calls`;
  return after.usd < nearTheCap * dailyCapUsd
    ? cost
    : `${cost}; OPENAI_DAILY_CAP_USD (${dailyCapUsd}) was reached, so part of these answers are the pages' own sentences`;
};
