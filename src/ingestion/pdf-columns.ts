import type { PdfLine } from "./pdf-line.ts";
import type { Fragment } from "./pdf-rows.ts";

/** Steps in which a page is searched for gutters, in points. */
const step = 2;
/** A gutter may be crossed by the fragments of this share of rows: titles, wide tables. */
const crossingShare = 0.2;
/** Columns are text, not cells: their typical line fills this share of the column, and this share of rows has text on both sides. */
const filledShare = 0.55;
const bothSidesShare = 0.25;

const median = (values: readonly number[]): number =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;

const isGutter = (rows: readonly Fragment[][], x: number): boolean => {
  const crossing = rows.filter((row) => row.some((fragment) => fragment.x < x - 1 && fragment.right > x + 1));
  if (crossing.length > rows.length * crossingShare) return false;
  const open = rows.filter((row) => !crossing.includes(row));
  const both = open.filter(
    (row) => row.some((fragment) => fragment.right <= x + 1) && row.some((fragment) => fragment.x >= x - 1),
  );
  return both.length >= Math.max(4, rows.length * bothSidesShare);
};

const columnOf = (fragment: Fragment, gutters: readonly number[]): number => {
  const crossed = gutters.some((gutter) => fragment.x < gutter - 2 && fragment.right > gutter + 2);
  return crossed ? -1 : gutters.filter((gutter) => fragment.x >= gutter - 2).length;
};

const holdText = (rows: readonly Fragment[][], gutters: readonly number[]): boolean => {
  const fragments = rows.flat();
  return [...gutters, Number.POSITIVE_INFINITY].every((_, column) => {
    const inside = fragments.filter((fragment) => columnOf(fragment, gutters) === column);
    const width = Math.max(...inside.map((fragment) => fragment.right)) - Math.min(...inside.map((fragment) => fragment.x));
    return inside.length >= 4 && median(inside.map((fragment) => fragment.right - fragment.x)) >= width * filledShare;
  });
};

/** The middles of the page's gutters from left to right; none when it has one column or only tables. */
const findGutters = (rows: readonly Fragment[][]): number[] => {
  const fragments = rows.flat();
  const left = Math.min(...fragments.map((fragment) => fragment.x));
  const right = Math.max(...fragments.map((fragment) => fragment.right));
  const runs: number[][] = [];
  for (let x = left + (right - left) * 0.15; x < left + (right - left) * 0.85; x += step) {
    if (!isGutter(rows, x)) continue;
    const open = runs.at(-1);
    if (open !== undefined && x - (open.at(-1) ?? 0) <= step * 1.5) open.push(x);
    else runs.push([x]);
  }
  const gutters = runs.map((run) => median(run));
  return gutters.length > 0 && gutters.length <= 3 && holdText(rows, gutters) ? gutters : [];
};

const joinFragments = (fragments: readonly Fragment[], column: number): PdfLine[] => {
  const [first] = fragments;
  if (first === undefined) return [];
  const text = fragments.map((fragment) => fragment.text).join(" ");
  const right = Math.max(...fragments.map((fragment) => fragment.right));
  const size = Math.max(...fragments.map((fragment) => fragment.size));
  return [{ text, x: first.x, right, y: first.y, size, bold: fragments.every((fragment) => fragment.bold), column, tag: null }];
};

/**
 * Puts the rows of a page into reading order: each band between lines that span the page is read column by column, from the left.
 * Without columns the rows are read as they stand.
 */
export const pdfColumns = (rows: readonly Fragment[][]): PdfLine[] => {
  if (rows.length === 0) return [];
  const gutters = findGutters(rows);
  if (gutters.length === 0) return rows.flatMap((row) => joinFragments(row, 0));
  const lines: PdfLine[] = [];
  let band: PdfLine[][] = [];
  const closeBand = (): void => {
    lines.push(...band.flat());
    band = [...gutters, 0].map(() => []);
  };
  closeBand();
  for (const row of rows) {
    if (row.some((fragment) => columnOf(fragment, gutters) < 0)) {
      closeBand();
      lines.push(...joinFragments(row, -1));
      continue;
    }
    for (const [column, open] of band.entries()) {
      open.push(
        ...joinFragments(
          row.filter((fragment) => columnOf(fragment, gutters) === column),
          column,
        ),
      );
    }
  }
  closeBand();
  return lines;
};
