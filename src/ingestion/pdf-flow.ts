import type { BlockKind } from "../domain/document.ts";
import { cellGap } from "../domain/document.ts";
import type { FlowItem } from "./flow-item.ts";
import { introduceRows } from "./introduce-rows.ts";
import { introducingLine } from "./introducing-line.ts";
import { joinLines, wordsIn } from "./join-lines.ts";
import { pdfHeadings } from "./pdf-headings.ts";
import type { PdfLine, PdfPage } from "./pdf-line.ts";

const bullet =
  /^(?:[\u2022\u2023\u25AA\u25CF\u25CB\u25E6\u25A0\u2013\u2014\u00B7*\uF0B7\uF0A7\uF0D8\uF02D-]|o(?=\s\p{Lu})|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)/u;
const endsSentence = /[.!?:;]["'\u2019\u201D)\]]*$/u;

type Open = { kind: BlockKind; text: string; page: number; last: PdfLine; textX: number };

type OpenHeading = { level: number; last: PdfLine; page: number };

/** Whether a line is the second of a heading that did not fit on one: of the same size and close below. */
const wrapsOn = (last: PdfLine, line: PdfLine): boolean =>
  Math.abs(line.size - last.size) < 0.6 && line.bold === last.bold && line.y < last.y && last.y - line.y < line.size * 1.7;

/** Whether a line carries on the open block: close below it, of one size, neither a new bullet nor a new, indented paragraph. */
const carriesOn = (open: Open, line: PdfLine, page: number, columnRight: number): boolean => {
  const { last } = open;
  if (last.tag !== null && line.tag !== null && page === open.page) return last.tag.unit === line.tag.unit;
  if (bullet.test(line.text) || Math.abs(line.size - last.size) > last.size * 0.12) return false;
  const stopped = endsSentence.test(open.text);
  if (last.tag !== null && line.tag !== null) return !stopped && last.tag.role === line.tag.role && /^\p{Ll}/u.test(line.text);
  const moved = page !== open.page || line.column !== last.column || line.y > last.y;
  if (moved) return !stopped && (/^\p{Ll}/u.test(line.text) || last.right > columnRight - last.size * 6);
  const gap = last.y - line.y;
  if (gap > last.size * 1.9) return false;
  if (gap > last.size * 1.55 && stopped) return false;
  const endedShort = last.right < columnRight - (columnRight - last.x) * 0.2;
  if (stopped && endedShort) return false;
  if (open.kind === "list_item" && stopped && line.x < open.textX - last.size) return false;
  return !(stopped && open.kind === "paragraph" && line.x > last.x + last.size * 0.8);
};

const isNextCell = (last: PdfLine, line: PdfLine): boolean =>
  last.tag?.role === "cell" && line.tag?.role === "cell" && last.tag.row === line.tag.row;

const kindOf = (line: PdfLine): BlockKind => {
  if (line.tag?.role === "cell") return "table_row";
  return line.tag?.role === "list_item" || bullet.test(line.text) ? "list_item" : "paragraph";
};

/** Where the full lines of a column end at the right, so that a line that stops short is seen; titles across the page do not count. */
const columnEnds = (page: PdfPage): Map<number, number> => {
  const rights = new Map<number, number[]>();
  for (const line of page.lines) rights.set(line.column, [...(rights.get(line.column) ?? []), line.right]);
  const typical = (ends: number[]): number => ends.sort((left, right) => left - right)[Math.floor(ends.length * 0.6)] ?? 0;
  return new Map([...rights].map(([column, ends]) => [column, typical(ends)]));
};

/**
 * Turns the lines of a PDF into headings, paragraphs and bullets. A paragraph that runs over the end of a page stays whole on the page
 * where it began, so that no sentence is cut and its citation opens where the reader begins.
 */
export const pdfFlow = (pages: readonly PdfPage[]): FlowItem[] => {
  const items: FlowItem[] = [];
  const words = wordsIn(pages.flatMap((page) => page.lines.map((line) => line.text)));
  const levelOf = pdfHeadings(pages);
  let open: Open | null = null;
  let heading: OpenHeading | null = null;
  let intro: string | null = null;
  const close = (): void => {
    if (open === null) return;
    const introducedBy = open.kind === "list_item" ? intro : null;
    if (open.kind === "paragraph") intro = introducingLine(open.text);
    items.push({ type: "block", kind: open.kind, text: open.text, introducedBy, page: open.page });
    open = null;
  };
  for (const page of pages) {
    const ends = columnEnds(page);
    for (const line of page.lines) {
      const above: OpenHeading | null = heading as OpenHeading | null;
      const continues: boolean = above !== null && above.page === page.page && wrapsOn(above.last, line);
      const wrapped = continues && above !== null && !endsSentence.test(above.last.text) ? above.level : null;
      const level: number | null = levelOf(line) ?? wrapped;
      const top = items.at(-1);
      if (level !== null) {
        close();
        if (continues && above?.level === level && top?.type === "heading")
          items[items.length - 1] = { ...top, text: joinLines(top.text, line.text, words) };
        else items.push({ type: "heading", level, text: line.text, anchor: null, page: page.page });
        heading = { level, last: line, page: page.page };
        intro = null;
        continue;
      }
      heading = null;
      const current: Open | null = open;
      if (current !== null && carriesOn(current, line, page.page, ends.get(current.last.column) ?? line.right)) {
        open = { ...(current as Open), text: joinLines((current as Open).text, line.text, words), last: line };
        continue;
      }
      if (current !== null && isNextCell(current.last, line)) {
        open = { ...(current as Open), text: `${(current as Open).text}${cellGap}${line.text}`, last: line };
        continue;
      }
      close();
      const kind = kindOf(line);
      const text = kind === "list_item" ? line.text.replace(bullet, "") : line.text;
      open = { kind, text, page: page.page, last: line, textX: kind === "list_item" ? line.x + line.size : line.x };
    }
  }
  close();
  return introduceRows(items);
};
