import { describe, expect, test } from "vitest";
import type { Store } from "../../src/adapters/store/store.ts";
import type { DecisionRecord } from "../../src/domain/decision-record.ts";
import type { InboundMessage } from "../../src/domain/message.ts";
import type { ReplyContent } from "../../src/domain/reply.ts";
import { plainReply } from "../support/plain-reply.ts";
import type { StoreEngine } from "../support/store-engines.ts";
import { openAt } from "../support/store-place.ts";

const at = (seconds: number) => ({ nowAt: new Date(Date.UTC(2025, 5, 20, 10, 0, seconds)).toISOString() });
const own = { channel: "console", memberKey: "operator" } as const;

const decision: DecisionRecord = {
  routing: { route: "general", certainty: 0.94, why: "it asks for a rule", topic: null, deadline: null },
  confidence: 0.87,
  timings: { totalMs: 12.5, retrieveMs: 8, draftMs: 3, verifyMs: 1.5 },
  wordedBy: "extractive",
};

/** Stores a message under its own name in a thread; the seconds are when it arrives. */
const arrive = async ({ spine }: Store, name: string, threadKey: string, seconds: number, over: Partial<InboundMessage> = {}) => {
  const message = { ...own, externalId: `e-${name}`, threadKey, replyTo: threadKey, text: `${name}?`, sentAt: at(0).nowAt };
  await spine.accept({ ...message, ...over }, { id: `M-${name}`, jobId: `J-${name}`, traceId: `t-${name}` }, at(seconds));
};

/** Answers the oldest message that waits. */
const answer = async ({ spine }: Store, contents: ReplyContent[], seconds: number, how?: DecisionRecord) => {
  const job = (await spine.claimJob("w", 30_000, at(seconds)))!;
  const { id: messageId, channel, threadKey, replyTo } = job.message;
  const replies = contents.map((content, place) => ({
    id: `${messageId}.${place + 1}`,
    ...{ messageId, channel, threadKey, replyTo, text: `${place + 1} to ${messageId}`, content },
  }));
  const effects = { opened: null, receipt: null, ...(how === undefined ? {} : { decision: how }) };
  await spine.finishJob({ jobId: job.jobId, worker: "w" }, { effects, answer: "Answered.", replies }, at(seconds));
};

/** What every `ConversationStore` promises. */
export const conversationStoreContract = (engine: StoreEngine): void => {
  const open = () => openAt(engine.newPlace());

  describe(`${engine.name} keeps the ConversationStore contract`, () => {
    test("gives a thread's turns with their replies in pieces, and a waiting one without any", async () => {
      const store = await open();
      const { conversations, close } = store;
      await arrive(store, "a", "t1", 1);
      const rep = { kind: "rep", caseId: "C-1", signedAs: "Ada", words: "I am on it." } as const;
      await answer(store, [plainReply("Ten weeks."), rep], 2, decision);
      await arrive(store, "b", "t1", 3);
      await arrive(store, "c", "t2", 4);
      expect(await conversations.turns(own, "t1", 30)).toEqual([
        {
          number: 1,
          messageId: "M-a",
          question: "a?",
          arrivedAt: at(1).nowAt,
          isSettled: true,
          replies: [
            { id: "M-a.1", text: "1 to M-a", content: plainReply("Ten weeks.") },
            { id: "M-a.2", text: "2 to M-a", content: rep },
          ],
          decision,
        },
        { number: 2, messageId: "M-b", question: "b?", arrivedAt: at(3).nowAt, isSettled: false, replies: [], decision: null },
      ]);
      expect(await conversations.replyIds("M-a")).toEqual(["M-a.1", "M-a.2"]);
      expect(await conversations.replyIds("M-b")).toEqual([]);
      expect([await conversations.isSettled("M-a"), await conversations.isSettled("M-b")]).toEqual([true, false]);
      // Such as one that went to the rep who has the case.
      await answer(store, [], 5);
      expect((await conversations.turns(own, "t1", 1))[0]).toMatchObject({ messageId: "M-b", isSettled: true, replies: [] });
      expect(await conversations.isSettled("M-b")).toBe(true);
      expect(await conversations.isSettled("M-gone")).toBe(true);
      await close();
    });

    test("keeps a turn's number when only the newest turns are asked for", async () => {
      const store = await open();
      for (const [seconds, name] of ["a", "b", "c"].entries()) await arrive(store, name, "t1", seconds);
      const turns = await store.conversations.turns(own, "t1", 2);
      expect(turns.map(({ number, question }) => [number, question])).toEqual([
        [2, "b?"],
        [3, "c?"],
      ]);
      await store.close();
    });

    test("shows a member no message of another, of another channel, or under another's id", async () => {
      const store = await open();
      const { conversations, close } = store;
      await arrive(store, "a", "t1", 1);
      await arrive(store, "b", "t1", 2, { memberKey: "another" });
      await arrive(store, "c", "t1", 3, { channel: "email" });
      expect((await conversations.turns(own, "t1", 30)).map(({ messageId }) => messageId)).toEqual(["M-a"]);
      expect(await conversations.turns(own, "t9", 30)).toEqual([]);
      expect(await conversations.threads(own, 50)).toEqual([{ threadKey: "t1", opening: "a?", lastAt: at(1).nowAt }]);
      expect(await conversations.messageOf(own, "e-a")).toEqual({ messageId: "M-a", threadKey: "t1" });
      for (const id of ["e-b", "e-c", "e-z"]) expect(await conversations.messageOf(own, id)).toBeNull();
      await close();
    });

    test("lists threads by their newest message, at most so many", async () => {
      const store = await open();
      await arrive(store, "a", "t1", 1);
      await arrive(store, "b", "t2", 2);
      await arrive(store, "c", "t3", 3);
      await arrive(store, "d", "t1", 4);
      expect(await store.conversations.threads(own, 2)).toEqual([
        { threadKey: "t1", opening: "a?", lastAt: at(4).nowAt },
        { threadKey: "t3", opening: "c?", lastAt: at(3).nowAt },
      ]);
      await store.close();
    });

    test("leads a repeat to the message that came first", async () => {
      const store = await open();
      await arrive(store, "a", "t1", 1);
      await arrive(store, "again", "t2", 2, { externalId: "e-a" });
      expect(await store.conversations.messageOf(own, "e-a")).toEqual({ messageId: "M-a", threadKey: "t1" });
      expect(await store.conversations.turns(own, "t2", 30)).toEqual([]);
      await store.close();
    });
  });
};
