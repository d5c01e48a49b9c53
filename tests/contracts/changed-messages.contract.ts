import { describe, expect, test } from "vitest";
import type { Store } from "../../src/adapters/store/store.ts";
import type { InboundMessage, OutboundReply } from "../../src/domain/message.ts";
import { newCase } from "../support/new-case.ts";
import { plainReply } from "../support/plain-reply.ts";
import type { StoreEngine } from "../support/store-engines.ts";
import { openAt } from "../support/store-place.ts";

const leaseMs = 30_000;
const at = (seconds: number) => ({ nowAt: new Date(Date.UTC(2025, 5, 20, 10, 0, seconds)).toISOString() });
const message = (over: Partial<InboundMessage> = {}): InboundMessage => ({
  channel: "slack",
  externalId: "E1",
  threadKey: "T",
  memberKey: "m1",
  replyTo: "here",
  text: "How many posts go?",
  sentAt: at(0).nowAt,
  ...over,
});
const edit = (text: string, seconds: number, over: Partial<InboundMessage> = {}) =>
  message({ externalId: `E1#${seconds}`, text, sentAt: at(seconds).nowAt, ...over });
const idsOf = (name: string) => ({ id: `M-${name}`, jobId: `J-${name}`, traceId: `t-${name}` });
const nothing = { opened: null, receipt: null };
const replyTo = (name: string): OutboundReply => ({
  id: `M-${name}.1`,
  messageId: `M-${name}`,
  channel: "slack",
  threadKey: "T",
  replyTo: "here",
  text: "Sixty.",
  content: plainReply("Sixty."),
});

/** What every `SpineStore` promises of messages that are edited or deleted, of first contacts, and of matters that move. */
export const changedMessagesContract = (engine: StoreEngine): void => {
  const place = () => engine.newPlace();
  const take = (spine: Store["spine"], name = "a", over: Partial<InboundMessage> = {}) =>
    spine.accept(message(over), idsOf(name), at(0));
  const work = async (spine: Store["spine"], name: string, effects: object = {}, intro: string | null = null) => {
    const job = await spine.claimJob("w", leaseMs, at(1));
    expect(job?.message.id).toBe(`M-${name}`);
    const done = { effects: { ...nothing, ...effects }, answer: "Sixty.", replies: [replyTo(name)], intro };
    return spine.finishJob({ jobId: job!.jobId, worker: "w" }, done, at(2));
  };
  const send = async (spine: Store["spine"], ref = "C1:1") => {
    const reply = await spine.claimReply("slack", "s", leaseMs, at(3));
    expect(reply).not.toBeNull();
    await spine.replySent({ replyId: reply!.id, worker: "s" }, ref, at(3));
    return reply!;
  };

  describe(`${engine.name}: messages whose writers think again`, () => {
    test("an edit of what waits is answered in its new form, once", async () => {
      const { spine, close } = await openAt(place());
      await take(spine);
      expect(await spine.amend("E1", edit("How many jobs go?", 5), idsOf("b"), at(5))).toBe("amended");
      expect(await spine.amend("E1", edit("How many jobs go?", 5), idsOf("c"), at(6))).not.toBe("amended");
      const job = await spine.claimJob("w", leaseMs, at(7));
      expect(job?.message).toMatchObject({ id: "M-a", text: "How many jobs go?" });
      expect((await spine.counts(at(7))).jobs).toEqual({ leased: 1 });
      await close();
    });

    test("an edit takes the question from whoever is answering its old form", async () => {
      const { spine, close } = await openAt(place());
      await take(spine);
      const held = { jobId: (await spine.claimJob("w1", leaseMs, at(1)))!.jobId, worker: "w1" };
      expect(await spine.amend("E1", edit("And in Leeds?", 2), idsOf("b"), at(2))).toBe("amended");
      expect(await spine.finishJob(held, { effects: nothing, answer: "Old.", replies: [replyTo("a")] }, at(3))).toBe(false);
      expect(await spine.claimJob("w2", leaseMs, at(4))).toMatchObject({ attempt: 1, message: { text: "And in Leeds?" } });
      await close();
    });

    test("an answered question whose words changed is a new one in the same conversation, once an edit", async () => {
      const { spine, close } = await openAt(place());
      await take(spine);
      await work(spine, "a");
      expect(await spine.amend("E1", edit("how many posts go", 5), idsOf("x"), at(5))).toBe("unchanged");
      const moved = { threadKey: "elsewhere" };
      expect(await spine.amend("E1", edit("And in Leeds?", 6, moved), idsOf("b"), at(6))).toBe("accepted");
      expect(await spine.amend("E1", edit("And in Leeds?", 6), idsOf("c"), at(7))).toMatch(/repeat|unchanged/);
      expect(await spine.amend("E1", edit("An older form", 4), idsOf("d"), at(8))).toBe("unchanged");
      expect(await spine.amend("E1", edit("And in York?", 9), idsOf("e"), at(9))).toBe("amended");
      const job = await spine.claimJob("w", leaseMs, at(10));
      expect(job?.message).toMatchObject({ id: "M-b", text: "And in York?", threadKey: "T" });
      expect((await spine.counts(at(10))).jobs).toEqual({ done: 1, leased: 1 });
      await close();
    });

    test("nobody changes another's message, and nothing is known of what never came", async () => {
      const { spine, close } = await openAt(place());
      await take(spine);
      expect(await spine.amend("E1", edit("Mine now", 5, { memberKey: "m2" }), idsOf("b"), at(5))).toBe("unknown");
      expect(await spine.amend("E9", edit("What?", 5), idsOf("b"), at(5))).toBe("unknown");
      expect(await spine.withdraw("slack", "E9", at(5))).toBe("unknown");
      expect(await spine.withdraw("email", "E1", at(5))).toBe("unknown");
      await close();
    });

    test.each(["waits", "is being answered"])(
      "what is taken back while it %s is never answered, and its words go",
      async (when) => {
        const where = place();
        const { spine, close } = await openAt(where);
        await take(spine);
        const job = when === "waits" ? null : await spine.claimJob("w", leaseMs, at(1));
        expect(await spine.withdraw("slack", "E1", at(2))).toBe("withdrawn");
        expect(await spine.withdraw("slack", "E1", at(2))).toBe("unknown");
        const done = { effects: nothing, answer: "x", replies: [replyTo("a")] };
        if (job !== null) expect(await spine.finishJob({ jobId: job.jobId, worker: "w" }, done, at(3))).toBe(false);
        expect(await spine.claimJob("w", leaseMs, at(60))).toBeNull();
        expect(await spine.amend("E1", edit("Back again?", 5), idsOf("b"), at(5))).toBe("unchanged");
        const counts = await spine.counts(at(60));
        expect([counts.jobs, counts.replies]).toEqual([{ done: 1 }, {}]);
        expect(await engine.sql(where, "SELECT text FROM inbox")).toEqual([{ text: "" }]);
        expect(await engine.sql(where, "SELECT state, code FROM jobs")).toEqual([{ state: "done", code: "withdrawn" }]);
        await close();
      },
    );

    test("an answer that was given is removed with its words, after what is being sent", async () => {
      const where = place();
      const { spine, close } = await openAt(where);
      await take(spine);
      await work(spine, "a");
      await send(spine);
      await spine.accept(message({ externalId: "E2", text: "Another" }), idsOf("z"), at(4));
      expect(await spine.withdraw("slack", "E1", at(5))).toBe("withdrawn");
      const retraction = await spine.claimReply("slack", "s", leaseMs, at(6));
      expect(retraction).toMatchObject({ id: "M-a.1.gone", text: "", content: { kind: "retraction", replyId: "M-a.1" } });
      await spine.replySent({ replyId: retraction!.id, worker: "s" }, "C1:1", at(7));
      expect(await spine.claimReply("slack", "s", leaseMs, at(8))).toBeNull();
      const left = await engine.sql(
        where,
        "SELECT i.text, i.answer, o.text AS said FROM inbox i JOIN outbox o ON o.message_id = i.id",
      );
      expect(left.map(({ text, answer, said }) => [text, answer, said])).toEqual([
        ["", null, ""],
        ["", null, ""],
      ]);
      const next = await spine.claimJob("w", leaseMs, at(9));
      expect(await spine.turnsBefore(next!.message.id, 10)).toEqual([]);
      await close();
    });

    test("a reply that waits is dropped; one that may be out, or is on its way, is removed afterwards", async () => {
      const where = place();
      const { spine, close } = await openAt(where);
      for (const [name, state] of [
        ["a", "waits"],
        ["b", "unknown"],
        ["c", "sending"],
      ] as const) {
        await take(spine, name, { externalId: `E-${name}`, threadKey: `T-${name}` });
        const job = await spine.claimJob("w", leaseMs, at(1));
        const reply = { ...replyTo(name), threadKey: `T-${name}` };
        await spine.finishJob({ jobId: job!.jobId, worker: "w" }, { effects: nothing, answer: "A", replies: [reply] }, at(1));
        if (state !== "waits") await spine.claimReply("slack", `s-${name}`, leaseMs, at(2));
        const held = { replyId: `M-${name}.1`, worker: `s-${name}` };
        if (state === "unknown") await spine.replyFailed(held, { code: "x", mayBeOut: true, dueAt: at(3).nowAt }, at(2));
        expect(await spine.withdraw("slack", `E-${name}`, at(4))).toBe("withdrawn");
        const next = await spine.claimReply("slack", "s", leaseMs, at(5));
        if (state === "waits") expect(next).toBeNull();
        if (state === "unknown") expect(next?.id).toBe("M-b.1.gone");
        if (state === "unknown") await spine.replySent({ replyId: next!.id, worker: "s" }, "C", at(5));
        if (state !== "sending") continue;
        expect(next).toBeNull();
        expect(await spine.replySent(held, "C1:9", at(6))).toBe(true);
        expect((await spine.claimReply("slack", "s", leaseMs, at(7)))?.id).toBe("M-c.1.gone");
        await spine.replySent({ replyId: "M-c.1.gone", worker: "s" }, "C", at(8));
      }
      expect(await engine.sql(where, "SELECT text FROM outbox WHERE text <> ''")).toEqual([]);
      await close();
    });

    test("what a rep has stays, with the answer that said so; what was told to a rep's case too", async () => {
      const { spine, cases, close } = await openAt(place());
      await take(spine);
      const opened = newCase();
      await work(spine, "a", { opened });
      await send(spine);
      expect(await spine.withdraw("slack", "E1", at(5))).toBe("kept_for_case");
      await take(spine, "b", { externalId: "E2", text: "My hearing is on Monday" });
      const told = { caseId: opened.id, event: { kind: "member_wrote", detail: { messageId: "M-b", words: "x" } } };
      await work(spine, "b", { told });
      expect(await spine.withdraw("slack", "E2", at(6))).toBe("kept_for_case");
      expect((await spine.counts(at(7))).replies).toEqual({ sent: 1, ready: 1 });
      expect((await cases.unresolvedOf({ ...message(), messageId: "M-a" } as never))?.question).toBe(opened.question);
      await close();
    });
  });

  describe(`${engine.name}: first contacts and matters that move`, () => {
    test("a member is told once, with a reply, and never without one", async () => {
      const { spine, close } = await openAt(place());
      await take(spine);
      const job = await spine.claimJob("w", leaseMs, at(1));
      const mute = { effects: nothing, answer: null, replies: [], intro: "I am a bot." };
      await spine.finishJob({ jobId: job!.jobId, worker: "w" }, mute, at(2));
      for (const name of ["b", "c"]) {
        await take(spine, name, { externalId: name });
        await work(spine, name, {}, "I am a bot.");
      }
      await take(spine, "d", { externalId: "d", memberKey: "m2" });
      await work(spine, "d", {}, "I am a bot.");
      const replies = [await send(spine), await send(spine), await send(spine)];
      expect(replies.map(({ content }) => "intro" in content)).toEqual([true, false, true]);
      expect(replies[0]?.text).toBe("I am a bot.\n\nSixty.");
      await close();
    });

    test("a matter that moves has its case where it goes on, and leaves nothing where it was written", async () => {
      const { spine, cases, conversations, close } = await openAt(place());
      await take(spine);
      await work(spine, "a", { opened: newCase(), movedTo: "private" });
      expect(await conversations.isKnown("slack", "T")).toBe(false);
      expect(await cases.unresolvedOf({ ...message({ threadKey: "private" }), messageId: "M-b" } as never)).not.toBeNull();
      await close();
    });

    test("words that are not kept are gone with the end of the job", async () => {
      const where = place();
      const { spine, close } = await openAt(where);
      await take(spine);
      await work(spine, "a", { forgetsWords: true });
      expect(await engine.sql(where, "SELECT text, decision FROM inbox")).toEqual([{ text: "", decision: null }]);
      await close();
    });
  });

  describe(`${engine.name} keeps the SilenceStore contract`, () => {
    test("until it is woken; being told to outlasts that people talk", async () => {
      const { silences, close } = await openAt(place());
      expect(await silences.whyOf("slack", "T")).toBeNull();
      expect(await silences.hush("slack", "T", "people_talk", at(0))).toBe(true);
      expect(await silences.hush("slack", "T", "people_talk", at(1))).toBe(false);
      expect(await silences.hush("slack", "T", "told_to", at(2))).toBe(true);
      expect(await silences.hush("slack", "T", "people_talk", at(3))).toBe(false);
      expect(await silences.hush("slack", "T", "told_to", at(3))).toBe(false);
      expect([await silences.whyOf("slack", "T"), await silences.whyOf("slack", "U")]).toEqual(["told_to", null]);
      await silences.wake("slack", "T");
      expect(await silences.whyOf("slack", "T")).toBeNull();
      await close();
    });

    test("an erased member leaves no silence behind, unless somebody else wrote there", async () => {
      const { spine, silences, privacy, close } = await openAt(place());
      await take(spine);
      await take(spine, "b", { externalId: "E2", threadKey: "shared" });
      await take(spine, "c", { externalId: "E3", threadKey: "shared", memberKey: "m2" });
      for (const thread of ["T", "shared"]) await silences.hush("slack", thread, "told_to", at(1));
      expect((await privacy.overview()).find(({ table }) => table === "silences")).toMatchObject({ rows: 2 });
      expect((await privacy.erase("m1", at(2))).removed.silences).toBe(1);
      expect([await silences.whyOf("slack", "T"), await silences.whyOf("slack", "shared")]).toEqual([null, "told_to"]);
      await close();
    });

    test("and goes with the messages of its conversation when they have been kept for long enough", async () => {
      const { spine, silences, retention, close } = await openAt(place());
      await take(spine);
      await silences.hush("slack", "T", "told_to", at(1));
      await spine.withdraw("slack", "E1", at(2));
      expect(await retention.removeExpired("messages", at(50).nowAt, 10)).toMatchObject({ inbox: 1, silences: 1 });
      await close();
    });
  });
};
