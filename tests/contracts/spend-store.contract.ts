import { describe, expect, test } from "vitest";
import type { StoreEngine } from "../support/store-engines.ts";
import { openAt } from "../support/store-place.ts";
import { storeProcesses } from "../support/store-processes.ts";

const day = "2025-06-20";

/** What every `SpendStore` promises. */
export const spendStoreContract = (engine: StoreEngine): void => {
  describe(`${engine.name} keeps the SpendStore contract`, () => {
    test("reserves up to the cap and not a micro-dollar further, day by day", async () => {
      const { spend, close } = await openAt(engine.newPlace());
      expect(await spend.spent(day)).toEqual({ microUsd: 0, calls: 0, inputTokens: 0, outputTokens: 0 });
      expect(await spend.reserve(day, 101, 100)).toBe(false);
      expect(await spend.reserve(day, 60, 100)).toBe(true);
      expect(await spend.reserve(day, 41, 100.9)).toBe(false);
      expect(await spend.reserve(day, 40, 100)).toBe(true);
      expect(await spend.reserve(day, 0, 100)).toBe(true);
      expect(await spend.reserve(day, 1, 100)).toBe(false);
      expect(await spend.reserve("2025-06-21", 1, 100)).toBe(true);
      expect(await spend.spent(day)).toEqual({ microUsd: 100, calls: 3, inputTokens: 0, outputTokens: 0 });
      await close();
    });

    test("counts beyond 32 bits, and knows no cap when there is none", async () => {
      const { spend, close } = await openAt(engine.newPlace());
      expect(await spend.reserve(day, 9_000_000_000_000, Number.POSITIVE_INFINITY)).toBe(true);
      await spend.settle(day, 1, { inputTokens: 5_000_000_000, outputTokens: 4_000_000_000 });
      expect(await spend.spent(day)).toEqual({
        microUsd: 9_000_000_000_001,
        calls: 1,
        inputTokens: 5_000_000_000,
        outputTokens: 4_000_000_000,
      });
      expect(await spend.reserve(day, 1, Number.NaN)).toBe(false);
      await close();
    });

    test("settles to what was really spent, over a restart too", async () => {
      const place = engine.newPlace();
      const first = await openAt(place);
      await first.spend.reserve(day, 90, 100);
      await first.spend.settle(day, -70, { inputTokens: 1000, outputTokens: 50 });
      await first.close();
      const second = await openAt(place);
      expect(await second.spend.spent(day)).toEqual({ microUsd: 20, calls: 1, inputTokens: 1000, outputTokens: 50 });
      expect(await second.spend.reserve(day, 80, 100)).toBe(true);
      await second.spend.settle(day, 15, { inputTokens: 1, outputTokens: 2 });
      // A call may cost more than was reserved: the sum then stands above the cap, and nothing more is let through.
      expect(await second.spend.spent(day)).toEqual({ microUsd: 115, calls: 2, inputTokens: 1001, outputTokens: 52 });
      expect(await second.spend.reserve(day, 0, 100)).toBe(false);
      await second.spend.settle("2025-06-19", 7, { inputTokens: 0, outputTokens: 0 });
      expect(await second.spend.spent("2025-06-19")).toMatchObject({ microUsd: 7, calls: 0 });
      await second.close();
    });

    test("refuses to reserve what is no whole amount", async () => {
      const { spend, close } = await openAt(engine.newPlace());
      for (const amount of [0.5, Number.NaN, Number.POSITIVE_INFINITY, -1])
        await expect(spend.reserve(day, amount, 100)).rejects.toThrow(RangeError);
      await close();
    });

    test("lets two processes that race take no more than the cap between them", async () => {
      const place = engine.newPlace();
      const { spend, close } = await openAt(place);
      const racers = await storeProcesses(2);
      // On each of a hundred days both ask four times and four calls fit: a hundred chances to take one too many.
      const granted = await racers.all(() => ({ task: "reserve", place, days: 100, times: 4, microUsd: 7, capMicroUsd: 30 }));
      racers.end();
      expect(Number(granted[0]) + Number(granted[1])).toBe(400);
      for (let each = 0; each < 100; each += 1) {
        expect(await spend.spent(`day ${each}`)).toMatchObject({ microUsd: 28, calls: 4 });
      }
      await close();
    }, 60_000);
  });
};
