import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { lookAgain } from "../../src/flows/look-again.ts";

let looks: number[] = [];
let faults: string[] = [];
let outcome: () => Promise<unknown> = async () => false;
let stop = (): void => {};

const start = (random: number): void => {
  const look = (): Promise<unknown> => {
    looks.push(Date.now());
    return outcome();
  };
  const logFault = (code: string, cause: unknown): void => void faults.push(`${code} ${(cause as Error).message}`);
  stop = lookAgain({ look, logFault, random: () => random }, "not_seen", 3000);
};

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  looks = [];
  faults = [];
  outcome = async () => false;
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

test.each([
  [0, [2400, 4800, 7200]],
  [0.5, [3000, 6000, 9000]],
  [1, [3600, 7200]],
])("looks every three seconds, more or less: %f", async (random, at) => {
  start(random);
  await vi.advanceTimersByTimeAsync(9000);
  expect(looks).toEqual(at);
});

test("never looks twice at once, and not after it was stopped", async () => {
  let release = (): void => {};
  outcome = () =>
    new Promise<void>((resolve) => {
      release = resolve;
    });
  start(0.5);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(looks).toEqual([3000]);
  release();
  await vi.advanceTimersByTimeAsync(3000);
  expect(looks).toEqual([3000, 63_000]);
  stop();
  release();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(looks).toHaveLength(2);
});

test("logs what fails, waits longer each time up to half a minute, and is at its pace again after", async () => {
  outcome = async () => {
    throw new Error("the store does not answer");
  };
  start(0.5);
  await vi.advanceTimersByTimeAsync(105_000);
  expect(looks).toEqual([3000, 9000, 21_000, 45_000, 75_000, 105_000]);
  expect(faults).toEqual(Array.from({ length: 6 }, () => "not_seen the store does not answer"));
  outcome = async () => true;
  await vi.advanceTimersByTimeAsync(36_000);
  expect(looks.slice(6)).toEqual([135_000, 138_000, 141_000]);
});
