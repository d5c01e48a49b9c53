import type { DocumentDates, Section } from "./document.ts";
import type { SourceKind, Standing } from "./source.ts";

/** The formats that can be read, by what is inside rather than by vendor. */
export const fileFormats = ["markdown", "html", "text", "pdf"] as const;
export type FileFormat = (typeof fileFormats)[number];

/** Why a file could not be read; closed. */
export const unreadableCodes = [
  "too_large",
  "timed_out",
  "out_of_memory",
  "damaged",
  "empty",
  "encrypted",
  "no_text_layer",
  "not_text",
  "unsupported_type",
  "cannot_open",
] as const;
export type UnreadableCode = (typeof unreadableCodes)[number];

/** The largest file that is read, in bytes; PDFs of guides with pictures stay well below it. */
export const maxFileBytes = 20 * 1024 * 1024;

/**
 * What a file says of itself, before the manifest is laid over it. Null where the file is silent.
 * `futureDates` is true when a date later than the day of reading was found and set aside: reading again later may differ.
 */
export type ParsedFile = DocumentDates & {
  title: string;
  url: string | null;
  publisher: string | null;
  kind: SourceKind | null;
  standing: Standing | null;
  futureDates: boolean;
  sections: Section[];
};

/** A parsed file, or the reason why there is none, in words for the volunteer who keeps the folder. */
export type ParseOutcome = { ok: true; parsed: ParsedFile } | { ok: false; code: UnreadableCode; message: string };

/** The format that a file name promises; null for a type that is not read. */
export const formatOf = (fileName: string): FileFormat | null => {
  const extension = /\.([^./\\]+)$/u.exec(fileName)?.[1]?.toLowerCase();
  if (extension === "md" || extension === "markdown") return "markdown";
  if (extension === "html" || extension === "htm") return "html";
  if (extension === "txt") return "text";
  return extension === "pdf" ? "pdf" : null;
};
