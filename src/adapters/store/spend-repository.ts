import type { SpendStore } from "../../ports/spend-store.ts";
import type { Tables } from "./tables.ts";

const whole = (name: string, value: number): number => {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${name} takes a whole number, not ${value}`);
  return value;
};

/** What models have cost, by day, over a migrated database. */
export const spendRepository = (tables: Tables): SpendStore => ({
  // One statement, so that no other process can come between the look at the sum and its change.
  reserve: async (day, microUsd, capMicroUsd) => {
    if (whole("microUsd", microUsd) < 0) throw new RangeError("microUsd cannot be below zero");
    // Money is whole micro-dollars, so a cap between two of them lets through what the lower one does.
    const cap = Math.min(Math.floor(capMicroUsd), Number.MAX_SAFE_INTEGER);
    if (!(microUsd <= cap)) return false;
    const { numInsertedOrUpdatedRows } = await tables
      .insertInto("model_spend")
      .values({ day, micro_usd: microUsd, calls: 1, input_tokens: 0, output_tokens: 0 })
      .onConflict((conflict) =>
        conflict
          .column("day")
          .doUpdateSet((column) => ({
            micro_usd: column("model_spend.micro_usd", "+", column.ref("excluded.micro_usd")),
            calls: column("model_spend.calls", "+", 1),
          }))
          .where((column) => column(column("model_spend.micro_usd", "+", column.ref("excluded.micro_usd")), "<=", cap)),
      )
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  },
  settle: async (day, differenceMicroUsd, { inputTokens, outputTokens }) => {
    const row = {
      day,
      micro_usd: whole("differenceMicroUsd", differenceMicroUsd),
      calls: 0,
      input_tokens: whole("inputTokens", inputTokens),
      output_tokens: whole("outputTokens", outputTokens),
    };
    await tables
      .insertInto("model_spend")
      .values(row)
      .onConflict((conflict) =>
        conflict.column("day").doUpdateSet((column) => ({
          micro_usd: column("model_spend.micro_usd", "+", row.micro_usd),
          input_tokens: column("model_spend.input_tokens", "+", row.input_tokens),
          output_tokens: column("model_spend.output_tokens", "+", row.output_tokens),
        })),
      )
      .execute();
  },
  spent: async (day) => {
    const row = await tables.selectFrom("model_spend").selectAll().where("day", "=", day).executeTakeFirst();
    return {
      microUsd: row?.micro_usd ?? 0,
      calls: row?.calls ?? 0,
      inputTokens: row?.input_tokens ?? 0,
      outputTokens: row?.output_tokens ?? 0,
    };
  },
});
