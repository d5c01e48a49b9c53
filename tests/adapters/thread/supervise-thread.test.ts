import { afterEach, describe, expect, test } from "vitest";
import { type SupervisedThread, superviseThread, type ThreadPlan } from "../../../src/adapters/thread/supervise-thread.ts";
import type { MoodyCalls, MoodyData } from "../../support/moody-thread.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thread of open.splice(0)) await thread.close();
});

const codeOf = (fault: unknown): unknown => (fault as { code?: unknown }).code;

const supervised = (over: Partial<ThreadPlan<MoodyCalls, string>> = {}) => {
  const seen = { events: [] as string[], deaths: [] as unknown[], reopened: 0 };
  const thread: SupervisedThread<MoodyCalls> = superviseThread<MoodyCalls, string>({
    entry: new URL("../../support/moody-thread.ts", import.meta.url),
    data: { startsWith: null } satisfies MoodyData,
    onEvent: (event) => void seen.events.push(event),
    reopen: async (call) => {
      seen.reopened += 1;
      await call("echo", "opening again");
    },
    onDeath: (cause) => void seen.deaths.push(codeOf(cause)),
    longCalls: [],
    hungAfterMs: 300,
    lookEveryMs: 50,
    firstPauseMs: 1,
    ...over,
  });
  open.push(thread);
  return { thread, seen };
};

const endOf = (call: Promise<unknown>): Promise<unknown> => call.catch(codeOf);
const forEver = 3_600_000;

describe("a supervised thread", () => {
  test("answers, tells on the way, and throws what was thrown, with code and cause", async () => {
    const { thread, seen } = supervised();
    const news: string[] = [];
    expect(await thread.call("echo", "hello", (told) => void news.push(told))).toBe("hello");
    expect(news).toEqual(["about to say hello"]);
    const fault = await thread.call("fail", "broken").catch((thrown: unknown) => thrown);
    expect(fault).toMatchObject({ name: "TypeError", message: "broken", code: "told_to", cause: { message: "the deeper one" } });
    expect((fault as Error).constructor.name).toBe("TypeError");
    await expect(thread.call("copyWhatCannotBe", null)).rejects.toThrow(/could not be cloned/);
    expect(seen).toEqual({ events: ["opened"], deaths: [], reopened: 0 });
  });

  test("is started and opened again after its death, and only the call that killed it fails", async () => {
    const { thread, seen } = supervised();
    await thread.call("echo", "warm");
    const bystanders = ["a", "b", "c"].map((words) => endOf(thread.call("echo", words)));
    const killer = endOf(thread.call("die", null));
    const late = endOf(thread.call("echo", "d"));
    expect(await killer).toBe("thread_died");
    expect(await Promise.all([...bystanders, late])).toEqual(["a", "b", "c", "d"]);
    // Once for the company, once for the one that was to blame.
    expect(seen.deaths).toEqual(["thread_died", "thread_died"]);
    expect(await thread.call("echo", "after")).toBe("after");
    expect(seen.reopened).toBe(2);
  });

  test("is ended when it is caught in a loop, and those beside it are answered all the same", async () => {
    const { thread, seen } = supervised();
    await thread.call("echo", "warm");
    const looping = endOf(thread.call("loop", forEver));
    const beside = endOf(thread.call("echo", "beside"));
    expect(await looping).toBe("thread_hung");
    expect(await beside).toBe("beside");
    expect(seen.deaths).toEqual(["thread_hung", "thread_hung"]);
  });

  test("may stand still for as long as a long call takes", async () => {
    const { thread, seen } = supervised({ longCalls: ["loop"] });
    expect(await thread.call("loop", 700)).toBe("done");
    expect(seen.deaths).toEqual([]);
  });

  test("says why it could not be started, and is not tried for ever", async () => {
    const { thread, seen } = supervised({ data: { startsWith: "no such folder" } satisfies MoodyData });
    const fault = await thread.call("echo", "hello").catch((thrown: unknown) => thrown);
    expect(fault).toMatchObject({ code: "bad_start", message: "no such folder" });
    expect(await endOf(thread.call("echo", "hello"))).toBe("thread_closed");
    expect(seen.deaths).toEqual(["bad_start"]);
  });

  test("tries again until it can be opened again, while calls wait; one that waits too long is given up", async () => {
    let failures = 2;
    const { thread, seen } = supervised({
      reopen: async () => {
        failures -= 1;
        if (failures >= 0) throw Object.assign(new Error("not yet"), { code: "not_yet" });
      },
    });
    await thread.call("echo", "warm");
    expect(await endOf(thread.call("die", null))).toBe("thread_died");
    expect(await thread.call("echo", "at last")).toBe("at last");
    expect(seen.deaths).toEqual(["thread_died", "not_yet", "not_yet"]);

    const never = supervised({ waitLimitMs: 100, reopen: () => new Promise(() => undefined) });
    await never.thread.call("echo", "warm");
    expect(await endOf(never.thread.call("die", null))).toBe("thread_died");
    expect(await endOf(never.thread.call("echo", "in vain"))).toBe("thread_late");
  });

  test("rejects what it has in hand and what comes later once it is closed", async () => {
    const { thread, seen } = supervised();
    await thread.call("echo", "warm");
    const waiting = endOf(thread.call("wait", ""));
    await thread.close();
    expect(await waiting).toBe("thread_closed");
    expect(await endOf(thread.call("echo", "late"))).toBe("thread_closed");
    expect(seen.deaths).toEqual([]);
  });
});
