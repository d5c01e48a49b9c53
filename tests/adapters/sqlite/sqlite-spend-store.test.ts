import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { openSqliteStore } from "../../../src/adapters/sqlite/open-sqlite-store.ts";

const dataFolder = (): string => mkdtempSync(path.join(tmpdir(), "noticeboard-spend-"));
const day = "2025-06-20";

describe("the spend store", () => {
  test("reserves up to the cap and not a micro-dollar further, day by day", async () => {
    const { spend, close } = openSqliteStore(dataFolder());
    expect(await spend.spent(day)).toEqual({ microUsd: 0, calls: 0, inputTokens: 0, outputTokens: 0 });
    expect(await spend.reserve(day, 101, 100)).toBe(false);
    expect(await spend.reserve(day, 60, 100)).toBe(true);
    expect(await spend.reserve(day, 41, 100)).toBe(false);
    expect(await spend.reserve(day, 40, 100)).toBe(true);
    expect(await spend.reserve(day, 0, 100)).toBe(true);
    expect(await spend.reserve(day, 1, 100)).toBe(false);
    expect(await spend.reserve("2025-06-21", 1, 100)).toBe(true);
    expect(await spend.spent(day)).toMatchObject({ microUsd: 100, calls: 3 });
    await close();
  });

  test("settles to what was really spent, over a restart too", async () => {
    const folder = dataFolder();
    const first = openSqliteStore(folder);
    await first.spend.reserve(day, 90, 100);
    await first.spend.settle(day, -70, { inputTokens: 1000, outputTokens: 50 });
    await first.close();
    const second = openSqliteStore(folder);
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

  test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, -1])("refuses to reserve %d", async (amount) => {
    const { spend, close } = openSqliteStore(dataFolder());
    await expect(spend.reserve(day, amount, 100)).rejects.toThrow(RangeError);
    await close();
  });

  test("lets two processes that race take no more than the cap between them", async () => {
    const folder = dataFolder();
    await openSqliteStore(folder).close();
    const script = `
      const { openSqliteStore } = await import(${JSON.stringify(new URL("../../../src/adapters/sqlite/open-sqlite-store.ts", import.meta.url).href)});
      const store = openSqliteStore(${JSON.stringify(folder)});
      process.stdout.write("ready ");
      await new Promise((resolve) => process.stdin.once("data", resolve));
      let granted = 0;
      for (let call = 0; call < 400; call += 1) if (await store.spend.reserve("day " + (call >> 2), 7, 30)) granted += 1;
      await store.close();
      process.stdout.write(String(granted));
      process.exit(0);`;
    const racers = [0, 1].map(() => spawn(process.execPath, ["--no-warnings", "--input-type=module", "-e", script]));
    await Promise.all(racers.map(({ stdout }) => once(stdout, "data")));
    const ends = racers.map(async (racer) => {
      let said = "";
      racer.stdout.on("data", (bytes) => (said += bytes));
      await once(racer, "close");
      return Number(said);
    });
    for (const { stdin } of racers) stdin.write("go");
    const granted = await Promise.all(ends);
    const { spend, close } = openSqliteStore(folder);
    // On each of a hundred days both ask four times and four calls fit: a hundred chances to take one too many.
    expect(granted[0]! + granted[1]!).toBe(400);
    for (const each of Array.from({ length: 100 }, (_, index) => `day ${index}`)) {
      expect(await spend.spent(each)).toMatchObject({ microUsd: 28, calls: 4 });
    }
    await close();
  }, 30_000);
});
