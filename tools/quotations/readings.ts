import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { decodeEntities } from "./entities.ts";

/**
 * Leaves out hyphens. Whether a hyphen at the end of a printed line belongs to the word cannot be told from a PDF, so
 * there, and only there, quotation and source are compared without them.
 */
export const withoutHyphens = (text: string): string => text.replace(/[-\u2010\u00AD]\s?/gu, "");

/** Ways to read one file as plain text, white space folded; a quotation must stand in one of them. Null: cannot be read here. */
export type Readings = string[] | null;

/** Runs of white space to one space; nothing else is changed. */
export const foldSpace = (text: string): string => text.replace(/\s+/gu, " ").trim();

/**
 * Reads a source file, or one page of a PDF. A second reading of text leaves out list marks, which a quotation
 * of several bullets does not carry. A PDF is read with poppler's pdftotext, in reading order and in file order.
 */
export const readingsOf = (file: string, page: number | null): Readings => {
  const ending = extname(file).toLowerCase();
  if (ending === ".pdf") return pdfReadings(file, page);
  const text = readFileSync(file, "utf8").replace(/^\uFEFF/u, "");
  if (ending === ".html" || ending === ".htm") return [plainFromHtml(text)];
  if (ending === ".md") return [plainFromMarkdown(text)];
  return [foldSpace(text), foldSpace(withoutListMarks(text))];
};

const withoutListMarks = (text: string): string => text.replace(/^[ \t]*(?:[-*+•‣◦–]|\d{1,3}[.)])[ \t]+/gmu, "");

const blocks =
  "address|article|aside|blockquote|body|br|button|caption|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|legend|li|main|nav|ol|option|p|pre|section|select|summary|table|tbody|tfoot|td|th|thead|title|tr|ul";

/** The words of a page: no scripts, no tags, block and cell ends as spaces. */
export const plainFromHtml = (html: string): string =>
  foldSpace(
    decodeEntities(
      html
        .replace(/<!--[\s\S]*?-->/gu, "")
        .replace(/<(script|style|template|noscript|svg)\b[\s\S]*?<\/\1\s*>/giu, " ")
        .replace(new RegExp(`</?(?:${blocks})\\b[^>]*>`, "giu"), " ")
        .replace(/<\/?[a-z][^>]*>|<![a-z][^>]*>/giu, ""),
    ),
  );

/** The words of a Markdown page: no front matter and no marks; links by their text, cells parted by a bar. */
export const plainFromMarkdown = (markdown: string): string => {
  const body = markdown.replace(/^---\r?\n[\s\S]*?\r?\n---\r?\n/u, "").replace(/<!--[\s\S]*?-->/gu, "");
  const unmarked = withoutListMarks(body.replace(/^[ \t]*(?:>[ \t]?)+/gmu, ""))
    .replace(/^[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*(?::?-{2,}:?)?[ \t]*$/gmu, "")
    .replace(/^[ \t]*\|[ \t]*(.*?)[ \t]*\|?[ \t]*$/gmu, "$1")
    .replace(/^[ \t]*#{1,6}[ \t]+(.*?)[ \t]*#*$/gmu, "$1")
    .replace(/^[ \t]*(?:```|~~~).*$|^[ \t]*(?:[-*_][ \t]*){3,}$/gmu, "")
    .replace(/!?\[([^\]]*)\]\([^)\s]*(?:\s+"[^"]*")?\)/gu, "$1")
    .replace(/!?\[([^\]]+)\]\[[^\]]*\]/gu, "$1")
    .replace(/<((?:https?:|mailto:)[^>\s]+)>/gu, "$1")
    .replace(/<\/?[a-z][^>]*>/giu, "")
    .replace(/(\*\*\*|\*\*|__|~~|`+)(?=\S)([\s\S]*?\S)\1/gu, "$2")
    .replace(/(^|[^\w*])\*(?=\S)([^*\n]*[^\s*])\*(?!\w)/gu, "$1$2")
    .replace(/(^|\W)_(?=\S)([^_\n]*[^\s_])_(?!\w)/gu, "$1$2")
    .replace(/\\([\\`*_{}[\]()#+\-.!|>~])/gu, "$1");
  return foldSpace(decodeEntities(unmarked));
};

/** True when poppler's pdftotext can be run. */
export const canReadPdf = (): boolean => spawnSync("pdftotext", ["-v"]).error === undefined;

const pdfReadings = (file: string, page: number | null): Readings => {
  if (!canReadPdf()) return null;
  const pages = page === null ? [] : ["-f", String(page), "-l", String(page)];
  return [[], ["-raw"], ["-layout"]].flatMap((mode) => {
    const run = spawnSync("pdftotext", [...mode, ...pages, "-enc", "UTF-8", file, "-"], {
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    return run.status === 0 ? [foldSpace(run.stdout)] : [];
  });
};
