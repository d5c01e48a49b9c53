import { describe, expect, test } from "vitest";
import type { KnowledgeStore } from "../../src/ports/knowledge-store.ts";
import type { ReceiptStore } from "../../src/ports/receipt-store.ts";
import { pageOf, receiptOf } from "../support/receipts.ts";

type Engine = { receipts: ReceiptStore; knowledge: KnowledgeStore; close(): Promise<void> };

const boards = pageOf("boards", {
  "How many": ["The number of boards will fall from 60 to 35. Nobody knows which."],
  When: ["The new boards start on 1 April 2026."],
});
const forum = pageOf("forum", { Forum: ["The forum meets on 3 June."] });
const howMany = [boards, "The number of boards will fall from 60 to 35."] as const;
const when = [boards, "The new boards start on 1 April 2026."] as const;
const meets = [forum, "The forum meets on 3 June."] as const;
const serve = (...upserted: ReturnType<typeof pageOf>[]) => ({ upserted, removedSourceIds: [], unreadable: [] });

/** What every `ReceiptStore` promises. `open` gives an empty store whose parts see each other's writes. */
export const receiptStoreContract = (name: string, open: () => Promise<Engine>): void => {
  describe(`${name} keeps the ReceiptStore contract`, () => {
    test("gives back every kind of receipt as it was, without a fault", async () => {
      const { receipts, knowledge, close } = await open();
      await knowledge.apply(serve(boards, forum));
      const byModel = receiptOf("A-0000000001", [[howMany, when], [meets]]);
      const extractive = receiptOf("A-0000000002", [[meets]], { mode: "extractive", model: null, asOf: null });
      const list = receiptOf("A-0000000003", [[howMany], [when], [howMany]], {
        reason: "partly_answered",
        questions: ["a?", 'b "?"'],
      });
      list.claims = list.claims.map((claim) => ({ ...claim, listItem: true, question: 1 }));
      const worded = receiptOf("A-0000000004", [], {
        outcome: "signposted",
        reason: "greeting",
        mode: "extractive",
        model: null,
      });
      const odd = receiptOf("A-0000000005", [[meets]], {
        text: 'tab\t, bell\u0007, caf\u00e9, \u{1F469}\u200D\u{1F680}, "quoted"\r\n',
      });
      for (const receipt of [byModel, extractive, list, worded, odd]) {
        await receipts.save(receipt);
        const stored = await receipts.read(receipt.id);
        expect(stored?.receipt).toEqual(receipt);
        expect(stored?.faults).toEqual([]);
        expect([...(stored?.servedPassages.values() ?? [])].map((passage) => passage.id).sort()).toEqual(
          receipt.cited.map(({ passage }) => passage.id).sort(),
        );
      }
      await close();
    });

    test("keeps half a surrogate pair and NUL as U+FFFD and finds no fault in that", async () => {
      const { receipts, close } = await open();
      await receipts.save(receiptOf("A-0000000001", [[meets]], { text: "half \uD83D of \u0000 it", askedOn: "\u0000" }));
      const stored = await receipts.read("A-0000000001");
      expect([stored?.receipt.text, stored?.faults]).toEqual(["half \uFFFD of \uFFFD it", []]);
      await close();
    });

    test("knows no answer that was not saved, and never writes one twice", async () => {
      const { receipts, close } = await open();
      const first = receiptOf("A-0000000001", [[howMany]]);
      await receipts.save(first);
      await expect(receipts.save(receiptOf("A-0000000001", [[meets]]))).rejects.toThrow();
      expect((await receipts.read("A-0000000001"))?.receipt).toEqual(first);
      expect(await receipts.read("A-0000000009")).toBeNull();
      await close();
    });

    test("writes a receipt whole or not at all", async () => {
      const { receipts, close } = await open();
      const torn = receiptOf("A-0000000001", [[howMany], [meets]]);
      torn.claims[1]!.quotations[0]!.start = 0.5;
      await expect(receipts.save(torn)).rejects.toThrow();
      expect(await receipts.read(torn.id)).toBeNull();
      expect(await receipts.recentIds(10)).toEqual([]);
      await close();
    });

    test("lists the newest first", async () => {
      const { receipts, close } = await open();
      for (const [second, id] of ["A-B", "A-A", "A-C"].entries()) {
        await receipts.save(receiptOf(id, [[meets]], { answeredAt: `2025-06-20T09:30:0${second === 2 ? 2 : 1}.000Z` }));
      }
      expect(await receipts.recentIds(10)).toEqual(["A-C", "A-A", "A-B"]);
      expect(await receipts.recentIds(1)).toEqual(["A-C"]);
      await close();
    });

    test("takes no sync for tampering: a page that changed, moved or went is only no longer served", async () => {
      const { receipts, knowledge, close } = await open();
      await knowledge.apply(serve(boards, forum));
      const receipt = receiptOf("A-0000000001", [[howMany], [when], [meets]]);
      await receipts.save(receipt);
      const changed = pageOf("boards", {
        "How many": ["The number of boards will fall from 60 to 30. Nobody knows which."],
        Between: ["Something new."],
        When: ["The new boards start on 1 April 2026."],
      });
      await knowledge.apply({ ...serve(changed), removedSourceIds: ["forum"] });
      const stored = await receipts.read(receipt.id);
      expect(stored?.receipt).toEqual(receipt);
      expect(stored?.faults).toEqual([]);
      const still = receipt.cited.map(({ passage }) => stored?.servedPassages.get(passage.id)?.ordinal);
      // The first passage says something else now, the second has moved down the page, the third page is gone.
      expect(still).toEqual([undefined, 2, undefined]);
      await close();
    });
  });
};
