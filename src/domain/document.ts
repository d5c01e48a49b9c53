import type { SourceKind, Standing } from "./source.ts";

/** Where a document's dates were found, best evidence first. `inferred` is a bound, not a date. */
export type DateBasis = "manifest" | "front_matter" | "page_metadata" | "text" | "inferred" | "none";

/**
 * What is known of when a document speaks.
 * `notAfterOn` is set when the text itself speaks of a year as still to come ("cuts are expected in
 * 2015-16"): the document was then written no later than that day, though nobody wrote down when.
 */
export type DocumentDates = {
  publishedOn: string | null;
  updatedOn: string | null;
  notAfterOn: string | null;
  basis: DateBasis;
};

/**
 * What stands between the cells of a table row. White space, so that a quoted row is found in its source once white space is
 * folded; a bar would be a mark that the source does not have.
 */
export const cellGap = "\t";

/** `paragraph` and `list_item` hold running text; `table_row` holds cells joined by `cellGap`. */
export type BlockKind = "paragraph" | "list_item" | "table_row";

/** One paragraph, bullet or table row. `introducedBy` is the line that opens the bullet's list. */
export type Block = { kind: BlockKind; text: string; introducedBy: string | null };

/** The text under one heading. `heading` is the path from the document's title downwards. */
export type Section = {
  heading: string[];
  /** The element id or slug that a link can jump to, when the format has one. */
  anchor: string | null;
  /** 1-based PDF page on which the section's blocks stand; null for formats without pages. */
  page: number | null;
  blocks: Block[];
};

/** A source after parsing: plain text in reading order, with its dates. */
export type Document = DocumentDates & {
  sourceId: string;
  title: string;
  url: string;
  publisher: string;
  kind: SourceKind;
  standing: Standing;
  reviewBy: string | null;
  owner: string | null;
  /** Hex SHA-256 over the file's bytes and its manifest row. */
  digest: string;
  sections: Section[];
};

/** A document without its text: what retrieval and answering need to cite and date it. */
export type DocumentRecord = Omit<Document, "sections">;

/**
 * The day that a document speaks for: its last update, else its publication, else the latest day its own
 * text allows. Null when nothing is known.
 */
export const asOfDay = (dates: DocumentDates): string | null => dates.updatedOn ?? dates.publishedOn ?? dates.notAfterOn;
