import type { HeardStore } from "../../ports/heard-store.ts";
import { seenDigest } from "./seen-digest.ts";
import type { Tables } from "./tables.ts";

/** Two names are looked for per id; both engines take far more in one statement. */
const idsAtOnce = 200;

/** What was taken in, over a migrated database. */
export const heardRepository = (tables: Tables): HeardStore => ({
  firstArrivedAt: async (channel) => {
    const row = await tables
      .selectFrom("inbox")
      .select(({ fn }) => fn.min("arrived_at").as("arrived_at"))
      .where("channel", "=", channel)
      .executeTakeFirst();
    return row?.arrived_at ?? null;
  },
  threadsSince: async (channel, sinceAt, limit) => {
    const rows = await tables
      .selectFrom("inbox")
      .select(({ fn }) => ["thread_key", fn.max("sent_at").as("latest"), fn.max("position").as("last")])
      .where("channel", "=", channel)
      .where("arrived_at", ">=", sinceAt)
      .groupBy("thread_key")
      .orderBy("last", "desc")
      .limit(limit)
      .execute();
    return rows.map(({ thread_key: threadKey, latest: latestSentAt }) => ({ threadKey, latestSentAt }));
  },
  heardOf: async (channel, externalIds) => {
    const heard = new Set<string>();
    for (let first = 0; first < externalIds.length; first += idsAtOnce) {
      const some = externalIds.slice(first, first + idsAtOnce);
      const named = new Map(some.flatMap((id) => [[id, id] as const, [seenDigest(channel, id), id] as const]));
      const rows = await tables
        .selectFrom("seen_messages")
        .select("external_id")
        .where("channel", "=", channel)
        .where("external_id", "in", [...named.keys()])
        .execute();
      for (const row of rows) heard.add(named.get(row.external_id)!);
    }
    return heard;
  },
});
