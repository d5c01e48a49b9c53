import { inBatches } from "./in-batches.ts";
import type { Tables } from "./tables.ts";

/** Removes answers with their claims and quotations, and the kept passages that nothing else quotes. Gives the rows removed, by table. */
export const removeAnswers = async (inside: Tables, ids: readonly string[]): Promise<Record<string, number>> => {
  const removed = { answers: 0, claims: 0, quotations: 0, answer_passages: 0, answer_owners: 0, cited_passages: 0 };
  await inBatches(ids, async (slice) => {
    const cited = await inside
      .selectFrom("answer_passages")
      .select("cited_digest")
      .distinct()
      .where("answer_id", "in", slice)
      .execute();
    for (const table of ["quotations", "claims", "answer_passages", "answer_owners"] as const) {
      const { numDeletedRows } = await inside.deleteFrom(table).where("answer_id", "in", slice).executeTakeFirstOrThrow();
      removed[table] += Number(numDeletedRows);
    }
    const { numDeletedRows } = await inside.deleteFrom("answers").where("id", "in", slice).executeTakeFirstOrThrow();
    removed.answers += Number(numDeletedRows);
    const digests = cited.map(({ cited_digest: digest }) => digest);
    await inBatches(digests, async (some) => {
      const orphans = await inside
        .deleteFrom("cited_passages")
        .where("digest", "in", some)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom("answer_passages")
                .select("position")
                .whereRef("answer_passages.cited_digest", "=", "cited_passages.digest"),
            ),
          ),
        )
        .executeTakeFirstOrThrow();
      removed.cited_passages += Number(orphans.numDeletedRows);
    });
  });
  return removed;
};
