import { statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect, test } from "vitest";
import { storeFileOf } from "../../../src/adapters/sqlite/open-sqlite-store.ts";
import type { Store } from "../../../src/adapters/store/store.ts";
import { storeFilesHolding } from "../../support/raw-files.ts";
import { sqliteEngine } from "../../support/store-engines.ts";
import { openAt, type StorePlace } from "../../support/store-place.ts";

const engine = sqliteEngine();
afterAll(() => engine.dropAll());

const marker = "Zq8d1c5ffb0e";
const at = { nowAt: "2025-06-20T10:00:00.000Z" };

const withMessage = async (): Promise<{ place: Extract<StorePlace, { engine: "sqlite" }>; store: Store }> => {
  const place = engine.newPlace() as Extract<StorePlace, { engine: "sqlite" }>;
  const store = await openAt(place);
  const conversation = { channel: "slack" as const, threadKey: "t", memberKey: "m", replyTo: "b", externalId: "e" };
  await store.spine.accept(
    { ...conversation, text: `${marker} wrote`, sentAt: at.nowAt },
    { id: "M", jobId: "J", traceId: "T" },
    at,
  );
  return { place, store };
};

test("what is removed is written over at once, also when nobody scrubs", async () => {
  const { place, store } = await withMessage();
  await store.close();
  expect(await storeFilesHolding(place, marker)).toEqual(["noticeboard.sqlite"]);
  const again = await openAt(place);
  await again.privacy.erase("m", at);
  await again.close();
  expect(await storeFilesHolding(place, marker)).toEqual([]);
});

test("whoever reads is waited for, and told of when that takes too long; then the log is cut to nothing", async () => {
  const { place, store } = await withMessage();
  const file = storeFileOf(place.dataFolder);
  const reader = new DatabaseSync(file);
  reader.exec("BEGIN");
  expect(reader.prepare("SELECT text FROM inbox").get()).toEqual({ text: `${marker} wrote` });
  await store.privacy.erase("m", at);
  expect(await store.scrub(300)).toEqual({ isClean: false, says: expect.stringContaining("reading all the time") });
  expect(await storeFilesHolding(place, marker)).not.toEqual([]);
  const scrubbing = store.scrub(10_000);
  setTimeout(() => reader.exec("COMMIT"), 200);
  expect(await scrubbing).toMatchObject({ isClean: true });
  expect(statSync(`${file}-wal`).size).toBe(0);
  expect(await storeFilesHolding(place, marker)).toEqual([]);
  reader.close();
  await store.close();
}, 30_000);
