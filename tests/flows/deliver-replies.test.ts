import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { OutboundReply } from "../../src/domain/message.ts";
import { deliveryPace } from "../../src/flows/deliver-replies.ts";
import type { Delivery, FoundDelivery, ReplyChannel } from "../../src/ports/reply-channel.ts";
import { memorySpineStore } from "../support/memory-spine-store.ts";
import { plainReply } from "../support/plain-reply.ts";
import { message, reps, startProcess } from "../support/spine-process.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2025-06-20T12:00:00Z") }));
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const never = new Promise<never>(() => undefined);

const sent: Delivery = { kind: "sent", externalRef: "ref" };
const refused = (over: Partial<Delivery & { kind: "refused" }> = {}): Delivery => ({
  kind: "refused",
  code: "http_500",
  retryAfterMs: null,
  final: false,
  ...over,
});

type Answer<T> = T | (() => Promise<T>);
const given = <T>(answer: Answer<T>): Promise<T> =>
  typeof answer === "function" ? (answer as () => Promise<T>)() : Promise.resolve(answer);

/** A channel that answers as scripted, the last answer again and again; `calls` has what it was asked, and when, in seconds. */
const scripted = (script: { deliver: Answer<Delivery>[]; find?: Answer<FoundDelivery>[] }) => {
  const calls: { call: "deliver" | "find"; to: string; second: number }[] = [];
  const startMs = Date.now();
  const next = <T>(answers: Answer<T>[]): Answer<T> => (answers.length > 1 ? answers.shift()! : answers[0]!);
  const note = (call: "deliver" | "find", reply: OutboundReply) =>
    calls.push({ call, to: reply.replyTo, second: Math.round((Date.now() - startMs) / 1000) });
  const channel: ReplyChannel = {
    name: "loopback",
    deliver: (reply) => {
      note("deliver", reply);
      return given(next(script.deliver));
    },
    find: (reply) => {
      note("find", reply);
      return given(next(script.find ?? [{ kind: "absent" }]));
    },
  };
  return { channel, calls };
};

const run = async (script: Parameters<typeof scripted>[0], messages = [message("a1", "a")]) => {
  const { store, tables } = memorySpineStore();
  const { channel, calls } = scripted(script);
  const running = startProcess({ store, channel });
  for (const one of messages) await running.accept(one);
  return { store, tables, channel, calls, running, ownCases: () => tables.cases.filter(({ reason }) => reason === "fault") };
};

const order = (calls: { call: string }[]) => calls.map(({ call }) => call).join(" ");

describe("one reply", () => {
  test.each<[string, Parameters<typeof scripted>[0], string, string]>([
    ["goes out once when the channel takes it", { deliver: [sent] }, "deliver", "sent"],
    ["goes out again when the channel refused it", { deliver: [refused(), sent] }, "deliver deliver", "sent"],
    [
      "is asked after, not sent again, when it may be out and is",
      { deliver: [{ kind: "unknown", code: "reset" }], find: [{ kind: "sent", externalRef: "r" }] },
      "deliver find",
      "sent",
    ],
    [
      "is sent again when it may be out and is not",
      { deliver: [{ kind: "unknown", code: "reset" }, sent] },
      "deliver find deliver",
      "sent",
    ],
    [
      "waits while the channel cannot tell",
      {
        deliver: [{ kind: "unknown", code: "reset" }, sent],
        find: [{ kind: "cannot_tell" }, { kind: "cannot_tell" }, { kind: "absent" }],
      },
      "deliver find find find deliver",
      "sent",
    ],
    [
      "counts as perhaps out when the channel never answers",
      { deliver: [() => never], find: [{ kind: "sent", externalRef: "r" }] },
      "deliver find",
      "sent",
    ],
    [
      "counts as perhaps out when the channel throws",
      { deliver: [() => Promise.reject(new Error("bug"))], find: [{ kind: "sent", externalRef: "r" }] },
      "deliver find",
      "sent",
    ],
    [
      "is asked after again when asking throws",
      {
        deliver: [{ kind: "unknown", code: "reset" }],
        find: [() => Promise.reject(new Error("bug")), { kind: "sent", externalRef: "r" }],
      },
      "deliver find find",
      "sent",
    ],
    [
      "is asked after again once it was refused after a doubt",
      { deliver: [{ kind: "unknown", code: "reset" }, refused(), sent] },
      "deliver find deliver deliver",
      "sent",
    ],
  ])("%s", async (_, script, expected, state) => {
    const { calls, tables } = await run(script);
    await pass(60_000);
    expect(order(calls)).toBe(expected);
    expect(tables.replies[0]!.state).toBe(state);
  });

  test("becomes a case when it is refused for good, and its thread goes on", async () => {
    const { calls, tables, ownCases } = await run({ deliver: [refused({ final: true, code: "member_left" }), sent] }, [
      message("a1", "a"),
      message("a2", "a"),
    ]);
    await pass(10_000);
    expect(calls.map(({ to }) => to)).toEqual(["a1", "a2"]);
    expect(tables.replies.map(({ state }) => state)).toEqual(["dead", "sent"]);
    expect(ownCases()).toMatchObject([{ question: "a1", reason: "fault", queue: reps.fallbackQueue, priority: "high" }]);
    expect(ownCases()[0]!.why).toContain("could not be delivered to the member: member_left");
  });

  test("tells the case that it belongs to, and opens no other, when it is a rep's or speaks of a case", async () => {
    const { store, tables } = memorySpineStore();
    const { channel } = scripted({ deliver: [refused({ final: true, code: "member_left" })] });
    const theCase = { id: "C-own", priority: "normal", dueOn: null, queue: "general", topic: "other" } as const;
    const reply = { ...plainReply("A rep will look."), case: theCase };
    const running = startProcess(
      { store, channel },
      { handleMessage: async () => ({ reply, effects: { opened: null, receipt: null } }) },
    );
    await running.accept(message("a1", "a"));
    await pass(5000);
    const { id: messageId, channel: name, threadKey, replyTo } = tables.jobs[0]!.message;
    const content = { kind: "rep", caseId: "C-reps", signedAs: "Ada", words: "Hello." } as const;
    await store.enqueue(
      { id: "C-reps.1", messageId, channel: name, threadKey, replyTo, text: "Hello.", content },
      { nowAt: new Date().toISOString() },
    );
    await pass(5000);
    const detail = { code: "member_left", mayBeOut: false };
    expect(tables.told).toEqual([
      { caseId: "C-own", event: { kind: "reply_failed", detail: { ...detail, replyId: `${messageId}.1` } } },
      { caseId: "C-reps", event: { kind: "reply_failed", detail: { ...detail, replyId: "C-reps.1" } } },
    ]);
    expect(tables.cases).toEqual([]);
  });

  test("becomes a case when nobody can say whether it arrived, and is never sent on a guess", async () => {
    const { calls, tables, ownCases } = await run({
      deliver: [{ kind: "unknown", code: "reset" }],
      find: [{ kind: "cannot_tell" }],
    });
    await pass(3 * 3_600_000);
    expect(calls.filter(({ call }) => call === "deliver")).toHaveLength(1);
    expect(calls.filter(({ call }) => call === "find")).toHaveLength(deliveryPace.maxTries - 1);
    expect(tables.replies[0]!.state).toBe("dead");
    expect(ownCases()[0]!.why).toContain("may not have reached the member");
  });

  test("is tried for about an hour before a rep is told", async () => {
    const { calls, tables } = await run({ deliver: [refused()] });
    await pass(3 * 3_600_000);
    expect(calls).toHaveLength(deliveryPace.maxTries);
    const minutes = calls.at(-1)!.second / 60;
    expect(minutes).toBeGreaterThan(30);
    expect(minutes).toBeLessThan(90);
    expect(tables.replies[0]!.state).toBe("dead");
  });
});

describe("a channel", () => {
  test("that asks to be left alone is left alone, with all its replies", async () => {
    const { calls, running } = await run({ deliver: [refused({ code: "rate_limited", retryAfterMs: 40_000 }), sent] });
    await pass(5000);
    await running.accept(message("b1", "b"));
    await pass(30_000);
    expect(calls).toHaveLength(1);
    await pass(10_000);
    expect(calls.map(({ to }) => to).sort()).toEqual(["a1", "a1", "b1"]);
    expect(calls.slice(1).every(({ second }) => second >= 40 && second <= 43)).toBe(true);
  });

  test("that hangs holds up no other", async () => {
    const { store, tables } = memorySpineStore();
    const hanging = scripted({ deliver: [() => never] }).channel;
    const { channel: quick, calls } = scripted({ deliver: [sent] });
    const running = startProcess({ store, channel: hanging });
    startProcess({ store, channel: { ...quick, name: "console" } });
    for (let number = 0; number < 10; number += 1) await running.accept(message(`m${number}`, `t${number}`));
    await running.accept({ ...message("quick", "t"), channel: "console" });
    await pass(2000);
    expect(calls.map(({ to }) => to)).toEqual(["quick"]);
    expect(tables.replies.filter(({ state }) => state === "sent")).toHaveLength(1);
  });
});

describe("a thread", () => {
  test("has one reply under way at a time, in order, whatever fails in between", async () => {
    let underWay = 0;
    let most = 0;
    let tries = 0;
    const slowly = async (): Promise<Delivery> => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, 700));
      underWay -= 1;
      tries += 1;
      return tries % 3 === 0 ? refused() : sent;
    };
    const messages = Array.from({ length: 12 }, (_, number) => message(`m${number}`, "one"));
    const { store, calls, channel, tables } = await run({ deliver: [slowly] }, messages);
    startProcess({ store, channel });
    await pass(120_000);
    expect(most).toBe(1);
    expect([...new Set(calls.map(({ to }) => to))]).toEqual(messages.map(({ externalId }) => externalId));
    expect(tables.replies.every(({ state }) => state === "sent")).toBe(true);
  });
});

test("a sender that was held up for most of its lease hands the reply back", async () => {
  const real = performance.now.bind(performance);
  const stall = async (): Promise<FoundDelivery> => {
    vi.spyOn(performance, "now").mockImplementation(() => real() + deliveryPace.leaseMs * 0.6);
    return { kind: "absent" };
  };
  const { calls, running, tables } = await run({ deliver: [{ kind: "unknown", code: "reset" }, sent], find: [stall] });
  await pass(3000);
  expect(order(calls)).toBe("deliver find");
  expect(running.events.map(({ why }) => why)).toContain("held_up");
  await pass(10_000);
  expect(order(calls)).toBe("deliver find deliver");
  expect(tables.replies[0]!.state).toBe("sent");
});
