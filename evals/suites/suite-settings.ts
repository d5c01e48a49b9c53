import type { AnsweringMode } from "./answering-mode.ts";

/** What every suite is told: where the project stands, where results go, and which rows to take. */
export type SuiteSettings = {
  /** The project's folder. */
  root: string;
  /** Shared material beside the project; suites that need it skip when it is absent. */
  sharedDir: string;
  /** Rows, report and JSON go here. */
  outDir: string;
  /** Store and caches of the runs, kept between runs so that only the first one embeds. */
  dataRoot: string;
  split: "tune" | "held" | "all";
  /** Who words the answers; the pages' own sentences when not given. */
  mode?: AnsweringMode;
};

/** The day of asking for rows that name none: two weeks after the newest seed page. */
export const defaultNow = "2025-06-20";

/** Keeps the rows of the wanted split; a row without a split belongs to every one. */
export const ofSplit = <Row extends { split?: "tune" | "held" | undefined }>(
  rows: Row[],
  split: SuiteSettings["split"],
): Row[] => (split === "all" ? rows : rows.filter((row) => row.split === undefined || row.split === split));
