import { maxFileBytes, type ParseOutcome } from "../domain/parsed-file.ts";
import type { FileToParse } from "../ports/file-parser.ts";
import { parseMarkup } from "./parse-markup.ts";
import { parsePdf } from "./parse-pdf.ts";
import { storableFile } from "./storable-file.ts";

/** Goes into every document's digest: raise it when a change to parsing or splitting must reach files that have not changed. */
export const parserVersion = 3;

/**
 * Parses one file of any format that is read. What the bytes hold never rejects, with one exception that no code can prevent: a
 * process that runs out of memory or time. Foreign files are therefore parsed in a child (`src/adapters/parsing-child`).
 */
export const parseFile = async (file: FileToParse): Promise<ParseOutcome> => {
  if (file.bytes.length === 0) return { ok: false, code: "empty", message: "the file is empty" };
  if (file.bytes.length > maxFileBytes) {
    return { ok: false, code: "too_large", message: `the file is larger than ${maxFileBytes / 1024 / 1024} MB` };
  }
  try {
    const outcome = file.format === "pdf" ? await parsePdf(file) : parseMarkup(file);
    return outcome.ok ? { ok: true, parsed: storableFile(outcome.parsed) } : outcome;
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault);
    if (fault instanceof RangeError && /call stack/u.test(reason)) {
      return { ok: false, code: "damaged", message: "its parts are nested too deep to be read" };
    }
    return { ok: false, code: "damaged", message: `it cannot be read as ${file.format}: ${reason.slice(0, 200)}` };
  }
};
