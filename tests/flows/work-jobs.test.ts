import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { NotStored } from "../../src/flows/accept-message.ts";
import { type HandledMessage, jobPace } from "../../src/flows/work-jobs.ts";
import { memorySpineStore } from "../support/memory-spine-store.ts";
import { plainReply } from "../support/plain-reply.ts";
import { answerWithCase, message, postOffice, reps, type Step, StoreIsDown, startProcess } from "../support/spine-process.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2025-06-20T12:00:00Z") }));
afterEach(() => void vi.useRealTimers());

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const never = new Promise<never>(() => undefined);

const inbox = [message("a1", "a"), message("a2", "a"), message("b1", "b")];

const setUp = () => {
  const { store, tables } = memorySpineStore();
  const post = postOffice();
  return { outside: { store, channel: post.channel }, tables, brought: post.brought };
};

/** Sends as a vendor does: each message of a thread until it is acknowledged, then the next. Waits for ever on a process that died. */
const sendAll = (running: ReturnType<typeof startProcess>): void => {
  const send = async (threadKey: string): Promise<void> => {
    for (const one of inbox.filter((each) => each.threadKey === threadKey)) {
      while (true) {
        try {
          await running.accept(one);
          break;
        } catch (fault) {
          expect(fault).toBeInstanceOf(NotStored);
        }
      }
    }
  };
  for (const threadKey of ["a", "b"]) void send(threadKey);
};

/** Runs a process whose `at`-th step does `what`, then a second one that lives; gives the number of steps the first came to. */
const runWithFaultAt = async (at: number, what: "dies" | "throws") => {
  const { outside, tables, brought } = setUp();
  let steps = 0;
  let name = "";
  const step: Step = async (called) => {
    steps += 1;
    if (steps === at) name = called;
    if (steps === at && what === "throws") throw new Error(`crash at ${called}`);
    if (steps >= at && what === "dies") await never;
  };
  const first = startProcess(outside, { step });
  sendAll(first);
  await pass(200);
  const second = startProcess(outside);
  if (what === "dies") sendAll(second);
  await pass(100_000);
  await Promise.all([what === "dies" ? null : first.stop(), second.stop()]);
  return { steps, name, tables, brought };
};

const expectOneOutcomeEach = ({ tables, brought, name }: Awaited<ReturnType<typeof runWithFaultAt>>, at: number) => {
  const seen = `step ${at}, ${name}`;
  expect(brought.map(({ replyTo }) => replyTo).sort(), seen).toEqual(["a1", "a2", "b1"]);
  const thread = brought.filter(({ threadKey }) => threadKey === "a").map(({ text }) => text);
  expect(thread, seen).toEqual(["answer to a1 after 0 turns", "answer to a2 after 1 turns"]);
  expect(
    tables.jobs.map(({ state }) => state),
    seen,
  ).toEqual(["done", "done", "done"]);
  expect(
    tables.replies.map(({ state }) => state),
    seen,
  ).toEqual(["sent", "sent", "sent"]);
  expect(tables.cases.map(({ id }) => id).sort(), seen).toEqual(["C-a1", "C-a2", "C-b1"]);
};

describe("exactly one outcome for every message", () => {
  test.each(["dies", "throws"] as const)("when the process %s at any step", async (what) => {
    const names = new Set<string>();
    // Two steps around each call. Well before the last one everything is delivered and the steps are those of an idle service.
    for (let at = 1; at <= 90; at += 1) {
      const run = await runWithFaultAt(at, what);
      expectOneOutcomeEach(run, at);
      names.add(run.name);
      vi.clearAllTimers();
    }
    const calls = ["accept", "claimJob", "turnsBefore", "handleMessage", "finishJob", "claimReply", "deliver", "replySent"];
    expect([...names]).toEqual(expect.arrayContaining(calls.flatMap((call) => [`before ${call}`, `after ${call}`])));
  });

  test("when two processes work on one store and every message is sent to both", async () => {
    const { outside, tables, brought } = setUp();
    const two = [startProcess(outside), startProcess(outside)];
    const messages = Array.from({ length: 60 }, (_, number) => message(`m${number}`, `t${number % 20}`));
    const accepted = await Promise.all(messages.flatMap((one) => two.map((process) => process.accept(one))));
    expect(accepted.filter(({ kind }) => kind === "accepted")).toHaveLength(60);
    await pass(5000);
    expect(brought.map(({ replyTo }) => replyTo).sort()).toEqual(messages.map(({ externalId }) => externalId).sort());
    expect(tables.cases).toHaveLength(60);
  });
});

describe("a message that cannot be answered", () => {
  test("ends after five tries with an urgent case and approved words", async () => {
    const { outside, tables, brought } = setUp();
    let tries = 0;
    const handleMessage = async () => {
      tries += 1;
      throw new Error("always");
    };
    const running = startProcess(outside, { handleMessage });
    await running.accept(message("poison", "a"));
    await pass(120_000);
    expect(tries).toBe(jobPace.maxTries);
    expect(tables.jobs[0]).toMatchObject({ state: "dead", code: "job_fault" });
    expect(tables.cases).toMatchObject([{ queue: reps.urgentQueue, priority: "urgent", reason: "fault", question: "poison" }]);
    expect(brought).toHaveLength(1);
    expect(brought[0]!.text).toContain(tables.cases[0]!.id);
    expect(brought[0]!.text).toContain("something went wrong on our side");
    expect(JSON.stringify(running.events.map(({ cause, ...event }) => event))).not.toContain("poison");
  });

  test("is buried unread when it kills whoever works on it", async () => {
    const { outside, tables, brought } = setUp();
    let read = 0;
    for (let life = 0; life < 7; life += 1) {
      const handleMessage = async () => {
        read += 1;
        return never;
      };
      let dead = false;
      const step: Step = async () => (dead ? never : undefined);
      const running = startProcess(outside, { step, handleMessage });
      if (life === 0) await running.accept(message("killer", "a"));
      await pass(5000);
      dead = true;
      await pass(31_000);
    }
    expect(read).toBe(jobPace.maxTries);
    expect(tables.jobs[0]).toMatchObject({ state: "dead", code: "too_many_tries" });
    expect(brought).toHaveLength(1);
  });

  test("holds up the next message of its thread while it is retried, and no other thread", async () => {
    const { outside, brought } = setUp();
    const handleMessage = async (...asked: Parameters<typeof answerWithCase>) => {
      if (asked[0].text === "poison") throw new Error("always");
      return answerWithCase(...asked);
    };
    const running = startProcess(outside, { handleMessage });
    for (const one of [message("poison", "a"), message("next", "a"), message("other", "b")]) await running.accept(one);
    await pass(100);
    expect(brought.map(({ replyTo }) => replyTo)).toEqual(["other"]);
    await pass(120_000);
    expect(brought.map(({ replyTo }) => replyTo)).toEqual(["other", "poison", "next"]);
  });

  test("that never comes back ends as a fault, however long its lease is kept", async () => {
    const { outside, tables, brought } = setUp();
    startProcess(outside, { handleMessage: () => never }).accept(message("slow", "a"));
    await pass(jobPace.answerTimeoutMs - 1000);
    expect(tables.jobs[0]).toMatchObject({ state: "leased", attempt: 1 });
    await pass(jobPace.answerTimeoutMs * jobPace.maxTries);
    expect(tables.jobs[0]).toMatchObject({ state: "dead", code: "answer_too_late" });
    expect(brought).toHaveLength(1);
  });
});

describe("a lease", () => {
  test("is kept as long as the work goes on", async () => {
    const { outside, tables, brought } = setUp();
    const handleMessage = async (...asked: Parameters<typeof answerWithCase>) => {
      await new Promise((resolve) => setTimeout(resolve, 95_000));
      return answerWithCase(...asked);
    };
    const slow = startProcess(outside, { handleMessage });
    await slow.accept(message("slow", "a"));
    startProcess(outside);
    await pass(96_000);
    expect(brought.map(({ text }) => text)).toEqual(["answer to slow after 0 turns"]);
    expect(tables.jobs[0]).toMatchObject({ attempt: 1 });
  });

  test("that was lost lets nothing be written", async () => {
    const { outside, tables, brought } = setUp();
    // The first process is cut off from the store while it works, and comes back when another has the job.
    let cut = false;
    const step: Step = async () => {
      if (cut) throw new Error("no route to the store");
    };
    const answer = Promise.withResolvers<HandledMessage>();
    const late = startProcess(outside, { step, handleMessage: () => answer.promise });
    await late.accept(message("a1", "a"));
    await pass(0);
    cut = true;
    await pass(35_000);
    startProcess(outside);
    await pass(5000);
    cut = false;
    answer.resolve({ reply: plainReply("too late"), effects: { opened: null, receipt: null } });
    await pass(60_000);
    expect(brought.map(({ text }) => text)).toEqual(["answer to a1 after 0 turns"]);
    expect(tables.cases).toHaveLength(1);
    expect(late.events.map(({ code }) => code)).toContain("job_lease_lost");
  });
});

describe("a stop", () => {
  test("waits for what is in hand and claims nothing more", async () => {
    const { outside, tables, brought } = setUp();
    const handleMessage = async (...asked: Parameters<typeof answerWithCase>) => {
      await new Promise((resolve) => setTimeout(resolve, 3000));
      return answerWithCase(...asked);
    };
    const running = startProcess(outside, { handleMessage });
    for (let number = 0; number < 10; number += 1) await running.accept(message(`m${number}`, `t${number}`));
    await pass(100);
    const stopped = running.stop();
    await pass(3500);
    await stopped;
    const states = tables.jobs.map(({ state }) => state);
    expect(states.filter((state) => state === "done")).toHaveLength(jobPace.concurrency);
    expect(states.filter((state) => state === "ready")).toHaveLength(10 - jobPace.concurrency);
    startProcess(outside);
    await pass(3000);
    expect(new Set(brought.map(({ replyTo }) => replyTo)).size).toBe(10);
    expect(brought).toHaveLength(10);
  });

  test("hands back within 10 s what takes longer, for another process to take at once", async () => {
    const { outside, tables, brought } = setUp();
    const stuck = startProcess(outside, { handleMessage: () => never });
    await stuck.accept(message("a1", "a"));
    await pass(100);
    const startedAt = Date.now();
    let tookMs = Number.POSITIVE_INFINITY;
    const stopped = stuck.stop().then(() => {
      tookMs = Date.now() - startedAt;
    });
    await pass(10_000);
    await stopped;
    expect(tookMs).toBeLessThan(10_000);
    expect(tables.jobs[0]).toMatchObject({ state: "ready" });
    startProcess(outside);
    await pass(1500);
    expect(brought).toHaveLength(1);
  });
});

test("a store that is down is asked again, and work goes on when it is back", async () => {
  const { outside, brought } = setUp();
  let down = false;
  const step: Step = async () => {
    if (down) throw new Error("connection refused");
  };
  const running = startProcess(outside, { step });
  down = true;
  await expect(running.accept(message("a1", "a"))).rejects.toBeInstanceOf(NotStored);
  await pass(600_000);
  // Neither silent nor a flood: each of the eight slots reports once every few seconds.
  expect(running.events.length).toBeLessThan(8 * 260);
  down = false;
  await running.accept(message("a1", "a"));
  await pass(5100);
  expect(brought).toHaveLength(1);
});

test("an outage of the store costs a message none of its tries, and what was in hand goes on as soon as it is over", async () => {
  const { outside, tables, brought } = setUp();
  let down = false;
  let ends = 0;
  const step: Step = async (name) => {
    if (name === "before finishJob" && ends++ === 0) down = true;
    if (down) throw new StoreIsDown("disk full");
  };
  const running = startProcess(outside, { step });
  await running.accept(message("a1", "a"));
  await pass(20_000);
  expect(tables.jobs[0]).toMatchObject({ state: "leased", attempt: 1 });
  down = false;
  await pass(5100);
  expect(brought).toHaveLength(1);
  expect(tables.jobs[0]).toMatchObject({ state: "done", attempt: 1 });
});

test("a message whose end the store refuses, and nothing else, is buried like one that cannot be answered", async () => {
  const { outside, tables } = setUp();
  const step: Step = async (name) => {
    if (name === "before finishJob") throw new Error("a row that is too long");
  };
  const running = startProcess(outside, { step });
  await running.accept(message("a1", "a"));
  await pass(120_000);
  expect(tables.jobs[0]).toMatchObject({ state: "dead", code: "job_fault" });
});
