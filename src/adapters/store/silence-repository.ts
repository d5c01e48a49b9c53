import type { SilenceReason, SilenceStore } from "../../ports/silence-store.ts";
import type { Tables } from "./tables.ts";

/** Silences over a migrated database. */
export const silenceRepository = (tables: Tables): SilenceStore => ({
  whyOf: async (channel, threadKey) => {
    const row = await tables
      .selectFrom("silences")
      .select("why")
      .where("channel", "=", channel)
      .where("thread_key", "=", threadKey)
      .executeTakeFirst();
    return (row?.why as SilenceReason | undefined) ?? null;
  },
  hush: async (channel, threadKey, why, { nowAt }) => {
    const { numInsertedOrUpdatedRows } = await tables
      .insertInto("silences")
      .values({ channel, thread_key: threadKey, why, since_at: nowAt })
      .onConflict((conflict) =>
        conflict
          .columns(["channel", "thread_key"])
          .doUpdateSet({ why, since_at: nowAt })
          .where("silences.why", "=", why === "told_to" ? "people_talk" : "nothing"),
      )
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  },
  wake: async (channel, threadKey) => {
    await tables.deleteFrom("silences").where("channel", "=", channel).where("thread_key", "=", threadKey).execute();
  },
});
