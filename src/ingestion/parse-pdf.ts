import { fileURLToPath } from "node:url";
import type { ParseOutcome } from "../domain/parsed-file.ts";
import type { FileToParse } from "../ports/file-parser.ts";
import { buildSections } from "./build-sections.ts";
import { chooseDates } from "./choose-dates.ts";
import { datesInWords } from "./dates-in-words.ts";
import { dropRunningLines } from "./drop-running-lines.ts";
import type { FlowItem } from "./flow-item.ts";
import { foldWhiteSpace } from "./fold-white-space.ts";
import { pdfColumns } from "./pdf-columns.ts";
import { pdfFlow } from "./pdf-flow.ts";
import type { PdfLine, PdfPage, PdfRun } from "./pdf-line.ts";
import { pdfRows } from "./pdf-rows.ts";
import { pdfStreamLines } from "./pdf-stream-lines.ts";
import { pdfTags, type StructureNode } from "./pdf-tags.ts";
import { readDay } from "./read-day.ts";
import { titleFromFileName } from "./title-from-file-name.ts";

/** Finding out which fonts are bold costs some 60 ms a page; longer documents have their headings told by size alone. */
const maxPagesWithFonts = 120;

const resource = (folder: string): string =>
  fileURLToPath(new URL(`./${folder}/`, import.meta.resolve("pdfjs-dist/package.json")));

const loadPdf = async (bytes: Uint8Array) => {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  return getDocument({
    data: Uint8Array.from(bytes),
    cMapUrl: resource("cmaps"),
    standardFontDataUrl: resource("standard_fonts"),
    disableFontFace: true,
    isEvalSupported: false,
    useWorkerFetch: false,
    stopAtErrors: false,
    verbosity: 0,
  });
};

type LoadedPdf = Awaited<Awaited<ReturnType<typeof loadPdf>>["promise"]>;

const readRuns = async (document: LoadedPdf, number: number, firstUnit: number) => {
  const page = await document.getPage(number);
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const { tags, nextUnit } = pdfTags((await page.getStructTree().catch(() => null)) as StructureNode | null, firstUnit);
  const marks: (string | null)[] = [];
  const boldFonts = new Map<string, boolean>();
  if (document.numPages <= maxPagesWithFonts) await page.getOperatorList().catch(() => null);
  const isBold = (font: string): boolean => {
    const known = boldFonts.get(font);
    if (known !== undefined) return known;
    const loaded: unknown = page.commonObjs.has(font) ? page.commonObjs.get(font) : null;
    const name = typeof loaded === "object" && loaded !== null && "name" in loaded ? String(loaded.name) : "";
    const bold = /bold|black|heavy|semibold|demi|(?:^|[-+])medi(?:um)?$/iu.test(name) || /-Medi(?:$|[A-Z])/u.test(name);
    boldFonts.set(font, bold);
    return bold;
  };
  const runs = items.flatMap((item): PdfRun[] => {
    if (!("str" in item)) {
      if (item.type.startsWith("begin")) marks.push("id" in item && typeof item.id === "string" ? item.id : null);
      else marks.pop();
      return [];
    }
    if (item.str === "") return [];
    const mark = marks.findLast((id) => id !== null && tags.has(id));
    const tag = mark === undefined || mark === null ? null : (tags.get(mark) ?? null);
    const [a, b, , , x, y] = item.transform as [number, number, number, number, number, number];
    // Text that does not run level is a watermark or a label on a figure's axis.
    if (Math.abs(b) > Math.abs(a) * 0.2) return [];
    return [
      { text: item.str, x, y, width: item.width, size: Math.abs(item.height) || Math.abs(a), bold: isBold(item.fontName), tag },
    ];
  });
  const [, bottom = 0, , top = 0] = page.view;
  page.cleanup();
  return { height: top - bottom, nextUnit, runs: runs.map((run) => ({ ...run, y: run.y - bottom })) };
};

/** The stream's own order, unless it wanders over the page or writes two columns row by row: then the order is found by geometry. */
const linesInOrder = (runs: readonly PdfRun[]): PdfLine[] => {
  const stream = pdfStreamLines(runs);
  if (runs.some((run) => run.tag !== null)) return stream.lines;
  const wanders = stream.jumps > Math.max(8, stream.lines.length * 0.12);
  const rowByRow = stream.gapped > Math.max(4, stream.lines.length * 0.25);
  if (!wanders && !rowByRow) return stream.lines;
  const ordered = pdfColumns(pdfRows(runs));
  return wanders || ordered.some((line) => line.column > 0) ? ordered : stream.lines;
};

const readPages = async (document: LoadedPdf): Promise<PdfPage[]> => {
  const pages: PdfPage[] = [];
  let unit = 0;
  for (let page = 1; page <= document.numPages; page += 1) {
    const { height, runs, nextUnit } = await readRuns(document, page, unit);
    unit = nextUnit;
    pages.push({ page, height, lines: linesInOrder(runs) });
  }
  return pages;
};

/** A title that a person gave, not the name of the program's file. */
const statedTitle = (title: unknown): string | null => {
  const text = typeof title === "string" ? foldWhiteSpace(title) : "";
  return /\s/u.test(text) && !/\.(?:docx?|indd|pdf|odt|qxd|pptx?)$|^microsoft word|^untitled/iu.test(text) ? text : null;
};

const firstHeading = (items: readonly FlowItem[]): string | null =>
  items.find((item) => item.type === "heading" && item.level === 1 && item.page === 1)?.text ?? null;

const refusalOf = (fault: unknown): ParseOutcome => {
  const name = fault instanceof Error ? fault.name : "";
  if (name === "PasswordException") return { ok: false, code: "encrypted", message: "it is locked with a password" };
  const reason = fault instanceof Error ? fault.message : String(fault);
  return { ok: false, code: "damaged", message: `it is no whole PDF: ${reason.slice(0, 200)}` };
};

const finish = (file: FileToParse, pages: readonly PdfPage[], info: Record<string, unknown>): ParseOutcome => {
  const body = dropRunningLines(pages);
  const items = pdfFlow(body);
  const sections = buildSections(items);
  if (sections.length === 0) {
    return {
      ok: false,
      code: "no_text_layer",
      message: "its pages are pictures without text; have it made searchable (OCR) first",
    };
  }
  const blocks = items.map((item) => item.text);
  const kept = new Set(body.flatMap((page) => page.lines));
  const running = new Set(pages.flatMap((page) => page.lines.filter((line) => !kept.has(line)).map((line) => line.text)));
  // A guide's date of issue often stands in its running foot alone.
  const [own, foot] = [datesInWords(blocks), datesInWords([...running].slice(0, 12))];
  const stated = own.updatedOn === null && own.publishedOn === null ? foot : own;
  // The day stamped by the program that wrote the file comes after what the text says: saving a copy changes it.
  const stamp = typeof info.CreationDate === "string" ? readDay(info.CreationDate.replace(/^D:/u, "")) : null;
  const evidence = [
    { basis: "text", publishedOn: [stated.publishedOn ?? []].flat(), updatedOn: [stated.updatedOn ?? []].flat() },
    { basis: "page_metadata", publishedOn: [stamp ?? []].flat(), updatedOn: [] },
  ] as const;
  const dates = chooseDates(
    evidence.map((kind) => ({ basis: kind.basis, publishedOn: [...kind.publishedOn], updatedOn: [...kind.updatedOn] })),
    blocks,
    file.today,
  );
  const title = firstHeading(items) ?? statedTitle(info.Title) ?? titleFromFileName(file.name);
  return { ok: true, parsed: { title, url: null, publisher: null, kind: null, standing: null, ...dates, sections } };
};

/** Parses a PDF page by page into sections that keep their page. Locked, damaged and picture-only files are outcomes. */
export const parsePdf = async (file: FileToParse): Promise<ParseOutcome> => {
  const task = await loadPdf(file.bytes);
  try {
    const document = await task.promise;
    const { info } = await document.getMetadata();
    return finish(file, await readPages(document), info as Record<string, unknown>);
  } catch (fault) {
    return refusalOf(fault);
  } finally {
    await task.destroy();
  }
};
