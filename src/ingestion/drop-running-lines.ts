import type { PdfLine, PdfPage } from "./pdf-line.ts";

/** Running heads and feet stand in these shares of the page's height. */
const edge = 0.12;

/** Left and right pages often have heads of their own, and chapters change them. */
const runningShare = 0.3;

const atEdge = (line: PdfLine, page: PdfPage): boolean => line.y > page.height * (1 - edge) || line.y < page.height * edge;

/** The line with its figures masked, and where it stands to the nearest ten points: the same on every page for a running line. */
const patternOf = (line: PdfLine): string => `${line.text.replace(/\p{N}+/gu, "#").toLowerCase()}@${Math.round(line.y / 10)}`;

const isPageNumber = (text: string): boolean =>
  /^(?:page\s*)?[-\u2013\u2014|(\s]*(?:\d{1,4}|[ivxlc]{1,6})[-\u2013\u2014|)\s]*(?:(?:of|\/)\s*\d{1,4})?$/iu.test(text.trim());

const typicalSize = (pages: readonly PdfPage[]): number => {
  const sizes = pages.flatMap((page) => page.lines.map((line) => line.size)).sort((left, right) => left - right);
  return sizes[Math.floor(sizes.length / 2)] ?? 0;
};

/** Takes out page numbers, raised footnote marks that stand on a line of their own, and heads and feet that run on three pages in ten. */
export const dropRunningLines = (pages: readonly PdfPage[]): PdfPage[] => {
  const counts = new Map<string, number>();
  for (const page of pages) {
    const patterns = new Set(page.lines.filter((line) => atEdge(line, page)).map(patternOf));
    for (const pattern of patterns) counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  }
  const typical = typicalSize(pages);
  const enough = Math.max(2, pages.length * runningShare);
  const runs = (line: PdfLine): boolean => (counts.get(patternOf(line)) ?? 0) >= enough;
  const isNoteMark = (line: PdfLine): boolean => /^(?:\d{1,3}\s?)+$/u.test(line.text) && line.size < typical * 0.8;
  return pages.map((page) => ({
    ...page,
    lines: page.lines.filter((line) => !isNoteMark(line) && !(atEdge(line, page) && (isPageNumber(line.text) || runs(line)))),
  }));
};
