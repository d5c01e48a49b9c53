import type { PdfLine, PdfPage } from "./pdf-line.ts";

/** Letters at least this much larger than the text make a heading. */
const larger = 1.12;
const maxWords = 20;
/** A heading set in the text's own size, but bold, is at most this long. */
const maxBoldWords = 12;

const sizeClass = (size: number): number => Math.round(size * 2) / 2;

/** The size in which most letters are set, and the share of them that is bold. */
const bodyOf = (lines: readonly PdfLine[]): { size: number; boldShare: number } => {
  const letters = new Map<number, number>();
  let bold = 0;
  let all = 0;
  for (const line of lines) {
    const size = sizeClass(line.size);
    letters.set(size, (letters.get(size) ?? 0) + line.text.length);
    all += line.text.length;
    if (line.bold) bold += line.text.length;
  }
  const [size] = [...letters.entries()].sort((left, right) => right[1] - left[1])[0] ?? [0];
  return { size, boldShare: all === 0 ? 0 : bold / all };
};

/**
 * Finds which lines are headings: short lines in larger letters, and short bold lines that end in no stop. Returns the level of a
 * line, 1 for the largest size of the document, or null for text.
 */
export const pdfHeadings = (pages: readonly PdfPage[]): ((line: PdfLine) => number | null) => {
  const lines = pages.flatMap((page) => page.lines);
  const body = bodyOf(lines);
  const isLarger = (line: PdfLine): boolean => line.size >= body.size * larger && line.text.split(" ").length <= maxWords;
  const isBold = (line: PdfLine): boolean =>
    line.bold &&
    body.boldShare < 0.4 &&
    line.size >= body.size * 0.95 &&
    line.text.split(" ").length <= maxBoldWords &&
    !/[.,;:]$/u.test(line.text);
  const isHeading = (line: PdfLine): boolean =>
    /\p{L}/u.test(line.text) && /^["'\u2018\u201C(]*[\p{Lu}\p{Lo}\p{N}]/u.test(line.text) && (isLarger(line) || isBold(line));
  const sizes = [...new Set(lines.filter((line) => isHeading(line) && isLarger(line)).map((line) => sizeClass(line.size)))];
  sizes.sort((left, right) => right - left);
  const tagged = lines.some((line) => line.tag?.role === "heading");
  return (line) => {
    if (line.tag?.role === "heading") return line.tag.level;
    if (tagged && line.tag !== null) return null;
    if (!isHeading(line)) return null;
    return isLarger(line) ? sizes.indexOf(sizeClass(line.size)) + 1 : sizes.length + 1;
  };
};
