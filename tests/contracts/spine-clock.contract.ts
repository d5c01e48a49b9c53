import { describe, expect, test } from "vitest";
import type { At, SpineStore } from "../../src/ports/spine-store.ts";
import { newCase } from "../support/new-case.ts";
import { plainReply } from "../support/plain-reply.ts";
import { message } from "../support/spine-process.ts";
import type { StoreEngine } from "../support/store-engines.ts";
import { openAt } from "../support/store-place.ts";

const leaseMs = 30_000;
const hour = 3600;
const at = (seconds: number): At => ({ nowAt: new Date(Date.UTC(2025, 5, 20, 10, 0, seconds)).toISOString() });
/** An instant of a clock that was put to it a moment ago. */
const steppedTo = (seconds: number): At => ({ ...at(seconds), clockStepped: true });

const arrive = (spine: SpineStore, name: string, seconds: number) =>
  spine.accept(message(name, name), { id: `M-${name}`, jobId: `J-${name}`, traceId: `t-${name}` }, at(seconds));
const replyTo = (name: string) => ({
  id: `R-${name}`,
  messageId: `M-${name}`,
  channel: "loopback" as const,
  threadKey: name,
  replyTo: name,
  text: "Answer.",
  content: plainReply("Answer."),
});
const doneWith = (name: string) => ({
  effects: { opened: null, receipt: null },
  answer: "Answered.",
  replies: [replyTo(name)],
});

/** What every `SpineStore` promises when a clock is put forward or back. */
export const spineClockContract = (engine: StoreEngine): void => {
  /** A job in the hands of `holder`, and a reply in those of `sender`, both since second 0. */
  const inHand = async () => {
    const store = await openAt(engine.newPlace());
    for (const name of ["a", "b"]) await arrive(store.spine, name, 0);
    await store.spine.claimJob("holder", leaseMs, at(0));
    await store.spine.finishJob({ jobId: "J-a", worker: "holder" }, doneWith("a"), at(0));
    await store.spine.claimReply("loopback", "sender", leaseMs, at(0));
    await store.spine.claimJob("holder", leaseMs, at(0));
    return store;
  };
  const held = { jobId: "J-b", worker: "holder" };
  const sending = { replyId: "R-a", worker: "sender" };

  describe(`${engine.name} keeps leases through a clock that is put forward or back`, () => {
    test.each([
      ["forward", hour],
      ["back", -hour],
    ])("%s: nothing is taken over at first, fresh work goes on, and who holds something holds it still", async (_way, by) => {
      const { spine, cases, close } = await inHand();
      await arrive(spine, "fresh", by + 1);
      expect(await spine.claimJob("other", leaseMs, steppedTo(by + 1))).toMatchObject({ jobId: "J-fresh", attempt: 1 });
      expect(await spine.finishJob({ jobId: "J-fresh", worker: "other" }, doneWith("fresh"), steppedTo(by + 2))).toBe(true);
      expect(await spine.claimJob("other", leaseMs, steppedTo(by + 2))).toBeNull();
      expect(await spine.claimReply("loopback", "other", leaseMs, steppedTo(by + 2))).toMatchObject({ id: "R-fresh" });
      expect(await spine.claimReply("loopback", "other", leaseMs, steppedTo(by + 2))).toBeNull();
      expect(await spine.extendJob("J-b", "holder", leaseMs, steppedTo(by + 10))).toBe(true);
      expect(await spine.claimJob("other", leaseMs, at(by + 35))).toBeNull();
      expect(await spine.extendJob("J-b", "someone else", leaseMs, steppedTo(by + 10))).toBe(false);
      expect(await spine.replySent({ ...sending, worker: "someone else" }, "x", steppedTo(by + 11))).toBe(false);
      expect(await spine.replySent(sending, "x", steppedTo(by + 11))).toBe(true);
      expect(await spine.buryJob(held, "fault", { ...doneWith("b"), replies: [] }, steppedTo(by + 12))).toBe(true);
      expect(await cases.recent(5)).toEqual([]);
      await close();
    });

    test("forward: what was in hand is taken over a lease later, and whoever had it has lost it", async () => {
      const { spine, close } = await inHand();
      expect(await spine.claimJob("other", leaseMs, at(hour + 31))).toMatchObject({ jobId: "J-b", attempt: 2 });
      expect(await spine.claimReply("loopback", "other", leaseMs, at(hour + 31))).toMatchObject({ id: "R-a", mayBeOut: true });
      expect(await spine.finishJob(held, doneWith("b"), steppedTo(hour + 32))).toBe(false);
      expect(await spine.replyFailed(sending, { code: "x", mayBeOut: true, dueAt: at(hour).nowAt }, steppedTo(hour))).toBe(false);
      expect(await spine.buryReply(sending, "x", { told: null, opened: newCase() }, steppedTo(hour + 32))).toBe(false);
      await close();
    });

    test("back: a dead holder's lease, an hour too long, has ended", async () => {
      const { spine, close } = await inHand();
      expect(await spine.claimJob("other", leaseMs, at(-hour + 31))).toMatchObject({ jobId: "J-b", attempt: 2 });
      expect(await spine.claimReply("loopback", "other", leaseMs, at(-hour + 31))).toMatchObject({ id: "R-a", mayBeOut: true });
      await close();
    });

    test("back: a lease that a replica with a slightly fast clock gave lasts", async () => {
      const { spine, close } = await inHand();
      expect(await spine.claimJob("other", leaseMs, at(-4))).toBeNull();
      expect(await spine.claimReply("loopback", "other", leaseMs, at(-4))).toBeNull();
      await close();
    });

    test("back: what is due within the longest pause waits, what is due an hour late is due now", async () => {
      const { spine, close } = await inHand();
      expect(await spine.retryJob(held, "fault", at(60).nowAt, at(1))).toBe(true);
      const failure = { code: "busy", mayBeOut: false, dueAt: at(900).nowAt };
      expect(await spine.replyFailed(sending, failure, at(1))).toBe(true);
      expect(await spine.claimJob("other", leaseMs, at(-4))).toBeNull();
      expect(await spine.claimReply("loopback", "other", leaseMs, at(-4))).toBeNull();
      expect(await spine.claimJob("other", leaseMs, steppedTo(-hour))).toMatchObject({ jobId: "J-b" });
      expect(await spine.claimReply("loopback", "other", leaseMs, steppedTo(-hour))).toMatchObject({
        id: "R-a",
        mayBeOut: false,
      });
      await close();
    });

    test("back by less than a pause: what was never tried does not wait for the clock to come round", async () => {
      const { spine, close } = await inHand();
      await arrive(spine, "late", 50);
      expect(await spine.claimJob("other", leaseMs, at(20))).toMatchObject({ jobId: "J-late" });
      expect(await spine.finishJob({ jobId: "J-late", worker: "other" }, doneWith("late"), at(29))).toBe(true);
      expect(await spine.claimReply("loopback", "other", leaseMs, at(1))).toMatchObject({ id: "R-late" });
      await close();
    });
  });
};
