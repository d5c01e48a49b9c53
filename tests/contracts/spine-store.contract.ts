import { describe, expect, test } from "vitest";
import type { InboundMessage, OutboundReply } from "../../src/domain/message.ts";
import type { SpineStore } from "../../src/ports/spine-store.ts";
import { newCase } from "../support/new-case.ts";
import { plainReply } from "../support/plain-reply.ts";
import type { StoreEngine } from "../support/store-engines.ts";
import { openAt } from "../support/store-place.ts";

const leaseMs = 30_000;
const at = (seconds: number) => ({ nowAt: new Date(Date.UTC(2025, 5, 20, 10, 0, seconds)).toISOString() });
const dayLater = (days: number) => ({ nowAt: new Date(Date.UTC(2025, 5, 20 + days, 10)).toISOString() });

const message = (name: string, over: Partial<InboundMessage> = {}): InboundMessage => ({
  channel: "loopback",
  externalId: `event-${name}`,
  threadKey: `thread-${name}`,
  memberKey: "m1",
  replyTo: "box",
  text: `Question ${name}?`,
  sentAt: at(0).nowAt,
  ...over,
});
const idsOf = (name: string) => ({ id: `M-${name}`, jobId: `J-${name}`, traceId: `t-${name}` });
const replyTo = (name: string, over: Partial<OutboundReply> = {}): OutboundReply => ({
  id: `R-${name}`,
  messageId: `M-${name}`,
  channel: "loopback",
  threadKey: `thread-${name}`,
  replyTo: "box",
  text: `Answer ${name}.`,
  content: plainReply(`Answer ${name}.`),
  ...over,
});
const nothing = { opened: null, receipt: null };
const doneWith = (...replies: OutboundReply[]) => ({ effects: nothing, answer: "Answered.", replies });

/** What every `SpineStore` promises. */
export const spineStoreContract = (engine: StoreEngine): void => {
  const open = async () => openAt(engine.newPlace());
  const arrive = (spine: SpineStore, name: string, over: Partial<InboundMessage> = {}, seconds = 0) =>
    spine.accept(message(name, over), idsOf(name), at(seconds));

  describe(`${engine.name} keeps the SpineStore contract`, () => {
    test("knows a repeat for 30 days, and no longer", async () => {
      const { spine, close } = await open();
      expect(await arrive(spine, "a")).toBe("accepted");
      expect(await spine.accept(message("a"), idsOf("a2"), dayLater(29))).toBe("repeat");
      expect(await spine.accept(message("a", { channel: "email" }), idsOf("a3"), at(1))).toBe("accepted");
      expect(await spine.accept(message("a"), idsOf("a4"), dayLater(31))).toBe("accepted");
      expect((await spine.counts(dayLater(31))).jobs).toEqual({ ready: 3 });
      await close();
    });

    test("gives 200 arrivals of one message at once a single job", async () => {
      const { spine, close } = await open();
      const outcomes = await Promise.all(
        Array.from({ length: 200 }, (_, index) => spine.accept(message("a"), idsOf(`a${index}`), at(0))),
      );
      expect(outcomes.filter((outcome) => outcome === "accepted")).toHaveLength(1);
      await close();
    });

    test("leases the oldest due job once, whole, and its thread's next only after it", async () => {
      const { spine, close } = await open();
      await arrive(spine, "a");
      await arrive(spine, "b", { threadKey: "thread-a" });
      await arrive(spine, "c");
      const first = await spine.claimJob("w1", leaseMs, at(1));
      expect(first).toEqual({
        jobId: "J-a",
        attempt: 1,
        leasedUntilAt: at(31).nowAt,
        message: { ...message("a"), id: "M-a", traceId: "t-a", arrivedAt: at(0).nowAt },
      });
      expect((await spine.claimJob("w2", leaseMs, at(1)))?.jobId).toBe("J-c");
      expect(await spine.claimJob("w3", leaseMs, at(1))).toBeNull();
      expect(await spine.finishJob({ jobId: "J-a", worker: "w1" }, doneWith(), at(2))).toBe(true);
      expect((await spine.claimJob("w3", leaseMs, at(3)))?.jobId).toBe("J-b");
      await close();
    });

    test("lets many claim at once and gives each job to one", async () => {
      const { spine, close } = await open();
      for (let index = 0; index < 20; index += 1) await arrive(spine, `n${index}`);
      const claimed = await Promise.all(Array.from({ length: 20 }, (_, index) => spine.claimJob(`w${index}`, leaseMs, at(1))));
      const jobs = claimed.flatMap((job) => job?.jobId ?? []);
      expect(new Set(jobs).size).toBe(jobs.length);
      let left = 20 - jobs.length;
      while ((await spine.claimJob("late", leaseMs, at(1))) !== null) left -= 1;
      expect(left).toBe(0);
      await close();
    });

    test("gives a job whose lease ended to another, and refuses the one who lost it in everything", async () => {
      const { spine, close } = await open();
      await arrive(spine, "a");
      await spine.claimJob("w1", leaseMs, at(0));
      expect(await spine.extendJob("J-a", "w1", leaseMs, at(20))).toBe(true);
      expect(await spine.claimJob("w2", leaseMs, at(49))).toBeNull();
      expect(await spine.claimJob("w2", leaseMs, at(50))).toMatchObject({ jobId: "J-a", attempt: 2 });
      const lost = { jobId: "J-a", worker: "w1" };
      expect(await spine.extendJob("J-a", "w1", leaseMs, at(51))).toBe(false);
      expect(await spine.finishJob(lost, doneWith(replyTo("a")), at(51))).toBe(false);
      expect(await spine.retryJob(lost, "fault", at(60).nowAt, at(51))).toBe(false);
      expect(await spine.buryJob(lost, "fault", doneWith(), at(51))).toBe(false);
      expect((await spine.counts(at(51))).replies).toEqual({});
      // Nobody took it over, yet the lease is over: whoever still has the message may be the second one to answer.
      expect(await spine.finishJob({ jobId: "J-a", worker: "w2" }, doneWith(), at(80))).toBe(false);
      await close();
    });

    test("ends a job with its case and replies in one step, or with nothing", async () => {
      const { spine, cases, close } = await open();
      const opened = newCase();
      await arrive(spine, "a");
      await arrive(spine, "b");
      const held = { jobId: "J-a", worker: "w1" };
      await spine.claimJob("w1", leaseMs, at(0));
      await spine.claimJob("w1", leaseMs, at(0));
      expect(
        await spine.finishJob(held, { effects: { opened, receipt: null }, answer: "A.", replies: [replyTo("a")] }, at(1)),
      ).toBe(true);
      const twice = { effects: { opened: newCase(), receipt: null }, answer: "B.", replies: [replyTo("a")] };
      await expect(spine.finishJob({ jobId: "J-b", worker: "w1" }, twice, at(1))).rejects.toThrow();
      expect((await cases.recent(5)).map(({ id }) => id)).toEqual([opened.id]);
      expect(await spine.counts(at(1))).toMatchObject({ jobs: { done: 1, leased: 1 }, replies: { ready: 1 } });
      await close();
    });

    test("gives back for later, buries, and tells the age of what waits", async () => {
      const { spine, cases, close } = await open();
      await arrive(spine, "a");
      const held = { jobId: "J-a", worker: "w1" };
      await spine.claimJob("w1", leaseMs, at(0));
      expect(await spine.retryJob(held, "index_fault", at(10).nowAt, at(1))).toBe(true);
      expect(await spine.claimJob("w1", leaseMs, at(9))).toBeNull();
      expect((await spine.counts(at(25))).oldestDueMs).toBe(15_000);
      expect(await spine.claimJob("w1", leaseMs, at(25))).toMatchObject({ attempt: 2 });
      const effects = { opened: newCase(), receipt: null };
      expect(await spine.buryJob(held, "index_fault", { effects, answer: "Sorry.", replies: [replyTo("a")] }, at(26))).toBe(true);
      expect(await cases.recent(5)).toHaveLength(1);
      expect(await spine.counts(at(26))).toEqual({ jobs: { dead: 1 }, replies: { ready: 1 }, oldestDueMs: 0 });
      await close();
    });

    test("sends a thread's replies in order, one at a time, and asks after a sender that stopped", async () => {
      const { spine, close } = await open();
      await arrive(spine, "a");
      await spine.claimJob("w", leaseMs, at(0));
      const second = replyTo("a", { id: "R-a2", text: "More." });
      await spine.finishJob({ jobId: "J-a", worker: "w" }, doneWith(replyTo("a"), second), at(0));
      expect(await spine.claimReply("email", "s", leaseMs, at(1))).toBeNull();
      const first = await spine.claimReply("loopback", "s1", leaseMs, at(1));
      expect(first).toEqual({
        ...replyTo("a"),
        arrivedAt: at(0).nowAt,
        attempt: 1,
        mayBeOut: false,
        traceId: "t-a",
        question: "Question a?",
      });
      expect(await spine.claimReply("loopback", "s2", leaseMs, at(2))).toBeNull();
      expect(await spine.claimReply("loopback", "s2", leaseMs, at(31))).toMatchObject({ id: "R-a", attempt: 2, mayBeOut: true });
      expect(await spine.replySent({ replyId: "R-a", worker: "s1" }, "x", at(32))).toBe(false);
      expect(await spine.replySent({ replyId: "R-a", worker: "s2" }, "x", at(32))).toBe(true);
      expect(await spine.claimReply("loopback", "s2", leaseMs, at(33))).toMatchObject({ id: "R-a2", mayBeOut: false });
      await close();
    });

    test("keeps a refused reply for later, one of unknown fate to be asked after, and ends one that cannot go out", async () => {
      const { spine, cases, close } = await open();
      await arrive(spine, "a");
      await spine.claimJob("w", leaseMs, at(0));
      await spine.finishJob({ jobId: "J-a", worker: "w" }, doneWith(replyTo("a"), replyTo("a", { id: "R-a2" })), at(0));
      const held = { replyId: "R-a", worker: "s" };
      await spine.claimReply("loopback", "s", leaseMs, at(0));
      expect(await spine.replyFailed(held, { code: "busy", mayBeOut: false, dueAt: at(5).nowAt }, at(1))).toBe(true);
      expect(await spine.claimReply("loopback", "s", leaseMs, at(4))).toBeNull();
      expect(await spine.claimReply("loopback", "s", leaseMs, at(5))).toMatchObject({ mayBeOut: false });
      expect(await spine.replyFailed(held, { code: "no_answer", mayBeOut: true, dueAt: at(6).nowAt }, at(5))).toBe(true);
      expect(await spine.claimReply("loopback", "s", leaseMs, at(6))).toMatchObject({ mayBeOut: true, attempt: 3 });
      expect(await spine.buryReply(held, "gone", { told: null, opened: newCase() }, at(7))).toBe(true);
      expect(await spine.buryReply(held, "gone", { told: null, opened: newCase() }, at(7))).toBe(false);
      expect(await cases.recent(5)).toHaveLength(1);
      expect((await spine.counts(at(7))).replies).toEqual({ dead: 1, ready: 1 });
      expect(await spine.claimReply("loopback", "s", leaseMs, at(7))).toMatchObject({ id: "R-a2" });
      await close();
    });

    test("hands back at once what a worker held, with the try that it took", async () => {
      const { spine, close } = await open();
      await arrive(spine, "a");
      await arrive(spine, "b");
      await spine.claimJob("w", leaseMs, at(0));
      await spine.finishJob({ jobId: "J-a", worker: "w" }, doneWith(replyTo("a")), at(0));
      await spine.claimReply("loopback", "w", leaseMs, at(0));
      await spine.claimJob("w", leaseMs, at(0));
      await spine.release("someone else", at(1));
      expect(await spine.claimJob("w2", leaseMs, at(1))).toBeNull();
      await spine.release("w", at(1));
      expect(await spine.claimJob("w2", leaseMs, at(1))).toMatchObject({ jobId: "J-b", attempt: 1 });
      expect(await spine.claimReply("loopback", "w2", leaseMs, at(1))).toMatchObject({ id: "R-a", mayBeOut: true, attempt: 1 });
      await close();
    });

    test("gives a message the turns of its thread before it, oldest first", async () => {
      const { spine, close } = await open();
      for (const name of ["a", "b", "c", "d"]) await arrive(spine, name, { threadKey: "one" });
      await arrive(spine, "x");
      await spine.claimJob("w", leaseMs, at(0));
      await spine.finishJob({ jobId: "J-a", worker: "w" }, { effects: nothing, answer: "First.", replies: [] }, at(0));
      expect(await spine.turnsBefore("M-d", 2)).toEqual([{ question: "Question b?" }, { question: "Question c?" }]);
      expect(await spine.turnsBefore("M-b", 5)).toEqual([{ question: "Question a?", answer: "First." }]);
      expect(await spine.turnsBefore("M-x", 5)).toEqual([]);
      await close();
    });
  });
};
