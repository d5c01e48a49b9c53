import type { EmbeddingStore } from "../../ports/embedding-store.ts";
import { inBatches } from "./in-batches.ts";
import { inTransaction, type Tables } from "./tables.ts";
import { takeTurn } from "./take-turn.ts";

/** Which embedding model is served, over a migrated database. */
export const embeddingRepository = (tables: Tables): EmbeddingStore => ({
  served: async () => {
    const row = await tables.selectFrom("served_embedding").selectAll().executeTakeFirst();
    if (row === undefined) return null;
    const { model_id: modelId, dimension, place, model, asked_dimension: askedDimension } = row;
    return { modelId, dimension, api: place === null || model === null ? null : { place, model, askedDimension } };
  },
  serve: ({ modelId, dimension, api }, textDigests, ofRevision) =>
    inTransaction(tables, async (inside) => {
      await takeTurn(inside);
      const endpoint = { place: api?.place ?? null, model: api?.model ?? null, asked_dimension: api?.askedDimension ?? null };
      await inside.deleteFrom("served_embedding").execute();
      await inside
        .insertInto("served_embedding")
        .values({ only_row: 1, model_id: modelId, dimension, ...endpoint })
        .execute();
      const { numDeletedRows } = await inside.deleteFrom("vectors").where("model_id", "!=", modelId).executeTakeFirst();
      const { revision } = await inside.selectFrom("knowledge_state").select("revision").executeTakeFirstOrThrow();
      const isOfNow = ofRevision === undefined || ofRevision === revision;
      await inside
        .updateTable("knowledge_state")
        .set({ embedded_revision: isOfNow ? revision : null })
        .execute();
      if (!isOfNow) return Number(numDeletedRows);
      const used = new Set(textDigests);
      const stored = await inside.selectFrom("vectors").select("text_digest").where("model_id", "=", modelId).execute();
      const unused = stored.flatMap(({ text_digest: digest }) => (used.has(digest) ? [] : [digest]));
      await inBatches(unused, (slice) =>
        inside.deleteFrom("vectors").where("model_id", "=", modelId).where("text_digest", "in", slice).execute(),
      );
      return Number(numDeletedRows) + unused.length;
    }),
});
