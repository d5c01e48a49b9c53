import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createBell } from "../../src/flows/bell.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("wakes at a ring, at the end of the wait, and at once when it rang while nobody waited yet", async () => {
  const bell = createBell();
  const woken: string[] = [];
  const before = bell.count();
  void bell.wait(before, 1000).then(() => woken.push("by ring"));
  bell.ring();
  await vi.advanceTimersByTimeAsync(0);
  expect(woken).toEqual(["by ring"]);
  void bell.wait(before, 1000).then(() => woken.push("missed nothing"));
  await vi.advanceTimersByTimeAsync(0);
  expect(woken).toEqual(["by ring", "missed nothing"]);
  void bell.wait(bell.count(), 1000).then(() => woken.push("by time"));
  await vi.advanceTimersByTimeAsync(999);
  expect(woken).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(woken).toHaveLength(3);
  expect(vi.getTimerCount()).toBe(0);
});

test("a ring wakes one, the one who has waited longest; all are woken only together", async () => {
  const bell = createBell();
  const woken: number[] = [];
  for (const sleeper of [1, 2, 3]) void bell.wait(0, 60_000).then(() => woken.push(sleeper));
  bell.ring();
  await vi.advanceTimersByTimeAsync(0);
  expect(woken).toEqual([1]);
  bell.ringAll();
  await vi.advanceTimersByTimeAsync(0);
  expect(woken).toEqual([1, 2, 3]);
});
