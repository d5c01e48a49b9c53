import { describe, expect, test } from "vitest";
import { schemaVersion } from "../../src/adapters/store/migrations/migrations.ts";
import { newCase } from "../support/new-case.ts";
import { pageOf, receiptOf } from "../support/receipts.ts";
import type { StoreEngine } from "../support/store-engines.ts";
import { openAt } from "../support/store-place.ts";
import { storeProcesses } from "../support/store-processes.ts";

const forum = pageOf("forum", { Forum: ["The forum meets on 3 June."] });
const receipt = receiptOf("A-0000000001", [[[forum, "The forum meets on 3 June."]]]);

/** What every engine promises of the store as a whole. `setVersion` gives the statements that set a store's schema version. */
export const storeContract = (engine: StoreEngine, setVersion: (version: number) => string): void => {
  describe(`${engine.name} keeps the contract of the whole store`, () => {
    test("writes together what must be true together, or nothing of it", async () => {
      const { together, cases, receipts, close } = await openAt(engine.newPlace());
      const write = (fails: boolean) =>
        together(async (inside) => {
          const matter = newCase();
          await inside.cases.open(matter);
          await inside.receipts.save(receipt);
          await inside.knowledge.apply({ upserted: [forum], removedSourceIds: [], unreadable: [] });
          expect((await inside.receipts.read(receipt.id))?.faults).toEqual([]);
          expect((await inside.knowledge.snapshot()).documents).toHaveLength(1);
          if (fails) throw new Error("half way");
          return matter.id;
        });
      await expect(write(true)).rejects.toThrow("half way");
      expect([await cases.recent(5), await receipts.recentIds(5)]).toEqual([[], []]);
      const id = await write(false);
      expect((await cases.recent(5)).map((each) => each.id)).toEqual([id]);
      expect((await receipts.read(receipt.id))?.receipt).toEqual(receipt);
      await close();
    });

    test("says which store it is, and takes being closed twice", async () => {
      const place = engine.newPlace();
      const store = await openAt(place);
      const { isGood, says } = await store.check();
      expect(isGood).toBe(true);
      expect(says).toContain(engine.name);
      expect(says).toContain(place.engine === "sqlite" ? place.dataFolder : place.schema);
      await store.close();
      await store.close();
      await expect(store.check()).rejects.toThrow();
    });

    test("refuses the schema of a newer version, and says what to do", async () => {
      const place = engine.newPlace();
      await (await openAt(place)).close();
      await engine.sql(place, setVersion(99));
      const fault: unknown = await openAt(place).catch((cause) => cause);
      expect(fault).toMatchObject({
        name: "StoreFault",
        code: "newer_schema",
        message: expect.stringMatching(
          `schema 99; this version knows ${schemaVersion}. Start the newer version again, or choose`,
        ),
      });
      await engine.sql(place, setVersion(schemaVersion));
      await (await openAt(place)).close();
    });

    test("leaves everything as it was when a migration fails", async () => {
      const place = engine.newPlace();
      const before = await openAt(place);
      await before.cases.open(newCase());
      await before.close();
      await engine.sql(place, setVersion(1));
      // The second migration finds its tables there already.
      await expect(openAt(place)).rejects.toMatchObject({ code: "migration_failed" });
      await engine.sql(place, setVersion(schemaVersion));
      const store = await openAt(place);
      expect(await store.cases.recent(5)).toHaveLength(1);
      await store.close();
    });

    test("is migrated once when two processes start in the same moment, thirty times", async () => {
      const racers = await storeProcesses(2);
      for (let round = 0; round < 30; round += 1) {
        const place = engine.newPlace();
        expect(await racers.all(() => ({ task: "open", place }))).toEqual(["empty", "empty"]);
      }
      racers.end();
    }, 120_000);

    test("lets processes write at once, in whatever order, and loses nothing", async () => {
      const place = engine.newPlace();
      const writers = await storeProcesses(3);
      const rounds = 6;
      expect(await writers.all((as) => ({ task: "write", place, as, rounds }))).toEqual([rounds, rounds, rounds]);
      writers.end();
      const { cases, receipts, knowledge, close } = await openAt(place);
      const asked = (await cases.recent(100)).map(({ question }) => question).sort();
      const expected = [0, 1, 2].flatMap((as) => Array.from({ length: rounds }, (_, round) => `${as}/${round}`));
      expect(asked).toEqual(expected);
      expect(await receipts.recentIds(100)).toHaveLength(3 * rounds);
      for (const id of await receipts.recentIds(100)) expect((await receipts.read(id))?.faults).toEqual([]);
      const { documents, passages } = await knowledge.snapshot();
      expect(documents.map(({ sourceId }) => sourceId)).toEqual(["boards", "own0", "own1", "own2"]);
      expect(passages).toHaveLength(5);
      expect(
        (
          await knowledge.vectors(
            "m",
            Array.from({ length: 200 }, (_, index) => `d${index}`),
          )
        ).size,
      ).toBe(200);
      await close();
    }, 120_000);
  });
};
