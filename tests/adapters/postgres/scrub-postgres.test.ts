import { Client } from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { postgresFolder, storeFilesHolding } from "../../support/raw-files.ts";
import { postgresEngine, postgresMissing, testDatabaseUrl } from "../../support/store-engines.ts";
import { openAt, type StorePlace } from "../../support/store-place.ts";

const marker = "Zq8d1c5ffb0e";
const at = { nowAt: "2025-06-20T10:00:00.000Z" };

describe.skipIf(postgresMissing !== null)(
  `scrubbing PostgreSQL${postgresMissing === null ? "" : ` (${postgresMissing})`}`,
  () => {
    const engine = postgresEngine();
    afterAll(() => engine.dropAll());

    test("whoever reads from before is waited for, and told of when that takes too long", async () => {
      const place = engine.newPlace() as Extract<StorePlace, { engine: "postgres" }>;
      const store = await openAt(place);
      const conversation = { channel: "slack" as const, threadKey: "t", memberKey: "m", replyTo: "b", externalId: "e" };
      await store.spine.accept(
        { ...conversation, text: `${marker} wrote`, sentAt: at.nowAt },
        { id: "M", jobId: "J", traceId: "T" },
        at,
      );
      const reader = new Client(testDatabaseUrl);
      await reader.connect();
      await reader.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
      await reader.query("SELECT 1");
      await store.privacy.erase("m", at);
      expect(await store.scrub(500)).toEqual({ isClean: false, says: expect.stringContaining("open for too long") });
      await reader.query("COMMIT");
      await reader.end();
      expect(await store.scrub(60_000)).toMatchObject({ isClean: true });
      if (postgresFolder !== null) expect(await storeFilesHolding(place, marker)).toEqual([]);
      await store.close();
    }, 120_000);

    test("the planner keeps no samples of columns with words", async () => {
      const place = engine.newPlace();
      const store = await openAt(place);
      for (let index = 0; index < 30; index += 1) {
        const conversation = {
          channel: "slack" as const,
          threadKey: "t",
          memberKey: `m${index % 3}`,
          replyTo: marker,
          externalId: `${index}`,
        };
        const message = { ...conversation, text: `${marker} wrote`, sentAt: at.nowAt };
        await store.spine.accept(message, { id: `M${index}`, jobId: `J${index}`, traceId: "T" }, at);
      }
      await engine.sql(place, "ANALYZE");
      const stats =
        "SELECT attname, most_common_vals::text AS values FROM pg_stats WHERE schemaname = current_schema() AND tablename = 'inbox'";
      const kept = await engine.sql(place, stats);
      expect(kept.map(({ attname }) => attname)).toContain("member_key");
      expect(JSON.stringify(kept)).not.toContain(marker);
      await store.close();
    });
  },
);
