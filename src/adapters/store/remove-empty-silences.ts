import type { Tables } from "./tables.ts";

/** Forgets the silence of conversations in which nothing is kept any more. Gives how many. */
export const removeEmptySilences = async (
  inside: Tables,
  threads: readonly { channel: string; threadKey: string }[],
): Promise<number> => {
  let removed = 0;
  for (const { channel, threadKey } of threads) {
    const { numDeletedRows } = await inside
      .deleteFrom("silences")
      .where("channel", "=", channel)
      .where("thread_key", "=", threadKey)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("inbox")
              .select("position")
              .whereRef("inbox.channel", "=", "silences.channel")
              .whereRef("inbox.thread_key", "=", "silences.thread_key"),
          ),
        ),
      )
      .executeTakeFirstOrThrow();
    removed += Number(numDeletedRows);
  }
  return removed;
};
