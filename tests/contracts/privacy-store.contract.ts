import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Store } from "../../src/adapters/store/store.ts";
import type { InboundMessage, OutboundReply } from "../../src/domain/message.ts";
import { newCase } from "../support/new-case.ts";
import { plainReply } from "../support/plain-reply.ts";
import { postgresFolder, storeFilesHolding } from "../support/raw-files.ts";
import { type ClaimSketch, pageOf, receiptOf } from "../support/receipts.ts";
import type { StoreEngine } from "../support/store-engines.ts";
import { openAt } from "../support/store-place.ts";

const leaseMs = 30_000;
const at = (seconds: number) => ({ nowAt: new Date(Date.UTC(2025, 5, 20, 10, 0, seconds)).toISOString() });
const forum = pageOf("forum", { Forum: ["The forum meets on 3 June."] });
const boards = pageOf("boards", { Boards: ["The boards fall from 60 to 35."] });
const meets = [forum, "The forum meets on 3 June."] as const;
const fall = [boards, "The boards fall from 60 to 35."] as const;

/** A word that compression leaves as it is and that stands nowhere else. */
const newMarker = (): string => `Zq${randomBytes(9).toString("hex")}`;

const message = (name: string, text: string, over: Partial<InboundMessage> = {}): InboundMessage => ({
  channel: "slack",
  externalId: `event-${name}`,
  threadKey: "thread",
  memberKey: "m1",
  replyTo: "box",
  text,
  sentAt: at(0).nowAt,
  ...over,
});
const replyTo = (name: string, words: string): OutboundReply => ({
  id: `R-${name}`,
  messageId: `M-${name}`,
  channel: "slack",
  threadKey: "thread",
  replyTo: "box",
  text: words,
  content: plainReply(words),
});

const accept = (store: Store, name: string, text: string, over: Partial<InboundMessage> = {}) =>
  store.spine.accept(message(name, text, over), { id: `M-${name}`, jobId: `J-${name}`, traceId: `t-${name}` }, at(0));

/** Takes a message in, and ends its job with a case, a receipt and a reply that repeat `words`. */
const answer = async (
  store: Store,
  name: string,
  words: string,
  over: Partial<InboundMessage> = {},
  sketch: ClaimSketch = [meets],
) => {
  await accept(store, name, words, over);
  await store.spine.claimJob("w", leaseMs, at(1));
  const opened = newCase({ id: `C-${name}`, question: words, scenario: words, why: `says ${words}`, dueWords: words });
  const receipt = receiptOf(`A-${name}`, [sketch], { questions: [words], text: `You asked: ${words}` });
  const done = { effects: { opened, receipt }, answer: `You asked: ${words}`, replies: [replyTo(name, `You asked: ${words}`)] };
  expect(await store.spine.finishJob({ jobId: `J-${name}`, worker: "w" }, done, at(2))).toBe(true);
};

/** What every `PrivacyStore` promises, and what is in the files of the store afterwards. */
export const privacyStoreContract = (engine: StoreEngine): void => {
  const open = async () => {
    const place = engine.newPlace();
    const store = await openAt(place);
    await store.knowledge.apply({ upserted: [forum, boards], removedSourceIds: [], unreadable: [] });
    return { place, store, rows: (query: string) => engine.sql(place, query) };
  };

  describe(`${engine.name} keeps the PrivacyStore contract`, () => {
    test("shows a person all that is held of them, and nothing of others", async () => {
      const { store } = await open();
      await answer(store, "a", "My letter came in May");
      await answer(store, "b", "Another matter altogether", { memberKey: "m2", threadKey: "other" }, [fall]);
      const record = await store.privacy.read("m1");
      expect(record).toMatchObject({
        memberKey: "m1",
        firstSeenAt: at(0).nowAt,
        messages: [{ id: "M-a", text: "My letter came in May", replies: [{ id: "R-a", content: { kind: "answer" } }] }],
        cases: [{ id: "C-a", scenario: "My letter came in May", events: [{ kind: "opened", detail: { queue: "reps" } }] }],
        answers: [{ id: "A-a", claims: [{ quotations: [{ text: "The forum meets on 3 June." }] }] }],
      });
      expect(JSON.stringify(record)).not.toContain("Another matter");
      const held = { members: 1, inbox: 1, outbox: 1, cases: 1, case_events: 1, answers: 1, claims: 1 };
      expect(await store.privacy.held("m1")).toEqual(held);
      expect(await store.privacy.held("m9")).toEqual({});
      await store.close();
    });

    test("erases one person from every table, keeps the others, and records it without the key", async () => {
      const { store, rows } = await open();
      await answer(store, "a", "My letter came in May");
      await answer(store, "b", "Another matter altogether", { memberKey: "m2", threadKey: "other" }, [fall]);
      const before = await store.privacy.read("m2");
      const { removed, cleaned, ids } = await store.privacy.erase("m1", at(9));
      const own = { inbox: 1, jobs: 1, outbox: 1, cases: 1, case_events: 1, answers: 1, claims: 1, quotations: 1 };
      expect(removed).toEqual({ ...own, answer_owners: 1, answer_passages: 1, cited_passages: 1, members: 1, seen_messages: 1 });
      expect(cleaned).toEqual({});
      expect(ids.sort()).toEqual(["A-a", "C-a", "J-a", "M-a", "R-a", "t-a"]);
      expect(await store.privacy.held("m1")).toEqual({});
      expect(await store.privacy.read("m2")).toEqual(before);
      expect((await store.receipts.read("A-b"))?.faults).toEqual([]);
      const [entry] = await store.audit.about({ kind: "store", id: "members" });
      expect(entry).toMatchObject({ action: "member_erased", actor: "operator", codes: { inbox: 1, quotations: 1 } });
      expect(await store.audit.check()).toMatchObject({ entries: 1, brokenAt: null });
      const everything = JSON.stringify([await rows("SELECT * FROM audit"), await rows("SELECT * FROM erasures")]);
      expect(everything).not.toContain("m1");
      expect(await rows("SELECT erased_at FROM erasures")).toEqual([{ erased_at: at(9).nowAt }]);
      expect(await store.privacy.erase("m1", at(10))).toEqual({ removed: {}, cleaned: {}, ids: [] });
      await store.close();
    });

    test("knows a repeat of an erased message for the rest of its 30 days, without its id", async () => {
      const { store, rows } = await open();
      await answer(store, "a", "My letter came in May");
      await store.privacy.erase("m1", at(9));
      expect(JSON.stringify(await rows("SELECT * FROM seen_messages"))).not.toContain("event-a");
      expect(await accept(store, "a", "My letter came in May")).toBe("repeat");
      const later = { nowAt: "2025-07-21T10:00:00.000Z" };
      expect(await store.spine.accept(message("a", "again"), { id: "M-2", jobId: "J-2", traceId: "t-2" }, later)).toBe(
        "accepted",
      );
      await store.close();
    });

    test("takes the words out of what others of the conversation wrote and were told", async () => {
      const { store, rows } = await open();
      const words = "Quentin told me on Tuesday that my post will go";
      await answer(store, "a", words);
      await answer(store, "b", `> Quentin told me on Tuesday\n> that my post will go\nIs that so for all?`, { memberKey: "m2" }, [
        fall,
      ]);
      const { cleaned } = await store.privacy.erase("m1", at(9));
      expect(cleaned).toEqual({ inbox: 1, outbox: 1, cases: 1, case_events: 1, answers: 1 });
      const tables = ["inbox", "outbox", "cases", "case_events", "answers", "claims"];
      const left = JSON.stringify(await Promise.all(tables.map((table) => rows(`SELECT * FROM ${table}`))));
      expect(left).not.toMatch(/Quentin|my post/);
      expect((await store.privacy.read("m2")).messages[0]).toMatchObject({ text: "> [erased]\nIs that so for all?" });
      expect((await store.cases.read("C-b"))?.events.map(({ kind, version }) => [kind, version])).toEqual([["opened", 1]]);
      await store.close();
    });

    test("ends the work on a message of the person, and nobody writes back what was erased", async () => {
      const { store, rows } = await open();
      await accept(store, "a", "My letter came in May");
      await accept(store, "b", "And mine?", { memberKey: "m2", threadKey: "t2" });
      await accept(store, "c", "For my part I ask as well", { threadKey: "t2", memberKey: "m1" });
      for (const worker of ["w1", "w2"]) await store.spine.claimJob(worker, leaseMs, at(1));
      await store.privacy.erase("m1", at(2));
      const done = { effects: { opened: newCase(), receipt: null }, answer: "x", replies: [replyTo("a", "x")] };
      expect(await store.spine.finishJob({ jobId: "J-a", worker: "w1" }, done, at(3))).toBe(false);
      expect(await store.spine.retryJob({ jobId: "J-a", worker: "w1" }, "fault", at(9).nowAt, at(3))).toBe(false);
      expect(await rows("SELECT id FROM cases")).toEqual([]);
      // Whoever answered somebody else in a conversation of theirs may have read their words: the answer is made again.
      const other = { ...done, replies: [replyTo("b", "x")] };
      expect(await store.spine.finishJob({ jobId: "J-b", worker: "w2" }, other, at(3))).toBe(false);
      expect(await store.spine.claimJob("w3", leaseMs, at(3))).toMatchObject({ jobId: "J-b", message: { text: "And mine?" } });
      expect(await store.spine.claimJob("w4", leaseMs, at(3))).toBeNull();
      await store.close();
    });

    test("takes a reply away from its sender, who opens no case about it", async () => {
      const { store, rows } = await open();
      await answer(store, "a", "My letter came in May");
      expect(await store.spine.claimReply("slack", "s1", leaseMs, at(3))).toMatchObject({ id: "R-a" });
      await store.privacy.erase("m1", at(4));
      const held = { replyId: "R-a", worker: "s1" };
      expect(await store.spine.replySent(held, "ref", at(5))).toBe(false);
      expect(await store.spine.buryReply(held, "refused", { told: null, opened: newCase() }, at(5))).toBe(false);
      expect(await rows("SELECT id FROM cases")).toEqual([]);
      await store.close();
    });

    test("loses nothing of what is written beside it, and leaves nothing of the person", async () => {
      const { store } = await open();
      for (let index = 0; index < 20; index += 1)
        await accept(store, `n${index}`, `Words of mine ${index}`, {
          memberKey: index % 2 === 0 ? "m1" : "m2",
          threadKey: `t${index % 5}`,
        });
      const work = async (worker: string): Promise<void> => {
        for (let turn = 0; turn < 12; turn += 1) {
          const job = await store.spine.claimJob(worker, leaseMs, at(1));
          if (job === null) continue;
          const name = job.message.id.slice(2);
          const opened = newCase({ id: `C-${name}`, question: job.message.text });
          const replies = [{ ...replyTo(name, job.message.text), threadKey: job.message.threadKey }];
          await store.spine.finishJob(
            { jobId: job.jobId, worker },
            { effects: { opened, receipt: null }, answer: "x", replies },
            at(2),
          );
        }
      };
      await Promise.all([work("w1"), work("w2"), work("w3"), store.privacy.erase("m1", at(2)), work("w4")]);
      expect(await store.privacy.held("m1")).toEqual({});
      expect(await store.privacy.held("m2")).toMatchObject({ inbox: 10 });
      await store.close();
    }, 30_000);

    test.skipIf(engine.name === "PostgreSQL" && postgresFolder === null)(
      "leaves nothing of the person in the files, while another process has the store open",
      async () => {
        const { place, store } = await open();
        const other = await openAt(place);
        const marker = newMarker();
        for (let index = 0; index < 60; index += 1) {
          const mine = index % 3 === 0;
          const filler = randomBytes(mine && index % 12 === 0 ? 50_000 : 300).toString("hex");
          const words = mine ? `${marker} ${filler} ${marker}` : `another ${filler}`;
          await answer(index % 2 === 0 ? store : other, `n${index}`, words, {
            memberKey: mine ? "m1" : "m2",
            threadKey: `t${index}`,
          });
        }
        expect((await storeFilesHolding(place, marker)).length).toBeGreaterThan(0);
        await store.privacy.erase("m1", at(9));
        expect((await storeFilesHolding(place, marker)).length).toBeGreaterThan(0);
        expect(await store.scrub(60_000)).toMatchObject({ isClean: true });
        expect(await storeFilesHolding(place, marker)).toEqual([]);
        expect(await other.privacy.held("m2")).toMatchObject({ inbox: 40 });
        await other.close();
        await store.close();
      },
      120_000,
    );
  });
};
