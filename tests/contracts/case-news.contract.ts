import { describe, expect, test } from "vitest";
import type { Store } from "../../src/adapters/store/store.ts";
import type { CaseNews } from "../../src/domain/case-event.ts";
import type { CaseToOpen } from "../../src/domain/effects.ts";
import type { OutboundReply } from "../../src/domain/message.ts";
import { origin } from "../support/case-actors.ts";
import { newCase } from "../support/new-case.ts";
import { plainReply } from "../support/plain-reply.ts";
import type { StoreEngine } from "../support/store-engines.ts";
import { openAt } from "../support/store-place.ts";

const leaseMs = 30_000;
const at = (seconds: number) => ({ nowAt: new Date(Date.UTC(2025, 5, 20, 10, 0, seconds)).toISOString() });

const repReply = (caseId: string, over: Partial<OutboundReply> = {}): OutboundReply => {
  const { memberKey: _, ...conversation } = origin;
  const words = "I will come with you.";
  return { ...conversation, id: `${caseId}.a1`, text: words, content: { kind: "rep", caseId, signedAs: "Ada", words }, ...over };
};
const failed = (caseId: string): CaseNews => ({
  caseId,
  event: { kind: "reply_failed", detail: { replyId: `${caseId}.a1`, code: "gone", mayBeOut: false } },
});
const wrote = (caseId: string): CaseNews => ({
  caseId,
  event: { kind: "member_wrote", detail: { messageId: "M-2", words: "One more thing." } },
});

/** What every store promises where the spine and the cases meet. */
export const caseNewsContract = (engine: StoreEngine): void => {
  /** A store with one case, whose member's message was answered. */
  const open = async (): Promise<{ store: Store; opened: CaseToOpen }> => {
    const store = await openAt(engine.newPlace());
    const opened = newCase();
    await arrive(store, "1");
    await store.spine.finishJob(
      { jobId: "J-1", worker: "w" },
      { effects: { opened, receipt: null }, answer: "A rep will look.", replies: [] },
      at(1),
    );
    return { store, opened };
  };
  const arrive = async (store: Store, name: string) => {
    const { messageId: _, ...conversation } = origin;
    const message = { ...conversation, externalId: `e${name}`, text: `Message ${name}`, sentAt: at(0).nowAt };
    const ids = { id: `M-${name}`, jobId: `J-${name}`, traceId: `t-${name}` };
    await store.spine.accept(message, ids, at(0));
    await store.spine.claimJob("w", leaseMs, at(0));
  };
  const claim = (store: Store, seconds: number) => store.spine.claimReply("loopback", "s", leaseMs, at(seconds));

  describe(`${engine.name} lets spine and cases meet`, () => {
    test("ends a message without a reply when its case is told, in one step or not at all", async () => {
      const { store, opened } = await open();
      await arrive(store, "2");
      const done = { effects: { opened: null, receipt: null, told: wrote(opened.id) }, answer: null, replies: [] };
      expect(await store.spine.finishJob({ jobId: "J-2", worker: "someone else" }, done, at(2))).toBe(false);
      expect((await store.cases.read(opened.id))?.events).toHaveLength(1);
      expect(await store.spine.finishJob({ jobId: "J-2", worker: "w" }, done, at(2))).toBe(true);
      expect((await store.cases.read(opened.id))?.events.at(-1)).toMatchObject({
        kind: "member_wrote",
        detail: { messageId: "M-2", words: "One more thing." },
        happenedAt: at(2).nowAt,
      });
      const counts = await store.spine.counts(at(2));
      expect([counts.jobs, counts.replies]).toEqual([{ done: 2 }, {}]);
      await arrive(store, "3");
      expect(await store.spine.turnsBefore("M-3", 5)).toEqual([
        { question: "Message 1", answer: "A rep will look." },
        { question: "Message 2" },
      ]);
      await store.close();
    });

    test("decides a message anew whose case went while it was worked on", async () => {
      const { store } = await open();
      await arrive(store, "2");
      const done = { effects: { opened: null, receipt: null, told: wrote("C-000000") }, answer: null, replies: [] };
      await expect(store.spine.finishJob({ jobId: "J-2", worker: "w" }, done, at(2))).rejects.toThrow("C-000000 is gone");
      expect((await store.spine.counts(at(2))).jobs).toEqual({ done: 1, leased: 1 });
      await store.close();
    });

    test("sends a reply that ends no job once, after what waits for its thread", async () => {
      const { store, opened } = await open();
      await arrive(store, "2");
      const bots = repReply(opened.id, { id: "M-2.1", messageId: "M-2", text: "Hi.", content: plainReply("Hi.") });
      const done = { effects: { opened: null, receipt: null }, answer: "Hi.", replies: [bots] };
      await store.spine.finishJob({ jobId: "J-2", worker: "w" }, done, at(2));
      expect(await store.spine.enqueue(repReply(opened.id), at(3))).toBe("queued");
      expect(await store.spine.enqueue(repReply(opened.id, { text: "Again" }), at(4))).toBe("repeat");
      expect(await store.spine.enqueue(repReply(opened.id, { id: "other", messageId: "M-9" }), at(4))).toBe("message_gone");
      expect(await claim(store, 5)).toMatchObject({ id: "M-2.1" });
      expect(await claim(store, 5)).toBeNull();
      await store.spine.replySent({ replyId: "M-2.1", worker: "s" }, "r1", at(6));
      expect(await claim(store, 6)).toMatchObject({
        ...repReply(opened.id),
        question: "Message 1",
        traceId: "t-1",
        mayBeOut: false,
      });
      await store.spine.replySent({ replyId: `${opened.id}.a1`, worker: "s" }, "r2", at(7));
      expect(await claim(store, 8)).toBeNull();
      await store.close();
    });

    test("tells the case of a reply that cannot be delivered, and opens one only where that is no more", async () => {
      const { store, opened } = await open();
      await store.spine.enqueue(repReply(opened.id), at(3));
      await store.spine.enqueue(repReply(opened.id, { id: "R-2" }), at(3));
      await claim(store, 4);
      const second = newCase();
      const ending = { told: failed(opened.id), opened: second };
      expect(await store.spine.buryReply({ replyId: `${opened.id}.a1`, worker: "other" }, "gone", ending, at(5))).toBe(false);
      expect(await store.spine.buryReply({ replyId: `${opened.id}.a1`, worker: "s" }, "gone", ending, at(5))).toBe(true);
      expect((await store.cases.read(opened.id))?.events.map(({ kind }) => kind)).toEqual(["opened", "reply_failed"]);
      expect(await store.cases.read(second.id)).toBeNull();
      await claim(store, 6);
      const lost = { told: failed("C-000000"), opened: second };
      expect(await store.spine.buryReply({ replyId: "R-2", worker: "s" }, "gone", lost, at(7))).toBe(true);
      expect((await store.cases.read(second.id))?.record.origin).toEqual(origin);
      await store.close();
    });
  });
};
