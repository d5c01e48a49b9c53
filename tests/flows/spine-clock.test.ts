import { expect, test } from "vitest";
import { createSpineClock } from "../../src/flows/spine-clock.ts";

const leaseMs = 30_000;

/** A clock in a test's hands: `pass` lets both run, `put` moves the one that can be moved. */
const underTest = () => {
  let wall = Date.UTC(2025, 5, 20, 10);
  let running = 1000;
  const steps: number[] = [];
  const at = createSpineClock({ wallMs: () => wall, runningMs: () => running, leaseMs, onStep: (byMs) => void steps.push(byMs) });
  const pass = (ms: number): void => {
    wall += ms;
    running += ms;
  };
  const put = (ms: number): void => {
    wall += ms;
  };
  return { at, pass, put, steps };
};

test.each([
  ["forward", 3_600_000, "2025-06-20T11:00:01.000Z"],
  ["back", -3_600_000, "2025-06-20T09:00:01.000Z"],
])("a clock put %s is seen at the next reading, and told for one lease", (_way, byMs, reads) => {
  const { at, pass, put, steps } = underTest();
  expect(at()).toEqual({ nowAt: "2025-06-20T10:00:00.000Z" });
  pass(1000);
  put(byMs);
  expect(at()).toEqual({ nowAt: reads, clockStepped: true });
  pass(leaseMs - 1);
  expect(at().clockStepped).toBe(true);
  pass(1);
  expect(at().clockStepped).toBeUndefined();
  expect(steps).toEqual([byMs]);
});

test("another step begins another lease", () => {
  const { at, pass, put, steps } = underTest();
  put(60_000);
  at();
  pass(20_000);
  put(-60_000);
  at();
  pass(20_000);
  expect(at().clockStepped).toBe(true);
  pass(10_000);
  expect(at().clockStepped).toBeUndefined();
  expect(steps).toEqual([60_000, -60_000]);
});

test("a clock that is put right bit by bit is followed, for however long", () => {
  const { at, pass, put, steps } = underTest();
  for (let second = 0; second < 600; second += 1) {
    pass(1000);
    put(80);
    expect(at().clockStepped).toBeUndefined();
  }
  expect(at().nowAt).toBe("2025-06-20T10:10:48.000Z");
  expect(steps).toEqual([]);
});

test("a long sleep in which both clocks ran is no step", () => {
  const { at, pass, steps } = underTest();
  pass(7_200_000);
  expect(at()).toEqual({ nowAt: "2025-06-20T12:00:00.000Z" });
  expect(steps).toEqual([]);
});
