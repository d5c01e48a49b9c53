import { createHash, randomUUID } from "node:crypto";
import type { Document, DocumentRecord } from "../../domain/document.ts";
import type { Passage } from "../../domain/passage.ts";
import type { KnowledgeChange, KnowledgeState, KnowledgeStore } from "../../ports/knowledge-store.ts";
import { rowOfSettings, settingsOfRow } from "./folder-settings-row.ts";
import { inBatches } from "./in-batches.ts";
import { documentColumns, documentOfRow, passageOfRow } from "./knowledge-rows.ts";
import type { Schema } from "./schema.ts";
import { storableRow } from "./storable-row.ts";
import { inOneReading, inTransaction, type Tables } from "./tables.ts";
import { takeTurn } from "./take-turn.ts";
import { blobOfVector, vectorOfBlob } from "./vector-blob.ts";

const readDocuments = async (tables: Tables): Promise<DocumentRecord[]> => {
  const rows = await tables
    .selectFrom("documents")
    .innerJoin("sources", "sources.id", "documents.source_id")
    .select(documentColumns)
    .orderBy("id")
    .execute();
  return rows.map(documentOfRow);
};

const readPassages = async (tables: Tables): Promise<Passage[]> => {
  const rows = await tables.selectFrom("passages").selectAll().orderBy("source_id").orderBy("ordinal").execute();
  return rows.map(passageOfRow);
};

const removeSources = (tables: Tables, ids: readonly string[]): Promise<void> =>
  inBatches(ids, (slice) => tables.deleteFrom("sources").where("id", "in", slice).execute());

const insertDocument = async (tables: Tables, document: Document, passages: readonly Passage[]): Promise<void> => {
  const { sourceId: id, title, url, publisher, kind, standing, reviewBy, owner } = document;
  await tables.insertInto("sources").values({ id, title, url, publisher, kind, standing, review_by: reviewBy, owner }).execute();
  await tables
    .insertInto("documents")
    .values({
      source_id: id,
      published_on: document.publishedOn,
      updated_on: document.updatedOn,
      not_after_on: document.notAfterOn,
      date_basis: document.basis,
      digest: document.digest,
      sections: JSON.stringify(document.sections),
    })
    .execute();
  await inBatches(passages, (slice) =>
    tables
      .insertInto("passages")
      .values(
        slice.map((passage) => ({
          id: passage.id,
          source_id: id,
          ordinal: passage.ordinal,
          heading: JSON.stringify(passage.heading),
          anchor: passage.anchor,
          page: passage.page,
          text: passage.text,
          sentences: JSON.stringify(passage.sentences),
          digest: passage.digest,
        })),
      )
      .execute(),
  );
};

const rowsOfUnreadable = (unreadable: KnowledgeChange["unreadable"]): Schema["unreadable"][] =>
  unreadable.map(({ sourceId, file, code, message, digest }) =>
    storableRow({ source_id: sourceId, file, code, message, digest: digest ?? null }),
  );

const listed = (rows: readonly Schema["unreadable"][]): string =>
  JSON.stringify(rows.map((row) => JSON.stringify([row.source_id, row.file, row.code, row.message, row.digest])).sort());

/** The old list of unreadable sources is replaced whole; whether it differs decides whether anything served has changed. */
const replaceUnreadable = async (tables: Tables, unreadable: KnowledgeChange["unreadable"]): Promise<boolean> => {
  const before = await tables.selectFrom("unreadable").selectAll().execute();
  const after = rowsOfUnreadable(unreadable);
  if (listed(before) === listed(after)) return false;
  await tables.deleteFrom("unreadable").execute();
  await inBatches(after, (slice) => tables.insertInto("unreadable").values(slice).execute());
  return true;
};

const replaceSettings = async (tables: Tables, settings: KnowledgeChange["settings"]): Promise<boolean> => {
  if (settings === undefined) return false;
  const after = rowOfSettings(settings);
  const { folder_settings: before } = await tables
    .selectFrom("knowledge_state")
    .select("folder_settings")
    .executeTakeFirstOrThrow();
  if (before === after) return false;
  await tables.updateTable("knowledge_state").set({ folder_settings: after }).execute();
  return true;
};

const readState = async (tables: Tables): Promise<KnowledgeState> => {
  const row = await tables
    .selectFrom("knowledge_state")
    .leftJoin("served_embedding", "served_embedding.only_row", "knowledge_state.only_row")
    .select(["revision", "embedded_revision", "model_id"])
    .executeTakeFirstOrThrow();
  return { revision: row.revision, embeddedRevision: row.embedded_revision, modelId: row.model_id };
};

const newRevision = (): string => createHash("sha256").update(randomUUID()).digest("hex").slice(0, 16);

const applyTo = async (tables: Tables, change: KnowledgeChange): Promise<void> => {
  await takeTurn(tables);
  const upsertedIds = change.upserted.map(({ document }) => document.sourceId);
  const known = await tables.selectFrom("sources").select("id").execute();
  const gone = change.removedSourceIds.filter((id) => known.some((row) => row.id === id));
  await removeSources(tables, [...gone, ...upsertedIds]);
  for (const { document, passages } of change.upserted) await insertDocument(tables, document, passages);
  const unreadableChanged = await replaceUnreadable(tables, change.unreadable);
  const settingsChanged = await replaceSettings(tables, change.settings);
  if (gone.length + upsertedIds.length === 0 && !unreadableChanged && !settingsChanged) return;
  await tables.updateTable("knowledge_state").set({ revision: newRevision() }).execute();
};

/** Documents, passages and vectors over a migrated database. */
export const knowledgeRepository = (tables: Tables): KnowledgeStore => ({
  snapshot: () =>
    inOneReading(tables, async (inside) => {
      const state = await readState(inside);
      const kept = await inside.selectFrom("knowledge_state").select("folder_settings").executeTakeFirstOrThrow();
      const rows = await inside.selectFrom("unreadable").selectAll().orderBy("source_id").execute();
      const unreadable = rows.map(({ source_id: sourceId, digest, ...row }) => {
        return digest === null ? { sourceId, ...row } : { sourceId, ...row, digest };
      });
      const settings = settingsOfRow(kept.folder_settings);
      return { ...state, settings, documents: await readDocuments(inside), passages: await readPassages(inside), unreadable };
    }),
  state: () => readState(tables),
  documentDigests: async () => {
    const rows = await tables.selectFrom("documents").select(["source_id", "digest"]).execute();
    return new Map(rows.map((row) => [row.source_id, row.digest]));
  },
  apply: (change) => inTransaction(tables, (inside) => applyTo(inside, change)),
  vectors: async (modelId, textDigests) => {
    const found = new Map<string, Float32Array>();
    await inBatches(textDigests, async (slice) => {
      const rows = await tables
        .selectFrom("vectors")
        .select(["text_digest", "vector"])
        .where("model_id", "=", modelId)
        .where("text_digest", "in", slice)
        .execute();
      for (const row of rows) found.set(row.text_digest, vectorOfBlob(row.vector));
    });
    return found;
  },
  saveVectors: (modelId, rows) => {
    // PostgreSQL refuses to replace the same row twice in one statement.
    const last = new Map(rows.map(({ textDigest, vector }) => [textDigest, vector]));
    return inTransaction(tables, async (inside) => {
      await takeTurn(inside);
      await inBatches([...last], (slice) =>
        inside
          .insertInto("vectors")
          .values(slice.map(([digest, vector]) => ({ model_id: modelId, text_digest: digest, vector: blobOfVector(vector) })))
          .onConflict((conflict) =>
            conflict.columns(["model_id", "text_digest"]).doUpdateSet((column) => ({ vector: column.ref("excluded.vector") })),
          )
          .execute(),
      );
    });
  },
});
