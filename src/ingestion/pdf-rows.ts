import { foldWhiteSpace } from "./fold-white-space.ts";
import type { PdfRun } from "./pdf-line.ts";

/** Runs on one baseline without a wide gap between them. */
export type Fragment = { text: string; x: number; right: number; y: number; size: number; bold: boolean };

/** A gap of this share of the letter size is a space that the PDF did not write; of the second, a gap between columns or cells. */
const spaceGap = 0.16;
const cellGap = 0.9;

const joinRuns = (runs: readonly PdfRun[]): Fragment | null => {
  let text = "";
  let right = Number.NaN;
  for (const run of runs) {
    if (text !== "" && run.x - right > run.size * spaceGap && !/\s$/u.test(text) && !/^\s/u.test(run.text)) text += " ";
    text += run.text;
    right = run.x + run.width;
  }
  const first = runs[0];
  const folded = foldWhiteSpace(text);
  if (first === undefined || folded === "") return null;
  const letters = runs.filter((run) => run.text.trim() !== "");
  const size = Math.max(...letters.map((run) => run.size));
  return { text: folded, x: first.x, right, y: first.y, size, bold: letters.every((run) => run.bold) };
};

const splitRow = (row: readonly PdfRun[]): Fragment[] => {
  const groups: PdfRun[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const run of [...row].sort((left, other) => left.x - other.x)) {
    const open = groups.at(-1);
    if (open === undefined || run.x - right > run.size * cellGap) groups.push([run]);
    else open.push(run);
    right = Math.max(right, run.x + run.width);
  }
  return groups.flatMap((group) => joinRuns(group) ?? []);
};

/** Groups runs into rows that share a baseline, top row first, each cut where a wide gap opens. */
export const pdfRows = (runs: readonly PdfRun[]): Fragment[][] => {
  const rows: { y: number; size: number; runs: PdfRun[] }[] = [];
  const written = runs.filter((run) => run.text.trim() !== "").sort((left, right) => right.y - left.y || left.x - right.x);
  for (const run of written) {
    const row = rows.at(-1);
    // Superscripts and bullets sit a little off the baseline of their row.
    if (row !== undefined && Math.abs(row.y - run.y) < Math.max(row.size, run.size) * 0.35) {
      row.runs.push(run);
      if (run.size > row.size) Object.assign(row, { size: run.size, y: run.y });
    } else rows.push({ y: run.y, size: run.size, runs: [run] });
  }
  return rows.map((row) => splitRow(row.runs)).filter((row) => row.length > 0);
};
