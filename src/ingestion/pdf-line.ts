import type { PdfTag } from "./pdf-tags.ts";

/** A run of text as the PDF draws it: place of its baseline's left end and its width in points, origin at the page's lower left. */
export type PdfRun = { text: string; x: number; y: number; width: number; size: number; bold: boolean; tag: PdfTag | null };

/** Runs that stand side by side on one baseline of one column, joined. `column` counts from 0; -1 spans all columns. */
export type PdfLine = {
  text: string;
  x: number;
  right: number;
  y: number;
  size: number;
  bold: boolean;
  column: number;
  tag: PdfTag | null;
};

/** The lines of one page in reading order. `page` is 1-based; height in points. */
export type PdfPage = { page: number; height: number; lines: PdfLine[] };
