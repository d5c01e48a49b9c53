import type { BlockKind } from "../domain/document.ts";

/**
 * What every parser reduces a file to, in reading order: headings and blocks.
 * `level` counts from 1, as in HTML. `text` has its white space folded. `page` is 1-based, null without pages.
 */
export type FlowItem =
  | { type: "heading"; level: number; text: string; anchor: string | null; page: number | null }
  | { type: "block"; kind: BlockKind; text: string; introducedBy: string | null; page: number | null };
