import type { FileFormat, ParseOutcome } from "../domain/parsed-file.ts";

/** A file to be read. `name` is its path in the knowledge folder; `today` is the day of reading, `YYYY-MM-DD`. */
export type FileToParse = { name: string; format: FileFormat; bytes: Uint8Array; today: string };

/** Reads foreign bytes where they can do no harm. Never rejects on what a file holds: that is an outcome. */
export type FileParser = {
  parse(file: FileToParse): Promise<ParseOutcome>;
  close(): Promise<void>;
};
