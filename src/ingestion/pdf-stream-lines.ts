import { foldWhiteSpace } from "./fold-white-space.ts";
import type { PdfLine, PdfRun } from "./pdf-line.ts";

/** A gap of this share of the letter size is a space that the PDF did not write; of the second, a gap between columns or cells. */
const spaceGap = 0.16;
const wideGap = 2;

/** The lines of a page in the order in which the PDF writes them. `jumps`: how often it goes back up; `gapped`: lines with wide gaps. */
export type StreamLines = { lines: PdfLine[]; jumps: number; gapped: number };

type Open = { runs: PdfRun[]; text: string; right: number; gapped: boolean };

const continues = (open: Open, run: PdfRun): boolean => {
  const last = open.runs.at(-1);
  if (last === undefined) return true;
  if (last.tag?.unit !== run.tag?.unit) return false;
  const size = Math.max(last.size, run.size);
  // Raised marks and lowered bullets stay in their line; anything that steps back begins another.
  return Math.abs(last.y - run.y) < size * 0.5 && run.x > open.right - size * 1.5;
};

const lineOf = (open: Open, column: number): PdfLine | null => {
  const text = foldWhiteSpace(open.text);
  const written = open.runs.filter((run) => run.text.trim() !== "");
  const [first] = written;
  if (first === undefined || text === "") return null;
  const size = Math.max(...written.map((run) => run.size));
  const main = written.find((run) => run.size === size) ?? first;
  return { text, x: first.x, right: open.right, y: main.y, size, bold: written.every((run) => run.bold), column, tag: first.tag };
};

/**
 * Joins runs into lines in the order of the page's content stream, which for nearly every program that writes PDFs is the reading order,
 * columns included. `column` counts the passes down the page.
 */
export const pdfStreamLines = (runs: readonly PdfRun[]): StreamLines => {
  const opened: Open[] = [];
  for (const run of runs) {
    if (run.tag?.role === "label") continue;
    if (run.text.trim() === "") {
      const last = opened.at(-1);
      if (last !== undefined && continues(last, run)) last.text += " ";
      continue;
    }
    let open = opened.at(-1);
    if (open === undefined || !continues(open, run)) {
      open = { runs: [], text: "", right: run.x, gapped: false };
      opened.push(open);
    }
    const gap = run.x - open.right;
    if (open.runs.length > 0 && gap > run.size * spaceGap && !/\s$/u.test(open.text) && !/^\s/u.test(run.text)) open.text += " ";
    open.gapped ||= open.runs.length > 0 && gap > run.size * wideGap;
    open.text += run.text;
    open.right = Math.max(open.right, run.x + run.width);
    open.runs.push(run);
  }
  const lines: PdfLine[] = [];
  let jumps = 0;
  for (const open of opened) {
    const above = lines.at(-1);
    const line = lineOf(open, jumps);
    if (line === null) continue;
    if (above !== undefined && line.y > above.y + line.size) jumps += 1;
    lines.push({ ...line, column: jumps });
  }
  return { lines, jumps, gapped: opened.filter((open) => open.gapped).length };
};
