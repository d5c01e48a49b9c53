import { describe, expect, test } from "vitest";
import type { Store } from "../../src/adapters/store/store.ts";
import { newCase } from "../support/new-case.ts";
import type { StoreEngine } from "../support/store-engines.ts";
import { openAt, type StorePlace } from "../support/store-place.ts";

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
  });
};
