import { z } from "zod";
import { embedderFault } from "./embedder-fault.ts";

const Reply = z.object({ data: z.array(z.object({ index: z.number().int().min(0), embedding: z.array(z.number()) })) });

/** A vector so short has no direction that could be trusted. */
const leastLength = 1e-9;

const unitVector = (values: readonly number[]): Float32Array => {
  const length = Math.hypot(...values);
  if (!(length > leastLength)) throw embedderFault("embedding_out_of_form", "a vector has no length");
  return Float32Array.from(values, (value) => value / length);
};

/**
 * Unit vectors from the body of an `/embeddings` reply, in the order of the texts, whatever the order of the reply.
 * `dimension` null takes any, as long as all are alike. Throws an `EmbedderFault` when a vector is missing, double, not of
 * numbers, without length, or of another dimension.
 */
export const readEmbeddingsReply = (body: unknown, textCount: number, dimension: number | null): Float32Array[] => {
  const parsed = Reply.safeParse(body);
  if (!parsed.success) throw embedderFault("embedding_out_of_form", "the reply does not hold vectors of finite numbers");
  const rows: (readonly number[] | undefined)[] = Array.from({ length: textCount });
  for (const { index, embedding } of parsed.data.data) {
    if (index >= textCount || rows[index] !== undefined)
      throw embedderFault("embedding_out_of_form", "a vector belongs to no text, or to one that has its own");
    rows[index] = embedding;
  }
  const wanted = dimension ?? rows[0]?.length ?? 0;
  return rows.map((row) => {
    if (row === undefined) throw embedderFault("embedding_out_of_form", `fewer vectors than the ${textCount} texts`);
    if (row.length !== wanted || wanted === 0) {
      throw embedderFault("embedding_of_other_dimension", `a vector of dimension ${row.length} where ${wanted} was expected`);
    }
    return unitVector(row);
  });
};
