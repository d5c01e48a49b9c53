import type { Erasure, RestorationStore } from "../../ports/restoration-store.ts";
import type { At } from "../../ports/spine-store.ts";
import { eraseMember, memberDigest } from "./erase-member.ts";
import { messageOf } from "./inbox-repository.ts";
import { inTransaction, type Tables } from "./tables.ts";

const free = { leased_by: null, leased_until_at: null };

/** Everybody who is named anywhere, by key. */
const memberKeys = async (inside: Tables): Promise<string[]> => {
  const members = await inside.selectFrom("members").select("key").execute();
  const senders = await inside.selectFrom("inbox").select("member_key as key").distinct().execute();
  const ofCases = await inside
    .selectFrom("cases")
    .select("member_key as key")
    .where("member_key", "is not", null)
    .distinct()
    .execute();
  const ofAnswers = await inside.selectFrom("answer_owners").select("member_key as key").distinct().execute();
  return [...new Set([...members, ...senders, ...ofCases, ...ofAnswers].flatMap(({ key }) => (key === null ? [] : [key])))];
};

const eraseAgain = (tables: Tables, erasures: readonly Erasure[], at: At): Promise<number> =>
  inTransaction(tables, async (inside) => {
    for (const { memberDigest: digest, erasedAt } of erasures) {
      const row = { member_digest: digest, erased_at: erasedAt };
      await inside
        .insertInto("erasures")
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    const digests = new Set(erasures.map(({ memberDigest: digest }) => digest));
    const found = (await memberKeys(inside)).filter((key) => digests.has(memberDigest(key)));
    for (const key of found) await eraseMember(inside, key, at);
    return found.length;
  });

/** What a store that came from a copy is told and remembers, over a migrated database. */
export const restorationRepository = (tables: Tables): RestorationStore => ({
  last: async () => {
    const row = await tables.selectFrom("restorations").selectAll().orderBy("restored_at", "desc").limit(1).executeTakeFirst();
    return row === undefined ? null : { restoredAt: row.restored_at, copiedAt: row.copied_at };
  },
  unfinished: async () => {
    const rows = await tables
      .selectFrom("jobs")
      .innerJoin("inbox", "inbox.position", "jobs.position")
      .selectAll("inbox")
      .where("jobs.state", "in", ["ready", "leased"])
      .orderBy("jobs.position")
      .execute();
    return rows.map(messageOf);
  },
  endUnfinished: async () => {
    const { numUpdatedRows } = await tables
      .updateTable("jobs")
      .set({ state: "done", code: "restored", ...free })
      .where("state", "in", ["ready", "leased"])
      .executeTakeFirstOrThrow();
    return Number(numUpdatedRows);
  },
  doubtReplies: async ({ nowAt }) => {
    const { numUpdatedRows } = await tables
      .updateTable("outbox")
      .set({ state: "unknown", code: "restored", attempt: 0, due_at: nowAt, ...free })
      .where("state", "in", ["ready", "sending", "unknown"])
      .executeTakeFirstOrThrow();
    return Number(numUpdatedRows);
  },
  eraseAgain: (erasures, at) => eraseAgain(tables, erasures, at),
  mark: async ({ restoredAt, copiedAt }) => {
    await tables.insertInto("restorations").values({ restored_at: restoredAt, copied_at: copiedAt }).execute();
  },
});
