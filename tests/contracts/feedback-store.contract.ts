import { describe, expect, test } from "vitest";
import type { Store } from "../../src/adapters/store/store.ts";
import type { Feedback } from "../../src/domain/feedback.ts";
import type { InboundMessage } from "../../src/domain/message.ts";
import type { AnswerReply } from "../../src/domain/reply.ts";
import { type FeedbackOutcome, takeFeedback } from "../../src/flows/take-feedback.ts";
import { citedReply } from "../support/cited-reply.ts";
import { newCase } from "../support/new-case.ts";
import { reps, wording } from "../support/spine-process.ts";
import type { StoreEngine } from "../support/store-engines.ts";
import { openAt } from "../support/store-place.ts";

const at = (seconds: number) => ({ nowAt: new Date(Date.UTC(2025, 5, 20, 10, 0, seconds)).toISOString() });
const asker = { channel: "slack", memberKey: "asker" } as const;
const claim = "Every board keeps its chair.";

const answered = async (
  store: Store,
  name: string,
  over: Partial<InboundMessage> = {},
  content: AnswerReply | null = citedReply([claim]),
) => {
  const message = {
    ...asker,
    externalId: `e-${name}`,
    threadKey: "T:C:1",
    replyTo: "box",
    text: `Who chairs ${name}?`,
    sentAt: at(0).nowAt,
    ...over,
  };
  await store.spine.accept(message, { id: `M-${name}`, jobId: `J-${name}`, traceId: `t-${name}` }, at(0));
  if (content === null) return;
  await store.spine.claimJob("w", 30_000, at(1));
  const { channel, threadKey, replyTo } = message;
  const reply = { id: `M-${name}.1`, messageId: `M-${name}`, channel, threadKey, replyTo, text: `${claim} [1]`, content };
  const opened = content.case === null ? null : newCase({ ...content.case, question: message.text });
  await store.spine.finishJob(
    { jobId: `J-${name}`, worker: "w" },
    { effects: { opened, receipt: null }, answer: "x", replies: [reply] },
    at(2),
  );
};

const notRight = (submissionId: string, words: string | null = null, wantsRep = false): Feedback => ({
  kind: "not_right",
  submissionId,
  complaint: { problem: "out_of_date", words, wantsRep },
});

/** What every `FeedbackStore` promises, through the flow that uses it. */
export const feedbackStoreContract = (engine: StoreEngine): void => {
  const open = async () => {
    const place = engine.newPlace();
    const store = await openAt(place);
    let made = 0;
    const newCaseId = () => {
      made += 1;
      return `C-${made}`;
    };
    const deps = { store, reps: () => reps, wording: () => wording, newCaseId, now: () => new Date(at(9).nowAt) };
    const say = (said: Feedback, memberKey = "asker", messageId = "M-a", replica: Store = store): Promise<FeedbackOutcome> =>
      takeFeedback({ ...deps, store: replica }, { messageId, memberKey, replyTo: `to-${memberKey}`, said });
    const rows = (query: string) => engine.sql(place, query);
    const cases = () => store.cases.list({ states: ["open"] }, { limit: 50, after: null });
    return { store, place, deps, say, rows, cases };
  };
  const taken = (repeated: boolean, caseId: string | null, withRep: boolean) => ({ kind: "taken", repeated, caseId, withRep });

  describe(`${engine.name} keeps what members say of replies`, () => {
    test("thanks are counted once for each member", async () => {
      const { store, say, rows } = await open();
      await answered(store, "a");
      expect(await say({ kind: "helped" })).toEqual(taken(false, null, false));
      expect(await say({ kind: "helped" })).toEqual(taken(true, null, false));
      expect(await say({ kind: "helped" }, "other")).toEqual(taken(false, null, false));
      expect(await rows("SELECT kind, member_key, answer_id FROM feedback ORDER BY member_key")).toEqual([
        { kind: "helped", member_key: "asker", answer_id: "A-0000000001" },
        { kind: "helped", member_key: "other", answer_id: "A-0000000001" },
      ]);
      expect(await say({ kind: "helped" }, "asker", "M-gone")).toEqual({ kind: "gone" });
      await answered(store, "b", { threadKey: "T:C:2" }, null);
      expect(await say({ kind: "helped" }, "asker", "M-b")).toEqual({ kind: "gone" });
      await store.close();
    });

    test("whoever asks for a rep gets one case, however often and however many at once, and one confirmation", async () => {
      const { store, place, say, rows, cases } = await open();
      await answered(store, "a");
      const replicas = [store, ...(await Promise.all([1, 2, 3].map(() => openAt(place))))];
      // Each has its connection before they run against each other.
      for (const replica of replicas) await replica.cases.recent(1);
      const all = await Promise.all(replicas.map((replica) => say({ kind: "rep_asked" }, "asker", "M-a", replica)));
      for (const replica of replicas.slice(1)) await replica.close();
      expect(new Set(all.map((outcome) => outcome.kind === "taken" && outcome.caseId)).size).toBe(1);
      expect(all.filter((outcome) => outcome.kind === "taken" && !outcome.repeated)).toHaveLength(1);
      const [only, ...more] = await cases();
      expect(more).toEqual([]);
      expect(only).toMatchObject({ question: "Who chairs a?", reason: "rep_asked", passageIds: ["boards#1"] });
      expect(only?.origin).toMatchObject({ memberKey: "asker", messageId: "M-a", replyTo: "to-asker" });
      expect(only?.why).toContain("A-0000000001");
      expect(only?.why).toContain(`\u201C${claim}\u201D`);
      const waiting = await rows("SELECT id, reply_to, text FROM outbox WHERE id <> 'M-a.1'");
      expect(waiting).toEqual([{ id: `M-a.${only?.id}`, reply_to: "to-asker", text: expect.stringContaining(`${only?.id}`) }]);
      expect(await say(notRight("V1", "It is another chair now.", true))).toMatchObject({ caseId: only?.id, withRep: true });
      expect(await cases()).toHaveLength(1);
      const told = (await store.cases.read(only!.id))!.events.at(-1);
      expect(told).toMatchObject({ kind: "member_wrote", detail: { words: expect.stringContaining("another chair") } });
      await store.close();
    });

    test("another who reads along and asks gets a case of their own", async () => {
      const { store, say, cases } = await open();
      await answered(store, "a");
      await say({ kind: "rep_asked" });
      await say({ kind: "rep_asked" }, "other");
      expect((await cases()).map(({ origin }) => [origin?.memberKey, origin?.replyTo])).toEqual([
        ["asker", "to-asker"],
        ["other", "to-other"],
      ]);
      await store.close();
    });

    test("what is not right goes to the fallback queue once, and silences nobody's conversation", async () => {
      const { store, say, cases } = await open();
      await answered(store, "a");
      expect(await say(notRight("V1", "They were merged."))).toEqual(taken(false, "C-1", false));
      expect(await say(notRight("V1", "They were merged."))).toEqual(taken(true, "C-1", false));
      expect(await say(notRight("V2", "They were merged."))).toEqual(taken(true, "C-1", false));
      expect(await say(notRight("V3", "In May."))).toEqual(taken(false, "C-1", false));
      const [flag, ...more] = await cases();
      expect(more).toEqual([]);
      expect(flag).toMatchObject({ reason: "reply_not_right", queue: reps.fallbackQueue, priority: "normal", origin: null });
      expect(flag?.why).toMatch(/out of date: “They were merged\.”/);
      expect((await store.cases.read("C-1"))?.events.map(({ kind }) => kind)).toEqual(["opened", "member_wrote"]);
      expect(await store.cases.unresolvedOf({ ...asker, threadKey: "T:C:1" })).toBeNull();
      // A person is wanted after all: that is a case in which one can reply.
      expect(await say(notRight("V4", "In May.", true))).toEqual(taken(false, "C-2", true));
      expect(await say({ kind: "rep_asked" })).toEqual(taken(true, "C-2", true));
      expect(await store.cases.unresolvedOf({ ...asker, threadKey: "T:C:1" })).toMatchObject({ id: "C-2" });
      await store.close();
    });

    test("a reply that opened a case has its number for whoever asked", async () => {
      const { store, say } = await open();
      const summary = { id: "C-OWN", priority: "normal", dueOn: null, queue: "general", topic: "other" } as const;
      await answered(store, "a", {}, citedReply([claim], { case: summary }));
      expect(await say({ kind: "rep_asked" })).toEqual(taken(true, "C-OWN", true));
      expect(await say({ kind: "rep_asked" }, "other")).toEqual(taken(false, "C-1", true));
      await store.close();
    });

    test("nothing is written when the last write fails", async () => {
      const { store, deps, cases, rows } = await open();
      await answered(store, "a");
      const failing: typeof deps.store.together = (work) =>
        store.together((inside) =>
          work({ ...inside, feedback: { ...inside.feedback, add: () => Promise.reject(new Error("no room")) } }),
        );
      const given = { messageId: "M-a", memberKey: "asker", replyTo: "b", said: { kind: "rep_asked" } as const };
      await expect(takeFeedback({ ...deps, store: { ...store, together: failing } }, given)).rejects.toThrow("no room");
      expect(await cases()).toEqual([]);
      expect(await rows("SELECT id FROM outbox WHERE id <> 'M-a.1'")).toEqual([]);
      await store.close();
    });

    test("goes with the person who said it, and leaves others theirs", async () => {
      const { store, say, rows, cases } = await open();
      await answered(store, "a");
      await say(notRight("V1", "My Zebra words."), "other");
      await say({ kind: "helped" });
      expect(await store.privacy.held("other")).toMatchObject({ members: 1, feedback: 1, cases: 1 });
      expect((await store.privacy.read("other")).feedback).toMatchObject([{ words: "My Zebra words.", problem: "out_of_date" }]);
      const { removed } = await store.privacy.erase("other", at(20));
      expect(removed).toMatchObject({ feedback: 1, cases: 1, members: 1 });
      expect(await cases()).toEqual([]);
      expect(await rows("SELECT kind FROM feedback")).toEqual([{ kind: "helped" }]);
      expect(await rows("SELECT text FROM inbox")).toEqual([{ text: "Who chairs a?" }]);
      await say({ kind: "rep_asked" }, "third");
      await store.privacy.erase("asker", at(21));
      expect(await rows("SELECT id FROM feedback")).toEqual([]);
      expect((await cases()).map(({ origin, question }) => [origin?.memberKey, question.includes("chairs a")])).toEqual([
        ["third", false],
      ]);
      await store.close();
    });
  });

  describe(`${engine.name} keeps the HomeStore contract`, () => {
    test("shows a member their own questions and cases, newest first, without small talk", async () => {
      const { store, say } = await open();
      const { home } = store;
      expect(await home.recentQuestions(asker, 5)).toEqual([]);
      await answered(store, "a");
      await answered(store, "hello", { threadKey: "T:C:2" }, citedReply([], { outcome: "signposted", parts: [] }));
      const summary = { id: "C-OWN", priority: "high", dueOn: "2025-06-23", queue: "general", topic: "other" } as const;
      await answered(store, "mine", { threadKey: "T:C:3" }, citedReply([], { outcome: "handed_over", case: summary }));
      await answered(store, "theirs", { threadKey: "T:C:4", memberKey: "other" });
      await answered(store, "new", { threadKey: "T:C:5" }, null);
      await say(notRight("V1", "Not mine to see."), "asker");
      expect(await home.recentQuestions(asker, 5)).toMatchObject([
        { messageId: "M-new", isSettled: false, outcome: null, case: null },
        { messageId: "M-mine", isSettled: true, outcome: "handed_over", case: { id: "C-OWN", state: "open" } },
        { messageId: "M-a", isSettled: true, outcome: "answered", case: null },
      ]);
      expect(await home.recentQuestions(asker, 1)).toMatchObject([{ messageId: "M-new" }]);
      expect(await home.openCases(asker, 5)).toMatchObject([{ id: "C-OWN", state: "open", isTaken: false }]);
      expect(await home.openCases({ ...asker, memberKey: "other" }, 5)).toEqual([]);
      await store.close();
    });

    test("counts queues by priority, with the oldest and what is due", async () => {
      const { store } = await open();
      const make = (over: Parameters<typeof newCase>[0]) => store.cases.open(newCase(over));
      await make({ id: "C-1", queue: "general", priority: "normal", dueOn: null, openedAt: at(1).nowAt });
      await make({ id: "C-2", queue: "general", priority: "urgent", dueOn: "2025-06-21", openedAt: at(3).nowAt });
      await make({ id: "C-3", queue: "urgent", priority: "urgent", dueOn: "2025-07-21", openedAt: at(2).nowAt });
      await make({ id: "C-4", queue: "urgent", priority: "high", dueOn: null, openedAt: at(0).nowAt });
      const change = { event: { kind: "resolved", detail: {} }, actor: "ada", becomes: { state: "resolved" } } as const;
      await store.cases.act("C-4", null, change, at(5));
      expect(await store.home.queues("2025-06-23")).toEqual([
        { queue: "general", waiting: { normal: 1, high: 0, urgent: 1 }, unassigned: 2, dueSoon: 1, oldestAt: at(1).nowAt },
        { queue: "urgent", waiting: { normal: 0, high: 0, urgent: 1 }, unassigned: 1, dueSoon: 0, oldestAt: at(2).nowAt },
      ]);
      await store.close();
    });
  });
};
