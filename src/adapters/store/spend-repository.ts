import { type Kysely, sql } from "kysely";
import type { SpendStore } from "../../ports/spend-store.ts";
import type { Schema } from "./schema.ts";

const whole = (name: string, value: number): number => {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${name} takes a whole number, not ${value}`);
  return value;
};

/** What models have cost, by day, over a migrated database. */
export const spendRepository = (tables: Kysely<Schema>): SpendStore => ({
  // One statement each, so that no other process can come between the look at the sum and its change.
  reserve: async (day, microUsd, capMicroUsd) => {
    if (whole("microUsd", microUsd) < 0) throw new RangeError("microUsd cannot be below zero");
    const { numAffectedRows } = await sql`
      INSERT INTO model_spend (day, micro_usd, calls, input_tokens, output_tokens)
      SELECT ${day}, ${microUsd}, 1, 0, 0 WHERE ${microUsd} <= ${capMicroUsd}
      ON CONFLICT (day) DO UPDATE SET micro_usd = model_spend.micro_usd + excluded.micro_usd, calls = model_spend.calls + 1
      WHERE model_spend.micro_usd + excluded.micro_usd <= ${capMicroUsd}`.execute(tables);
    return numAffectedRows === 1n;
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
