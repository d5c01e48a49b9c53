import { describe, expect, test } from "vitest";
import type { Store } from "../../src/adapters/store/store.ts";
import type { StoreEngine } from "../support/store-engines.ts";
import { openAt } from "../support/store-place.ts";

const at = (minutes: number) => new Date(Date.UTC(2025, 5, 20, 10, minutes)).toISOString();

/** Stores a message of a thread that was sent, and arrived, at the given minutes. */
const arrive = ({ spine }: Store, name: string, threadKey: string, sent: number, arrived: number) =>
  spine.accept(
    { channel: "slack", externalId: name, threadKey, memberKey: "m-1", replyTo: "r", text: "?", sentAt: at(sent) },
    { id: `M-${name}`, jobId: `J-${name}`, traceId: `t-${name}` },
    { nowAt: at(arrived) },
  );

/** What every `HeardStore` promises. */
export const heardStoreContract = (engine: StoreEngine): void => {
  describe(`${engine.name}: what a channel has heard`, () => {
    test("since when, of which conversations, and of which messages", async () => {
      const store = await openAt(engine.newPlace());
      expect(await store.heard.firstArrivedAt("slack")).toBeNull();
      await arrive(store, "a", "T:C1:1", 1, 2);
      await arrive(store, "b", "T:C2:", 9, 10);
      await arrive(store, "c", "T:C1:1", 11, 12);
      // An earlier message that came later does not put the conversation back.
      await arrive(store, "d", "T:C1:1", 3, 13);
      expect(await store.heard.firstArrivedAt("slack")).toBe(at(2));
      expect(await store.heard.firstArrivedAt("email")).toBeNull();
      expect(await store.heard.threadsSince("slack", at(0), 10)).toEqual([
        { threadKey: "T:C1:1", latestSentAt: at(11) },
        { threadKey: "T:C2:", latestSentAt: at(9) },
      ]);
      expect(await store.heard.threadsSince("slack", at(11), 10)).toHaveLength(1);
      expect(await store.heard.threadsSince("slack", at(0), 1)).toEqual([{ threadKey: "T:C1:1", latestSentAt: at(11) }]);
      const others = Array.from({ length: 450 }, (_, number) => `x${number}`);
      expect(await store.heard.heardOf("slack", [...others, "a", "d"])).toEqual(new Set(["a", "d"]));
      expect(await store.heard.heardOf("email", ["a"])).toEqual(new Set());
      expect(await store.heard.heardOf("slack", [])).toEqual(new Set());
      await store.close();
    });

    test("also of a message whose writer has been erased", async () => {
      const store = await openAt(engine.newPlace());
      await arrive(store, "a", "T:D1:", 1, 2);
      await store.together(({ privacy }) => privacy.erase("m-1", { nowAt: at(20) }));
      expect(await store.heard.heardOf("slack", ["a", "b"])).toEqual(new Set(["a"]));
      await store.close();
    });
  });
};
