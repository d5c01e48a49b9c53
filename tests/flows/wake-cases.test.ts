import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CaseRecord } from "../../src/domain/case-record.ts";
import type { SpineEvent } from "../../src/flows/spine-event.ts";
import { wakeCases } from "../../src/flows/wake-cases.ts";
import type { CaseStore } from "../../src/ports/case-store.ts";
import { caseRecord } from "../support/case-actors.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2025-06-20T12:00:00Z") }));
afterEach(() => void vi.useRealTimers());

/** Cases in memory, of which only waking is asked. */
const storeOf = (cases: CaseRecord[]) => {
  const woken: string[] = [];
  const store: Pick<CaseStore, "dueToWake" | "act"> = {
    dueToWake: async (nowAt, limit) =>
      cases.filter(({ snoozedUntilAt }) => snoozedUntilAt !== null && snoozedUntilAt <= nowAt).slice(0, limit),
    act: async (id, seenVersion, { event, actor, becomes }, { nowAt }) => {
      const record = cases.find((one) => one.id === id)!;
      if (record.version !== seenVersion) return { kind: "stale", current: record, by: "ada", what: "noted" };
      woken.push(`${id} ${event.kind} by ${actor} at ${nowAt.slice(11, 16)}`);
      Object.assign(record, becomes, { version: record.version + 1 });
      return { kind: "done", record };
    },
  };
  return { store, woken };
};

const sleeping = (id: string, snoozedUntilAt: string) => caseRecord({ id, state: "snoozed", assignee: "ada", snoozedUntilAt });

const start = (cases: Pick<CaseStore, "dueToWake" | "act">, events: SpineEvent[] = []) =>
  wakeCases({ cases, worker: "w", now: () => new Date(), random: () => 0.5, record: (event) => void events.push(event) });

test("wakes each case once at its time, with two replicas as well", async () => {
  const cases = [sleeping("C-1", "2025-06-20T12:10:00.000Z"), sleeping("C-2", "2025-06-20T13:00:00.000Z")];
  const { store, woken } = storeOf(cases);
  const replicas = [start(store), start(store)];
  await vi.advanceTimersByTimeAsync(9 * 60_000);
  expect(woken).toEqual([]);
  await vi.advanceTimersByTimeAsync(2 * 3_600_000);
  expect(woken).toEqual(["C-1 woken by noticeboard at 12:10", "C-2 woken by noticeboard at 13:00"]);
  expect(cases.map(({ state, assignee }) => `${state} ${assignee}`)).toEqual(["open ada", "open ada"]);
  await Promise.all(replicas.map((replica) => replica.stop()));
});

test("goes on after a fault of the store, and leaves alone what makes no sense", async () => {
  const odd = caseRecord({ id: "C-odd", state: "open", snoozedUntilAt: "2025-06-20T11:00:00.000Z" });
  const { store, woken } = storeOf([odd, sleeping("C-1", "2025-06-20T12:01:00.000Z")]);
  let asked = 0;
  const events: SpineEvent[] = [];
  const failingFirst: typeof store = {
    ...store,
    dueToWake: (...when) => {
      asked += 1;
      return asked === 1 ? Promise.reject(new Error("gone")) : store.dueToWake(...when);
    },
  };
  const replica = start(failingFirst, events);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(woken).toEqual(["C-1 woken by noticeboard at 12:01"]);
  expect(events.map(({ code }) => code)).toEqual(["slot_fault"]);
  expect(asked).toBeLessThan(20);
  await replica.stop();
});
