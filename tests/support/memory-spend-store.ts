import type { SpendStore } from "../../src/ports/spend-store.ts";

/** A spend store in memory, for tests. `days` may be read and changed. */
export const memorySpendStore = (): SpendStore & {
  days: Map<string, { microUsd: number; calls: number; inputTokens: number; outputTokens: number }>;
} => {
  const days = new Map<string, { microUsd: number; calls: number; inputTokens: number; outputTokens: number }>();
  const of = (day: string) => days.get(day) ?? { microUsd: 0, calls: 0, inputTokens: 0, outputTokens: 0 };
  return {
    days,
    reserve: async (day, microUsd, capMicroUsd) => {
      const before = of(day);
      if (before.microUsd + microUsd > capMicroUsd) return false;
      days.set(day, { ...before, microUsd: before.microUsd + microUsd, calls: before.calls + 1 });
      return true;
    },
    settle: async (day, differenceMicroUsd, usage) => {
      const before = of(day);
      days.set(day, {
        ...before,
        microUsd: before.microUsd + differenceMicroUsd,
        inputTokens: before.inputTokens + usage.inputTokens,
        outputTokens: before.outputTokens + usage.outputTokens,
      });
    },
    spent: async (day) => of(day),
  };
};
