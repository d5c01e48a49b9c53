import { describe, expect, test } from "vitest";
import type { Store } from "../../src/adapters/store/store.ts";
import type { CaseNews } from "../../src/domain/case-event.ts";
import type { CaseChange } from "../../src/domain/case-record.ts";
import type { Origin } from "../../src/domain/message.ts";
import { newCase } from "../support/new-case.ts";
import type { StoreEngine } from "../support/store-engines.ts";
import { openAt, type StorePlace } from "../support/store-place.ts";
import { storeProcesses } from "../support/store-processes.ts";

const at = (minute: number) => ({ nowAt: `2025-06-20T11:${String(minute).padStart(2, "0")}:00.000Z` });
const claimBy = (rep: string): CaseChange => ({
  event: { kind: "claimed", detail: {} },
  actor: rep,
  becomes: { assignee: rep },
});
const noteBy = (rep: string, words: string): CaseChange => ({
  event: { kind: "noted", detail: { words } },
  actor: rep,
  becomes: {},
});
const resolvedAt = (nowAt: string): CaseChange => ({
  event: { kind: "resolved", detail: {} },
  actor: "ada",
  becomes: { state: "resolved", resolvedAt: nowAt },
});
const origin: Origin = { messageId: "M-1", channel: "loopback", threadKey: "t1", memberKey: "m1", replyTo: "box" };
const wrote = (caseId: string, words: string): CaseNews => ({
  caseId,
  event: { kind: "member_wrote", detail: { messageId: "M-2", words } },
});

/** What every `CaseStore` promises, and what the engine itself refuses. */
export const caseStoreContract = (engine: StoreEngine): void => {
  const open = async (): Promise<{ store: Store; place: StorePlace }> => {
    const place = engine.newPlace();
    return { place, store: await openAt(place) };
  };

  describe(`${engine.name} keeps the CaseStore contract`, () => {
    test("opens cases under short, unguessable numbers and lists the newest first", async () => {
      const { store } = await open();
      const opened = Array.from({ length: 30 }, (_, index) => newCase({ openedAt: `2025-06-20T10:00:${10 + index}.000Z` }));
      await Promise.all(opened.map((matter) => store.cases.open(matter)));
      expect(new Set(opened.map((each) => each.id)).size).toBe(30);
      for (const { id } of opened) expect(id).toMatch(/^C-[0-9A-HJKMNP-TV-Z]{6}$/u);
      const recent = await store.cases.recent(2);
      expect(recent.map((each) => each.openedAt)).toEqual(["2025-06-20T10:00:39.000Z", "2025-06-20T10:00:38.000Z"]);
      expect(recent[0]).toEqual({
        id: opened[29]!.id,
        priority: "high",
        dueOn: "2025-07-01",
        queue: "reps",
        topic: "redundancy",
        question: opened[29]!.question,
        reason: "personal_matter",
        openedAt: "2025-06-20T10:00:39.000Z",
      });
      await store.close();
    });

    test("loses no case to a character in it", async () => {
      const { store } = await open();
      await store.cases.open(newCase({ question: "My \u0000 letter \uD83D", scenario: "\u0000", passageIds: ["a\u0000#1"] }));
      expect((await store.cases.recent(1))[0]).toMatchObject({ question: "My \uFFFD letter \uFFFD" });
      await store.close();
    });

    test("begins each history with why the case came, and lets nobody rewrite it", async () => {
      const { store, place } = await open();
      const matter = newCase({ why: "says \u201Cmy\u201D" });
      await store.cases.open(matter);
      const events = `SELECT case_id, kind, detail, happened_at FROM case_events`;
      const [event, ...others] = await engine.sql(place, events);
      expect(others).toEqual([]);
      expect(event).toMatchObject({ case_id: matter.id, kind: "opened", happened_at: matter.openedAt });
      expect(JSON.parse(String(event!.detail))).toEqual({ reason: "personal_matter", why: "says \u201Cmy\u201D", queue: "reps" });
      await expect(engine.sql(place, "UPDATE case_events SET kind = 'closed'")).rejects.toThrow("append-only");
      expect(await engine.sql(place, events)).toEqual([event]);
      await store.close();
    });

    test("writes a case and its first event whole or not at all", async () => {
      const { store, place } = await open();
      const broken = newCase({ why: 1n as unknown as string });
      await expect(store.cases.open(broken)).rejects.toThrow();
      expect(await engine.sql(place, "SELECT id FROM cases")).toEqual([]);
      await store.close();
    });

    test("reads a case back whole, with all that happened, in order", async () => {
      const { store } = await open();
      const matter = newCase();
      await store.cases.open(matter, origin);
      await store.cases.open(newCase());
      expect((await store.cases.act(matter.id, 1, claimBy("ada"), { ...at(1), actionId: "a1" })).kind).toBe("done");
      await store.cases.act(matter.id, 2, noteBy("bob", "Spoke to them \u0000 today."), at(2));
      const { question, scenario, reason, why, priority, dueOn, dueWords, queue, topic, passageIds, openedAt } = matter;
      const asOpened = { question, scenario, reason, why, priority, dueOn, dueWords, queue, topic, passageIds, openedAt };
      const now = { state: "open", assignee: "ada", snoozedUntilAt: null, resolvedAt: null, version: 3 };
      expect(await store.cases.read(matter.id)).toEqual({
        record: { id: matter.id, ...asOpened, origin, ...now },
        events: [
          {
            kind: "opened",
            detail: { reason, why, queue },
            version: 1,
            actor: "noticeboard",
            actionId: null,
            happenedAt: openedAt,
          },
          { kind: "claimed", detail: {}, version: 2, actor: "ada", actionId: "a1", happenedAt: at(1).nowAt },
          {
            kind: "noted",
            detail: { words: "Spoke to them \u0000 today." },
            version: 3,
            actor: "bob",
            actionId: null,
            happenedAt: at(2).nowAt,
          },
        ],
      });
      expect(await store.cases.read("C-000000")).toBeNull();
      expect(await store.cases.act("C-000000", 1, claimBy("ada"), at(1))).toEqual({ kind: "unknown_case" });
      await store.close();
    });

    test("says whose change came first, what it was, and how the case stands now", async () => {
      const { store } = await open();
      const { id } = newCase();
      await store.cases.open(newCase({ id }));
      await store.cases.act(id, 1, claimBy("ada"), at(1));
      await store.cases.act(id, null, noteBy("cy", "Hello."), at(2));
      const { record: current } = (await store.cases.read(id))!;
      const lost = { kind: "stale", by: "ada", what: "claimed", current };
      expect(await store.cases.act(id, 1, claimBy("bob"), at(3))).toEqual(lost);
      expect(await store.cases.act(id, 2, claimBy("bob"), at(3))).toEqual({ ...lost, by: "cy", what: "noted" });
      expect(await store.cases.act(id, 9, claimBy("bob"), at(3))).toEqual({ ...lost, by: "cy", what: "noted" });
      expect((await store.cases.read(id))?.record.version).toBe(3);
      await store.close();
    });

    test("writes an action once, however often it is handed in", async () => {
      const { store } = await open();
      const { id } = newCase();
      await store.cases.open(newCase({ id }));
      const twice = { ...at(1), actionId: "note-1" };
      const outcomes = await Promise.all([1, 2, 3].map(() => store.cases.act(id, null, noteBy("ada", "Once."), twice)));
      expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["done", "repeat", "repeat"]);
      expect(outcomes.find(({ kind }) => kind === "repeat")).toMatchObject({ event: { version: 2, actionId: "note-1" } });
      expect((await store.cases.read(id))?.events).toHaveLength(2);
      const other = newCase();
      await store.cases.open(other);
      expect((await store.cases.act(other.id, 1, noteBy("ada", "Once."), twice)).kind).toBe("done");
      await store.close();
    });

    test("gives a case to one of many that claim it at once", async () => {
      const { store, place } = await open();
      const second = await openAt(place);
      const cases = Array.from({ length: 20 }, () => newCase());
      for (const matter of cases) await store.cases.open(matter);
      for (const { id } of cases) {
        const claims = [store, second].flatMap(({ cases: on }, side) =>
          [0, 1].map((number) => on.act(id, 1, claimBy(`rep-${side}${number}`), at(1))),
        );
        const outcomes = await Promise.all(claims);
        const { assignee } = (await store.cases.read(id))!.record;
        expect(outcomes.filter(({ kind }) => kind === "done")).toMatchObject([{ record: { assignee, version: 2 } }]);
        const told = { kind: "stale", by: assignee, what: "claimed", current: { assignee } };
        expect(outcomes.filter(({ kind }) => kind === "stale")).toMatchObject([told, told, told]);
      }
      await Promise.all([store.close(), second.close()]);
    });

    test("gives each case to one of two processes, and tells the other who has it", async () => {
      const { store, place } = await open();
      const cases = Array.from({ length: 60 }, () => newCase());
      for (const matter of cases) await store.cases.open(matter);
      const caseIds = cases.map(({ id }) => id);
      const racers = await storeProcesses(2);
      // One from each end, so that whoever is quicker does not win them all.
      const orders = [caseIds, [...caseIds].reverse()];
      const answers = await racers.all((as) => ({ task: "claim", place, as, caseIds: orders[as]!, ...at(1) }));
      racers.end();
      const [first, second] = [answers[0] as string[], (answers[1] as string[]).toReversed()];
      const expected = { won: "done", lostTo: (rep: number) => `stale rep-${rep} claimed rep-${rep}` };
      for (const index of caseIds.keys()) {
        const pair = [first[index], second[index]];
        expect([
          [expected.won, expected.lostTo(0)],
          [expected.lostTo(1), expected.won],
        ]).toContainEqual(pair);
      }
      await store.close();
    }, 60_000);

    test("takes a member's words at any time, and opens the case by them with whoever had it", async () => {
      const { store } = await open();
      const matter = newCase();
      await store.cases.open(matter, origin);
      await store.cases.act(matter.id, 1, claimBy("ada"), at(1));
      await store.cases.act(matter.id, 2, resolvedAt(at(2).nowAt), at(2));
      expect(await store.cases.tell(wrote(matter.id, "One more thing."), at(3))).toBe(true);
      const kept = (await store.cases.read(matter.id))!;
      expect(kept.record).toMatchObject({ state: "open", assignee: "ada", resolvedAt: null, version: 4 });
      expect(kept.events.at(-1)).toMatchObject({
        kind: "member_wrote",
        actor: "noticeboard",
        detail: { words: "One more thing." },
      });
      expect(await store.cases.tell(wrote("C-000000", "Lost?"), at(3))).toBe(false);
      await store.close();
    });

    test("lets no event be changed or taken out, and lets a whole case go", async () => {
      const { store, place } = await open();
      const [gone, stays] = [newCase(), newCase()];
      for (const { id } of [gone, stays]) {
        await store.cases.open(newCase({ id }));
        await store.cases.act(id, 1, noteBy("ada", "Kept."), at(1));
      }
      const events = "SELECT case_id, version, detail FROM case_events ORDER BY case_id, version";
      const before = await engine.sql(place, events);
      for (const statement of [
        "DELETE FROM case_events WHERE version = 2",
        `DELETE FROM case_events WHERE case_id = '${gone.id}'`,
        "UPDATE case_events SET detail = '{}'",
        `UPDATE case_events SET case_id = '${stays.id}', version = 3 WHERE version = 2`,
      ])
        await expect(engine.sql(place, statement), statement).rejects.toThrow("append-only");
      expect(await engine.sql(place, events)).toEqual(before);
      await engine.sql(
        place,
        `${engine.name === "SQLite" ? "PRAGMA foreign_keys = ON; " : ""}DELETE FROM cases WHERE id = '${gone.id}'`,
      );
      expect(await engine.sql(place, events)).toEqual(before.filter((row) => row.case_id === stays.id));
      await store.close();
    });

    test("refuses two events of one version, whoever writes them", async () => {
      const { store, place } = await open();
      const matter = newCase();
      await store.cases.open(matter);
      const second = `INSERT INTO case_events (case_id, kind, detail, happened_at, version, actor)
        VALUES ('${matter.id}', 'claimed', '{}', '${at(1).nowAt}', 1, 'ada')`;
      await expect(engine.sql(place, second)).rejects.toThrow(/unique/i);
      await store.close();
    });

    test("names the case and the event that somebody wrote out of form", async () => {
      const { store, place } = await open();
      const matter = newCase();
      await store.cases.open(matter);
      const foreign = (kind: string, detail: string, version: number) =>
        engine.sql(
          place,
          `INSERT INTO case_events (case_id, kind, detail, happened_at, version)
            VALUES ('${matter.id}', '${kind}', '${detail}', '${at(1).nowAt}', ${version})`,
        );
      await foreign("noted", '{"text":"a secret"}', 2);
      const fault = await store.cases.read(matter.id).catch((cause: Error) => cause.message);
      expect(fault).toContain(`event 2 of case ${matter.id} is out of form at detail.words`);
      expect(fault).not.toContain("secret");
      await store.close();
    });
  });
};
