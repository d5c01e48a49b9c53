import { describe, expect, test } from "vitest";
import type { Store } from "../../src/adapters/store/store.ts";
import type { InboundMessage } from "../../src/domain/message.ts";
import { type KeptDays, sweepExpired } from "../../src/flows/sweep-expired.ts";
import { newCase } from "../support/new-case.ts";
import { plainReply } from "../support/plain-reply.ts";
import { pageOf, receiptOf } from "../support/receipts.ts";
import type { StoreEngine } from "../support/store-engines.ts";
import { openAt } from "../support/store-place.ts";

const leaseMs = 30_000;
const dayMs = 86_400_000;
const start = Date.UTC(2025, 0, 1, 10);
const on = (day: number) => ({ nowAt: new Date(start + day * dayMs).toISOString() });
const forum = pageOf("forum", { Forum: ["The forum meets on 3 June."] });
const days: KeptDays = { messagesDays: 90, casesDays: 730, answersDays: 365, auditDays: 2190 };

/** Takes in a message, ends its job with a case and a receipt when asked, and sends the reply. */
const told = async (
  store: Store,
  name: string,
  day: number,
  what: { opensCase?: boolean; isSent?: boolean; message?: Partial<InboundMessage> } = {},
) => {
  const conversation = { channel: "slack" as const, threadKey: `thread-${name}`, memberKey: `m-${name}`, ...what.message };
  const message = { ...conversation, externalId: `e-${name}`, replyTo: "box", text: `Words of ${name}?`, sentAt: on(day).nowAt };
  await store.spine.accept(message, { id: `M-${name}`, jobId: `J-${name}`, traceId: `t-${name}` }, on(day));
  await store.spine.claimJob("w", leaseMs, on(day));
  const opened = what.opensCase ? newCase({ id: `C-${name}`, openedAt: on(day).nowAt }) : null;
  const receipt = receiptOf(`A-${name}`, [[[forum, "The forum meets on 3 June."]]], { answeredAt: on(day).nowAt });
  const reply = { id: `R-${name}`, messageId: `M-${name}`, channel: "slack" as const, threadKey: message.threadKey };
  const replies = [{ ...reply, replyTo: "box", text: "Yes.", content: plainReply("Yes.") }];
  expect(
    await store.spine.finishJob(
      { jobId: `J-${name}`, worker: "w" },
      { effects: { opened, receipt }, answer: "Yes.", replies },
      on(day),
    ),
  ).toBe(true);
  if (what.isSent === false) return;
  await store.spine.claimReply("slack", "s", leaseMs, on(day));
  await store.spine.replySent({ replyId: `R-${name}`, worker: "s" }, "ref", on(day));
};

/** What every `RetentionStore` promises, through the sweep that uses it. */
export const retentionStoreContract = (engine: StoreEngine): void => {
  const open = async () => {
    const place = engine.newPlace();
    const store = await openAt(place);
    const idsIn = async (table: string, column = "id") =>
      (await engine.sql(place, `SELECT ${column} AS id FROM ${table} ORDER BY 1`)).map(({ id }) => id);
    const setCase = (id: string, day: number | null) =>
      engine.sql(
        place,
        day === null
          ? `UPDATE cases SET state = 'open', resolved_at = NULL WHERE id = '${id}'`
          : `UPDATE cases SET state = 'resolved', resolved_at = '${on(day).nowAt}' WHERE id = '${id}'`,
      );
    const sweep = (day: number, over: Partial<KeptDays> = {}) =>
      sweepExpired({
        retention: store.retention,
        audit: store.audit,
        days: { ...days, ...over },
        now: () => new Date(start + day * dayMs),
        pause: async () => undefined,
        isStopping: () => false,
      });
    return { store, idsIn, setCase, sweep };
  };

  describe(`${engine.name} keeps the RetentionStore contract`, () => {
    test("removes a message with its job and reply on its day, not before, and says so in the audit", async () => {
      const { store, idsIn, sweep } = await open();
      await told(store, "a", 0);
      await told(store, "b", 60);
      expect(await sweep(30)).toEqual({});
      expect((await store.audit.check()).entries).toBe(0);
      expect(await sweep(90)).toEqual({ seen_messages: 1 });
      expect(await sweep(91)).toEqual({ inbox: 1, jobs: 1, outbox: 1, seen_messages: 1 });
      expect(await idsIn("inbox")).toEqual(["M-b"]);
      expect(await idsIn("outbox")).toEqual(["R-b"]);
      const swept = await store.audit.about({ kind: "store", id: "retention" });
      expect(swept.map(({ action, codes }) => [action, codes])).toEqual([
        ["retention_swept", { seen_messages: 1 }],
        ["retention_swept", { inbox: 1, jobs: 1, outbox: 1, seen_messages: 1 }],
      ]);
      await store.close();
    });

    test("keeps a message whose reply is not out, whose job is not done, or in whose conversation a case is open", async () => {
      const { store, idsIn, sweep, setCase } = await open();
      await told(store, "case", 0, { opensCase: true });
      await told(store, "beside", 1, { message: { threadKey: "thread-case" } });
      await told(store, "plain", 1);
      await told(store, "unsent", 1, { isSent: false });
      const waiting = { channel: "slack" as const, externalId: "e", threadKey: "t", memberKey: "m", replyTo: "b", text: "?" };
      await store.spine.accept({ ...waiting, sentAt: on(2).nowAt }, { id: "M-job", jobId: "J", traceId: "t" }, on(2));
      await sweep(300);
      expect(await idsIn("inbox")).toEqual(["M-beside", "M-case", "M-job", "M-unsent"]);
      await setCase("C-case", 250);
      await sweep(300);
      expect(await idsIn("inbox")).toContain("M-case");
      await sweep(341);
      expect(await idsIn("inbox")).toEqual(["M-job", "M-unsent"]);
      await store.close();
    });

    test("removes resolved cases with their history and answers with what only they quote; open cases stay for ever", async () => {
      const { store, idsIn, sweep, setCase } = await open();
      await told(store, "a", 0, { opensCase: true });
      await told(store, "b", 0, { opensCase: true });
      await told(store, "c", 10);
      await setCase("C-a", 20);
      await sweep(366);
      expect(await idsIn("answers")).toEqual(["A-c"]);
      expect(await idsIn("cited_passages", "digest")).toHaveLength(1);
      await sweep(376);
      expect([await idsIn("answers"), await idsIn("claims", "answer_id"), await idsIn("cited_passages", "digest")]).toEqual([
        [],
        [],
        [],
      ]);
      expect(await idsIn("cases")).toEqual(["C-a", "C-b"]);
      const last = await sweep(751);
      expect(last).toMatchObject({ cases: 1, case_events: 1 });
      expect(await idsIn("cases")).toEqual(["C-b"]);
      expect(await idsIn("case_events", "case_id")).toEqual(["C-b"]);
      // The member of the open case stays, whoever has nothing left goes.
      expect(await idsIn("members", "key")).toEqual(["m-b"]);
      await store.close();
    });

    test("removes the oldest of the audit, which still checks, and keeps for ever what it is told to", async () => {
      const { store, idsIn, sweep } = await open();
      const entry = { actor: "operator", action: "tested", subject: { kind: "store" as const, id: "x" }, codes: {} };
      for (let day = 0; day < 450; day += 1) await store.audit.append(entry, on(day));
      await told(store, "a", 0);
      const forever = { messagesDays: null, casesDays: null, answersDays: null, auditDays: null };
      expect(await sweep(2400, forever)).toEqual({ seen_messages: 1 });
      expect(await idsIn("inbox")).toEqual(["M-a"]);
      expect(await sweep(2591, forever)).toEqual({});
      expect(await sweep(2591, { ...forever, auditDays: 2190 })).toEqual({ audit: 401 });
      expect(await store.audit.check()).toMatchObject({ brokenAt: null });
      expect((await store.audit.about(entry.subject)).length).toBe(49);
      await store.close();
    });

    test("gives a chore to one of several, and again when its time has come, whatever the clock did", async () => {
      const { store } = await open();
      const take = (day: number) => store.retention.takeChore("retention", dayMs, on(day));
      expect((await Promise.all([take(1), take(1), take(1)])).filter(Boolean)).toHaveLength(1);
      expect(await take(1.9)).toBe(false);
      expect(await take(2)).toBe(true);
      expect(await take(0.5)).toBe(true);
      expect(await store.retention.takeChore("another", dayMs, on(2))).toBe(true);
      await store.close();
    });
  });
};
