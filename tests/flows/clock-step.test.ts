import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createSpineClock } from "../../src/flows/spine-clock.ts";
import { jobPace } from "../../src/flows/work-jobs.ts";
import type { ReplyChannel } from "../../src/ports/reply-channel.ts";
import { memorySpineStore } from "../support/memory-spine-store.ts";
import { answerWithCase, message, postOffice, type Step, startProcess } from "../support/spine-process.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2025-06-20T12:00:00Z") }));
afterEach(() => void vi.useRealTimers());

const hourMs = 3_600_000;
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const put = (byMs: number) => vi.setSystemTime(Date.now() + byMs);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const never = new Promise<never>(() => undefined);

type Over = Parameters<typeof startProcess>[1] & { through?: ReplyChannel };

/** Processes over one store and one post office, each with a clock of its own over the one that the test puts forward and back. */
const setUp = () => {
  const { store, tables } = memorySpineStore();
  const { channel, brought } = postOffice();
  const start = ({ through = channel, ...over }: Over = {}) => {
    const steps: number[] = [];
    const clock = { wallMs: Date.now, runningMs: () => performance.now(), leaseMs: jobPace.leaseMs };
    const at = createSpineClock({ ...clock, onStep: (byMs) => void steps.push(byMs) });
    return { ...startProcess({ store, channel: through }, { at, ...over }), steps };
  };
  return { start, tables, channel, brought, texts: () => brought.map(({ replyTo }) => replyTo) };
};

describe.each([
  ["forward", hourMs],
  ["back", -hourMs],
])("a clock put %s by an hour", (_way, byMs) => {
  test("lets nobody take a message from the one who is answering it", async () => {
    const { start, tables, brought, texts } = setUp();
    const handleMessage = async (...asked: Parameters<typeof answerWithCase>) => {
      await sleep(asked[0].text === "slow" ? 50_000 : 10);
      return answerWithCase(...asked);
    };
    const busy = start({ handleMessage });
    await busy.accept(message("slow", "a"));
    await pass(3000);
    const other = start({ handleMessage });
    put(byMs);
    await pass(2000);
    await other.accept(message("fresh", "b"));
    await pass(3000);
    expect(texts()).toEqual(["fresh"]);
    await pass(50_000);
    expect(texts()).toEqual(["fresh", "slow"]);
    expect(tables.jobs.map(({ state, attempt }) => [state, attempt])).toEqual([
      ["done", 1],
      ["done", 1],
    ]);
    expect(brought).toHaveLength(2);
    expect([busy.steps, other.steps]).toEqual([[byMs], [byMs]]);
  });

  test("lets nobody send a reply that is being sent", async () => {
    const { start, tables, channel, texts } = setUp();
    const slowly = {
      ...channel,
      deliver: async (...asked: Parameters<typeof channel.deliver>) => {
        await sleep(4000);
        return channel.deliver(...asked);
      },
    };
    const busy = start({ through: slowly });
    start({ through: slowly });
    await busy.accept(message("one", "a"));
    await pass(1000);
    expect(tables.replies[0]).toMatchObject({ state: "sending" });
    put(byMs);
    await pass(100_000);
    expect(texts()).toEqual(["one"]);
    expect(tables.replies[0]).toMatchObject({ state: "sent", attempt: 1 });
  });

  test("keeps a message whose worker was killed for no longer than a minute, and one that was put off", async () => {
    const { start, tables, texts } = setUp();
    let isDead = false;
    const step: Step = async () => (isDead ? never : undefined);
    const dying = start({ step, handleMessage: () => never });
    await dying.accept(message("held", "a"));
    await pass(1000);
    let faults = 0;
    const handleMessage = async (...asked: Parameters<typeof answerWithCase>) => {
      if (asked[0].text === "shaky" && faults++ === 0) throw new Error("once");
      return answerWithCase(...asked);
    };
    const living = start({ handleMessage });
    await pass(1000);
    isDead = true;
    await living.accept(message("shaky", "b"));
    await pass(100);
    expect(tables.jobs.map(({ state }) => state)).toEqual(["leased", "ready"]);
    put(byMs);
    await pass(60_000);
    expect(texts().sort()).toEqual(["held", "shaky"]);
  });
});
