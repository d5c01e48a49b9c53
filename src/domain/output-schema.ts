import { z } from "zod";

/** A schema for a model's reply: as strict JSON schema for the request, and as the check of what comes back. */
export type OutputSchema<Value> = { name: string; json: Record<string, unknown>; parse(value: unknown): Value | null };

/** Makes an `OutputSchema` from a zod schema. `name` is a short name that vendors ask for. */
export const outputSchema = <Value>(name: string, schema: z.ZodType<Value>): OutputSchema<Value> => {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { target: "draft-7" });
  return {
    name,
    json,
    parse: (value) => {
      const parsed = schema.safeParse(value);
      return parsed.success ? parsed.data : null;
    },
  };
};
