import type { DateBasis, DocumentRecord } from "../../domain/document.ts";
import type { Passage, SentenceSpan } from "../../domain/passage.ts";
import type { SourceKind, Standing } from "../../domain/source.ts";
import type { Schema } from "./schema.ts";

/** Columns of `sources` joined with `documents` that make a document's record. */
export const documentColumns = [
  "id",
  "title",
  "url",
  "publisher",
  "kind",
  "standing",
  "review_by",
  "owner",
  "published_on",
  "updated_on",
  "not_after_on",
  "date_basis",
  "digest",
] as const;

type DocumentRow = Schema["sources"] & Omit<Schema["documents"], "source_id" | "sections">;

/** A document's record from its row. */
export const documentOfRow = (row: DocumentRow): DocumentRecord => ({
  sourceId: row.id,
  title: row.title,
  url: row.url,
  publisher: row.publisher,
  kind: row.kind as SourceKind,
  standing: row.standing as Standing,
  reviewBy: row.review_by,
  owner: row.owner,
  publishedOn: row.published_on,
  updatedOn: row.updated_on,
  notAfterOn: row.not_after_on,
  basis: row.date_basis as DateBasis,
  digest: row.digest,
});

/** A passage from its row. Throws `SyntaxError` when a list in it is no JSON. */
export const passageOfRow = (row: Schema["passages"]): Passage => ({
  id: row.id,
  sourceId: row.source_id,
  ordinal: row.ordinal,
  heading: JSON.parse(row.heading) as string[],
  anchor: row.anchor,
  page: row.page,
  text: row.text,
  sentences: JSON.parse(row.sentences) as SentenceSpan[],
  digest: row.digest,
});
