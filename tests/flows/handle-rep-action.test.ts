import { afterAll, describe, expect, test } from "vitest";
import type { Store } from "../../src/adapters/store/store.ts";
import type { CaseToOpen } from "../../src/domain/effects.ts";
import { handleRepAction, type RepActionOutcome } from "../../src/flows/handle-rep-action.ts";
import { origin } from "../support/case-actors.ts";
import { newCase } from "../support/new-case.ts";
import { postgresEngine, postgresMissing, type StoreEngine, sqliteEngine } from "../support/store-engines.ts";
import { openAt } from "../support/store-place.ts";

const at = (hour: number) => ({ nowAt: new Date(Date.UTC(2025, 5, 20, hour)).toISOString() });
const ada = { id: "ada", role: "rep", signedAs: "Ada L." };
const bob = { id: "bob", role: "rep", signedAs: "Bob" };

/** A case of a member's conversation, whose message was answered long ago by the bot. */
const openCase = async (store: Store): Promise<CaseToOpen> => {
  const { messageId: id, ...conversation } = origin;
  const message = { ...conversation, externalId: "e1", text: "My letter came.", sentAt: at(0).nowAt };
  await store.spine.accept(message, { id, jobId: "J-1", traceId: "trace-1" }, at(0));
  await store.spine.claimJob("w", 30_000, at(0));
  const opened = newCase({ dueOn: null });
  const done = { effects: { opened, receipt: null }, answer: "A rep will look.", replies: [] };
  await store.spine.finishJob({ jobId: "J-1", worker: "w" }, done, at(0));
  return opened;
};

const contract = (engine: StoreEngine): void => {
  const setUp = async () => {
    const store = await openAt(engine.newPlace());
    const { id } = await openCase(store);
    let actions = 0;
    const submit = (action: unknown, seenVersion: number, over: object = {}): Promise<RepActionOutcome> => {
      actions += 1;
      const submitted = { caseId: id, seenVersion, actionId: `action-${actions}`, actor: ada, action, ...over };
      return handleRepAction({ store, now: () => new Date(at(1).nowAt) }, submitted);
    };
    const outbox = async (nowAt = at(2).nowAt) => {
      const replies = [];
      for (let more = true; more; ) {
        const reply = await store.spine.claimReply("loopback", "s", 30_000, { nowAt });
        more = reply !== null;
        if (reply !== null) replies.push(reply);
        if (reply !== null) await store.spine.replySent({ replyId: reply.id, worker: "s" }, "ref", { nowAt });
      }
      return replies;
    };
    const audit = () => store.audit.about({ kind: "case", id });
    return { store, id, submit, outbox, audit };
  };

  describe(`a rep's action on ${engine.name}`, () => {
    test("sends a reply to the member's own thread, months later, and keeps event, state and audit with it", async () => {
      const { store, id, submit, outbox, audit } = await setUp();
      const done = await submit({ kind: "reply", words: "  Bring\u200B the letter.\r\nI will come.\u202E " }, 1);
      expect(done).toMatchObject({ kind: "done", repeated: false, record: { state: "pending", assignee: "ada", version: 2 } });
      const words = "Bring the letter.\nI will come.";
      const [reply, ...others] = await outbox(new Date(Date.UTC(2025, 10, 20)).toISOString());
      expect(others).toEqual([]);
      expect(reply).toMatchObject({
        id: `${id}.action-1`,
        messageId: origin.messageId,
        threadKey: origin.threadKey,
        replyTo: origin.replyTo,
        text: `${words}\n\nAda L.`,
        content: { kind: "rep", caseId: id, signedAs: "Ada L.", words },
        question: "My letter came.",
        traceId: "trace-1",
      });
      expect((await store.cases.read(id))?.events.at(-1)).toMatchObject({
        kind: "replied",
        actor: "ada",
        actionId: "action-1",
        detail: { replyId: reply!.id, signedAs: "Ada L.", words },
      });
      expect(await audit()).toMatchObject([
        { actor: "ada", action: "case_replied", codes: { version: 2, state: "pending", assignee: "ada" } },
      ]);
      expect(JSON.stringify(await audit())).not.toContain("letter");
      await store.close();
    });

    test("replies to what the member wrote last, and to no other member of the thread", async () => {
      const { store, submit, outbox } = await setUp();
      const { messageId: _, ...conversation } = origin;
      const arrive = (name: string, memberKey: string) => {
        const message = { ...conversation, memberKey, replyTo: `box ${name}`, externalId: name, text: name, sentAt: at(1).nowAt };
        return store.spine.accept(message, { id: `M-${name}`, jobId: `J-${name}`, traceId: "t" }, at(1));
      };
      await arrive("later", origin.memberKey);
      await arrive("another", "m2");
      expect(await submit({ kind: "reply", words: "Yes." }, 1)).toMatchObject({ kind: "done" });
      expect(await outbox()).toMatchObject([{ messageId: "M-later", replyTo: "box later", question: "later" }]);
      await store.close();
    });

    test("does once what is handed in twice, at once or later, and says so", async () => {
      const { store, id, submit, outbox, audit } = await setUp();
      const same = { actionId: "the-same-action" };
      const outcomes = await Promise.all([1, 2, 3].map(() => submit({ kind: "reply", words: "Once." }, 1, same)));
      expect(outcomes.map((outcome) => outcome.kind === "done" && outcome.repeated).sort()).toEqual([false, true, true]);
      await submit({ kind: "resolve" }, 2);
      expect(await submit({ kind: "reply", words: "Once." }, 1, same)).toMatchObject({ kind: "done", repeated: true });
      expect(await outbox()).toHaveLength(1);
      expect((await store.cases.read(id))?.events.map(({ kind }) => kind)).toEqual(["opened", "replied", "resolved"]);
      expect(await audit()).toHaveLength(2);
      await store.close();
    });

    test("does not take other words, or another rep, for a repeat", async () => {
      const { store, id, submit } = await setUp();
      const same = { actionId: "the-same-action" };
      await submit({ kind: "note", words: "First." }, 1, same);
      const taken = { kind: "illegal", code: "action_id_taken" };
      expect(await submit({ kind: "note", words: "Second." }, 2, same)).toEqual(taken);
      expect(await submit({ kind: "note", words: "First." }, 2, { ...same, actor: bob })).toEqual(taken);
      expect(await submit({ kind: "claim" }, 2, same)).toEqual(taken);
      expect((await store.cases.read(id))?.events).toHaveLength(2);
      await store.close();
    });

    test("tells the second of two who claim who was first", async () => {
      const { store, submit, audit } = await setUp();
      const outcomes = await Promise.all([submit({ kind: "claim" }, 1), submit({ kind: "claim" }, 1, { actor: bob })]);
      const won = outcomes.find(({ kind }) => kind === "done");
      const assignee = won?.kind === "done" ? won.record.assignee : null;
      expect(outcomes.filter((outcome) => outcome !== won)).toMatchObject([
        { kind: "stale", by: assignee, what: "claimed", current: { assignee, version: 2 } },
      ]);
      expect(await audit()).toMatchObject([{ actor: assignee, action: "case_claimed" }]);
      await store.close();
    });

    test("shows a rep what the member wrote before letting a reply out that does not know it, but takes a note", async () => {
      const { store, id, submit, outbox } = await setUp();
      await submit({ kind: "claim" }, 1);
      const detail = { messageId: "M-2", words: "It is settled." };
      await store.cases.tell({ caseId: id, event: { kind: "member_wrote", detail } }, at(1));
      expect(await submit({ kind: "reply", words: "Sign nothing." }, 2)).toMatchObject({
        kind: "stale",
        by: "noticeboard",
        what: "member_wrote",
      });
      expect(await submit({ kind: "note", words: "Seen." }, 2)).toMatchObject({ kind: "done", record: { version: 4 } });
      expect(await outbox()).toEqual([]);
      await store.close();
    });

    test("writes nothing of what is not legal, names no case that is not there, and no field that is out of form", async () => {
      const { store, id, submit, outbox, audit } = await setUp();
      expect(await submit({ kind: "unassign" }, 1)).toEqual({ kind: "illegal", code: "nobody_has_it" });
      expect(await submit({ kind: "claim" }, 1, { caseId: "C-000000" })).toEqual({ kind: "unknown_case" });
      const malformed = async (action: unknown, over: object = {}) => {
        const outcome = await submit(action, 1, over);
        return outcome.kind === "malformed" ? outcome.field : outcome;
      };
      expect(await malformed({ kind: "reply", words: " \u200B\n" })).toBe("action.words");
      expect(await malformed({ kind: "reply", words: "x".repeat(10_001) })).toBe("action.words");
      expect(await malformed({ kind: "note" })).toBe("action.words");
      expect(await malformed({ kind: "delete" })).toBe("action.kind");
      expect(await malformed({ kind: "claim", as: "bob" })).toBe("action");
      expect(await malformed({ kind: "wake" })).toBe("action.kind");
      expect(await malformed({ kind: "snooze", untilAt: "tomorrow" })).toBe("action.untilAt");
      expect(await malformed({ kind: "assign", to: "Bob Smith" })).toBe("action.to");
      expect(await malformed({ kind: "claim" }, { actionId: "short" })).toBe("actionId");
      expect(await malformed({ kind: "claim" }, { seenVersion: 0 })).toBe("seenVersion");
      expect(await malformed({ kind: "claim" }, { actor: { ...ada, role: "boss" } })).toBe("actor.role");
      expect(await malformed({ kind: "claim" }, { actor: { ...ada, signedAs: "\u200B" } })).toBe("actor.signedAs");
      expect(await handleRepAction({ store, now: () => new Date() }, "claim it")).toEqual({ kind: "malformed", field: "action" });
      expect([(await store.cases.read(id))?.events.length, await outbox(), await audit()]).toEqual([1, [], []]);
      await store.close();
    });

    test("says so when there is no way to the member, and writes nothing", async () => {
      const { store, id, submit, audit } = await setUp();
      const asked = newCase();
      await store.cases.open(asked);
      const reply = { kind: "reply", words: "Hello." };
      expect(await submit(reply, 1, { caseId: asked.id })).toEqual({ kind: "unreachable", code: "no_channel" });
      expect(await submit({ kind: "resolve" }, 1, { caseId: asked.id })).toMatchObject({ kind: "done" });
      const gone = newCase();
      await store.cases.open(gone, { ...origin, threadKey: "t-gone", messageId: "M-gone" });
      expect(await submit(reply, 1, { caseId: gone.id })).toEqual({ kind: "unreachable", code: "message_gone" });
      expect((await store.cases.read(gone.id))?.record).toMatchObject({ state: "open", version: 1 });
      expect(await submit(reply, 1)).toMatchObject({ kind: "done" });
      expect((await audit()).map(({ subject }) => subject.id)).toEqual([id]);
      await store.close();
    });

    test("leaves nothing behind when the store fails at any of its writes", async () => {
      const { store, id, submit, outbox, audit } = await setUp();
      for (const part of ["cases", "spine", "audit"] as const) {
        const failing: Parameters<typeof handleRepAction>[0]["store"] = {
          together: (work) =>
            store.together((inside) => {
              const fail = () => Promise.reject(new Error("disk full"));
              const broken = {
                cases: { ...inside.cases, act: fail },
                spine: { ...inside.spine, enqueue: fail },
                audit: { append: fail },
              };
              return work({ ...inside, [part]: broken[part] });
            }),
        };
        const submitted = {
          caseId: id,
          seenVersion: 1,
          actionId: "reply-once",
          actor: ada,
          action: { kind: "reply", words: "Hi." },
        };
        await expect(handleRepAction({ store: failing, now: () => new Date() }, submitted)).rejects.toThrow("disk full");
        expect((await store.cases.read(id))?.events).toHaveLength(1);
        expect([await outbox(), await audit()]).toEqual([[], []]);
      }
      expect(await submit({ kind: "reply", words: "Hi." }, 1, { actionId: "reply-once" })).toMatchObject({ repeated: false });
      await store.close();
    });
  });
};

const sqlite = sqliteEngine();
afterAll(() => sqlite.dropAll());
contract(sqlite);

describe.skipIf(postgresMissing !== null)(`with PostgreSQL${postgresMissing === null ? "" : ` (${postgresMissing})`}`, () => {
  const postgres = postgresEngine();
  afterAll(() => postgres.dropAll());
  contract(postgres);
});
