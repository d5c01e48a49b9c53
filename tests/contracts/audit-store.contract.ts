import { describe, expect, test } from "vitest";
import type { AuditEntry } from "../../src/ports/audit-store.ts";
import type { StoreEngine } from "../support/store-engines.ts";
import { openAt } from "../support/store-place.ts";
import { storeProcesses } from "../support/store-processes.ts";

const at = (minute: number) => ({ nowAt: new Date(Date.UTC(2025, 5, 20, 10, minute)).toISOString() });
const entry = (id: string, over: Partial<AuditEntry> = {}): AuditEntry => ({
  actor: "rep-1",
  action: "case_resolved",
  subject: { kind: "case", id },
  codes: { queue: "general", events: 3, assignee: null },
  ...over,
});

/** What every `AuditStore` promises. */
export const auditStoreContract = (engine: StoreEngine): void => {
  const opened = async (entries: number) => {
    const place = engine.newPlace();
    const store = await openAt(place);
    for (let minute = 1; minute <= entries; minute += 1) await store.audit.append(entry(`C-${minute}`), at(minute));
    return { place, store, tamper: (statement: string) => engine.sql(place, statement) };
  };

  describe(`${engine.name} keeps the AuditStore contract`, () => {
    test("keeps what was done in order, by subject, each entry chained to the one before", async () => {
      const { store } = await opened(0);
      expect(await store.audit.check()).toEqual({ entries: 0, head: "", brokenAt: null });
      await store.audit.append(entry("C-1", { action: "case_assigned" }), at(1));
      await store.audit.append(entry("C-2"), at(2));
      const { head } = await store.audit.check();
      await store.audit.append(entry("C-1"), at(3));
      const told = await store.audit.about({ kind: "case", id: "C-1" });
      expect(told).toEqual([
        { ...entry("C-1", { action: "case_assigned" }), happenedAt: at(1).nowAt },
        { ...entry("C-1"), happenedAt: at(3).nowAt },
      ]);
      expect(await store.audit.about({ kind: "message", id: "C-1" })).toEqual([]);
      const check = await store.audit.check();
      expect(check).toMatchObject({ entries: 3, brokenAt: null });
      expect(check.head).toMatch(/^[0-9a-f]{64}$/);
      expect(check.head).not.toBe(head);
      await store.close();
    });

    test("forgets an entry whose transaction is taken back, and leaves no gap", async () => {
      const { store, tamper } = await opened(2);
      const failing = store.together(async (inside) => {
        await inside.audit.append(entry("C-3"), at(3));
        throw new Error("half way");
      });
      await expect(failing).rejects.toThrow("half way");
      await store.audit.append(entry("C-4"), at(4));
      expect(await store.audit.check()).toMatchObject({ entries: 3, brokenAt: null });
      expect((await tamper("SELECT position FROM audit ORDER BY position")).map(({ position }) => Number(position))).toEqual([
        1, 2, 3,
      ]);
      await store.close();
    });

    test("stays one chain when processes append at once", async () => {
      const { place, store } = await opened(0);
      const writers = await storeProcesses(3);
      expect(await writers.all((as) => ({ task: "append", place, as, rounds: 20 }))).toEqual([20, 20, 20]);
      writers.end();
      expect(await store.audit.check()).toMatchObject({ entries: 60, brokenAt: null });
      await store.close();
    }, 60_000);

    const changed = (column: string) => `UPDATE audit SET ${column} = ${column} || 'x' WHERE position = 2`;
    const texts = ["happened_at", "actor", "action", "subject_kind", "subject_id", "codes", "previous_digest", "digest"];
    const park = (from: number, to: number) => `UPDATE audit SET position = ${to} WHERE position = ${from};`;
    test.each<[what: string, statement: string, brokenAt: number]>([
      ...texts.map((column) => [`a changed ${column}`, changed(column), 2] as [string, string, number]),
      ["one letter for another", "UPDATE audit SET codes = replace(codes, 'general', 'generaI') WHERE position = 3", 3],
      ["the first entry taken out", "DELETE FROM audit WHERE position = 1", 1],
      ["an entry taken out", "DELETE FROM audit WHERE position = 2", 2],
      ["the last entry taken out", "DELETE FROM audit WHERE position = 4", 4],
      ["everything taken out", "DELETE FROM audit", 1],
      ["two entries swapped", park(2, 99) + park(3, 2) + park(99, 3), 2],
      ["an entry moved to the end", park(2, 5), 2],
    ])("finds %s", async (_what, statement, brokenAt) => {
      const { store, tamper } = await opened(4);
      expect((await store.audit.check()).brokenAt).toBeNull();
      await tamper(statement);
      expect((await store.audit.check()).brokenAt).toBe(brokenAt);
      await store.close();
    });

    test("still checks after the oldest entries were removed, and finds what was taken out besides", async () => {
      const { store, tamper } = await opened(6);
      expect(await store.audit.prune(at(5).nowAt, 3, at(10))).toBe(3);
      expect(await store.audit.prune(at(5).nowAt, 3, at(10))).toBe(1);
      expect(await store.audit.prune(at(5).nowAt, 3, at(10))).toBe(0);
      await store.audit.append(entry("C-7"), at(11));
      expect(await store.audit.check()).toMatchObject({ entries: 5, brokenAt: null });
      expect(await store.audit.about({ kind: "case", id: "C-4" })).toEqual([]);
      await tamper("DELETE FROM audit WHERE position = 5");
      expect((await store.audit.check()).brokenAt).toBe(5);
      await store.close();
    });
  });
};
