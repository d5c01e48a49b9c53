import type { AttackedRow } from "./run-attacks.ts";

/** What became of all rows of one kind. `proved`: claims of a bad output that code let through, true or not. */
export type KindReport = {
  kind: string;
  measured: boolean;
  rows: number;
  extractive: number;
  proved: number;
  cases: number;
  clarify: number;
  other: number;
  lies: number;
  faults: number;
};

/** Counts by kind of bad output, in the order of the families. */
export const reportByKind = (rows: readonly AttackedRow[]): KindReport[] =>
  [
    ...Map.groupBy(
      rows.filter(({ sent }) => sent !== null),
      ({ sent }) => sent!.kind,
    ),
  ].map(([kind, ofKind]) => {
    const count = (became: AttackedRow["became"]): number => ofKind.filter((row) => row.became === became).length;
    return {
      kind,
      measured: ofKind[0]!.sent!.measured,
      rows: ofKind.length,
      extractive: count("extractive"),
      proved: count("model"),
      cases: count("case"),
      clarify: count("clarify"),
      other: count("other"),
      lies: ofKind.filter(({ lies }) => lies.length > 0).length,
      faults: ofKind.filter(({ faults }) => faults.length > 0).length,
    };
  });

/** The report as a table in plain text. */
export const kindTable = (reports: readonly KindReport[]): string => {
  const head = ["kind of bad output", "rows", "extractive", "proved rest", "case", "clarify", "other", "lies shown", "faults"];
  const rows = reports.map((report) => [
    `${report.kind}${report.measured ? " (measured)" : ""}`,
    ...[
      report.rows,
      report.extractive,
      report.proved,
      report.cases,
      report.clarify,
      report.other,
      report.lies,
      report.faults,
    ].map(String),
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: string[]): string =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join("  ");
  return [line(head), ...rows.map(line)].join("\n");
};
